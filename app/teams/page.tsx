import type { Metadata } from 'next';
import { JsonLd } from '#components/json-ld.tsx';
import { PageHead } from '#components/layout/site.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { listCourses, listPaths } from '#features/courses/course.server.ts';
import { isOpen, lessonUrl, outlineUrl, pathUrl } from '#features/courses/course.ts';
import { PhoneLinks, Places } from '#features/enquiries/contact-points.tsx';
import { formatMinutes, inWords } from '#lib/dates.ts';
import { breadcrumbs, graph, organization } from '#lib/schema-org.ts';

export const metadata: Metadata = {
  title: 'For teams',
  description: 'Training for people who take the hard calls: what a team gets, how enrolment works, and how to ask.',
  alternates: { canonical: '/teams' },
};

const H2 = 'font-serif text-2xl font-semibold';

/** For whoever has to justify the purchase. Everything on it can be tried on this site today. */
export default function TeamsPage() {
  const open = listCourses().filter(isOpen);
  const first = open.find(({ slug }) => slug === 'straight-and-kind') ?? open[0]!;
  return (
    <>
      <JsonLd data={graph(organization(), breadcrumbs(['For teams', '/teams']))} />
      <PageHead title="For teams whose people take the hard calls">
        <p>
          {inWords(open.length)} courses, each {formatMinutes(Math.min(...open.map(({ minutes }) => minutes))).replace('about ', '')} to{' '}
          {formatMinutes(Math.max(...open.map(({ minutes }) => minutes))).replace('about ', '')} of study, in lessons that fit between shifts. Your people
          practise before it happens; you get a certificate you can check in seconds.
        </p>
        <p className="mt-5 flex flex-wrap gap-3">
          <ButtonLink href="/enquire">Ask about your team</ButtonLink>
          <ButtonLink look="quiet" href={lessonUrl(first.slug, first.lessons[0]!.slug)}>
            Read a lesson first
          </ButtonLink>
          <PhoneLinks />
        </p>
        <Places />
      </PageHead>
      <div className="grid gap-12">
        <section aria-labelledby="get">
          <h2 id="get" className={H2}>
            What a team gets
          </h2>
          <dl className="mt-5 grid gap-x-10 gap-y-6 sm:grid-cols-2 lg:grid-cols-3">
            {[
              [
                'Practice that answers back',
                'Conversations with a customer who reacts to what was said, and a debrief that puts each line beside a steadier one.',
              ],
              ['Checks worth passing', 'Questions about situations, not definitions, with a reason for every option. Nobody passes by guessing the longest.'],
              ['A certificate that can be checked', 'Each has a code. Anybody can see in seconds whether it is genuine, for which course, and when.'],
              ['What stays learnt', 'Whatever was missed comes back after 1, 3, 7, 21 and 60 days, as cards of two minutes.'],
              ['Job aids', 'Each method on one printed page, to pin up where the calls come in.'],
              ['Privacy your people will believe', 'What they write in lessons is seen by nobody else, not by you and not by us.'],
            ].map(([title, text]) => (
              <div key={title}>
                <dt className="font-semibold">{title}</dt>
                <dd className="mt-1 text-ink-mid">{text}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section aria-labelledby="enrol" className="max-w-2xl">
          <h2 id="enrol" className={H2}>
            How enrolment works today
          </h2>
          <ol className="mt-4 grid list-decimal gap-2.5 ps-5">
            <li>You choose a course or a path, and send your people its address.</li>
            <li>They sign in with their work address: a link comes by mail, and there is no password. With single sign-on, your own sign-in does it.</li>
            <li>They study at their own pace, on a phone or a desk. Progress and notes are kept as they go.</li>
            <li>They send you their certificate, or its address. You check it on this site.</li>
          </ol>
          <p className="mt-4 text-ink-mid">For enrolling many people at once, or a named mentor who marks response letters, ask us.</p>
        </section>
        <section aria-labelledby="honest" className="max-w-2xl">
          <h2 id="honest" className={H2}>
            What we will not tell you
          </h2>
          <p className="mt-3 text-ink-mid">
            That training alone brings complaints or incidents down. The evidence for that is mixed, and each course page says so. Count your own repeat
            contacts, escalations and upheld complaints before and after; we will say what is reasonable to expect.
          </p>
        </section>
        <section aria-labelledby="outlines" className="max-w-2xl">
          <h2 id="outlines" className={H2}>
            One page for whoever signs
          </h2>
          <ul className="mt-4 border-t border-rule">
            {open.map((course) => (
              <li key={course.slug} className="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-rule py-3">
                <a href={outlineUrl(course.slug)}>Outline: {course.short}</a>
                <span className="text-sm text-ink-soft">
                  {course.level} · {formatMinutes(course.minutes)}
                </span>
              </li>
            ))}
          </ul>
          <p className="mt-4 text-ink-mid">
            Or a path through several:{' '}
            {listPaths().map(({ slug, title }, at) => (
              <span key={slug}>
                {at > 0 && ', '}
                <a href={pathUrl(slug)}>{title}</a>
              </span>
            ))}
            .
          </p>
        </section>
        <p>
          <ButtonLink href="/enquire">Ask about your team</ButtonLink>
        </p>
      </div>
    </>
  );
}
