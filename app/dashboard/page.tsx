import type { Metadata } from 'next';
import { PageHead, Panel } from '#components/layout/site.tsx';
import { ProgressLine } from '#components/ui/art.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { requireViewer } from '#features/accounts/session.server.ts';
import { standing } from '#features/certificates/certificate.ts';
import { findCourse, listPaths } from '#features/courses/course.server.ts';
import { courseUrl, isOpen } from '#features/courses/course.ts';
import { Paths } from '#features/courses/paths.tsx';
import { dueWords } from '#features/enrolments/enrolment.ts';
import { listKeptCertificates, listProgress } from '#features/progress/progress.server.ts';
import { nextStep } from '#features/progress/progress.ts';
import { now } from '#lib/clock.ts';
import { formatDate } from '#lib/dates.ts';

export const metadata: Metadata = { title: 'My learning', robots: { index: false } };

/** My learning: the next thing to do, first and large; then the courses; then the certificates. */
export default async function DashboardPage() {
  const viewer = await requireViewer('/dashboard');
  const [rows, kept] = await Promise.all([listProgress(viewer), listKeptCertificates(viewer)]);
  const due = rows.reduce((sum, progress) => sum + progress.due, 0);
  const all = rows.flatMap((progress) => {
    const course = findCourse(progress.courseSlug);
    return course ? [{ course, progress, next: nextStep(course, progress) }] : [];
  });
  // An open course under way comes before conversations of one whose lessons are still being written.
  const waiting = all.filter(({ course, progress, next }) => !progress.certificate && (isOpen(course) || next.href !== courseUrl(course.slug)));
  const current = waiting.find(({ course }) => isOpen(course)) ?? waiting[0] ?? null;
  const paths = listPaths().filter((path) => path.courses.some((course) => all.some((own) => own.course.slug === course.slug)));
  const certified = all.filter(({ progress }) => progress.certificate);
  const certificates = [...certified.map(({ course, progress }) => ({ ...progress.certificate!, courseTitle: course.title })), ...kept];
  return (
    <>
      <PageHead title={viewer.name ? `Hello, ${viewer.name}` : 'My learning'} />
      {current ? (
        <section aria-labelledby="next" className="rounded-xl bg-mist p-6 sm:p-9">
          <h2 id="next" className="text-sm font-semibold text-pine">
            Next
          </h2>
          <p className="mt-2 font-serif text-2xl font-semibold text-balance sm:text-3xl">{current.next.detail}</p>
          <p className="mt-1 text-ink-mid">{current.course.short}</p>
          <p className="mt-5">
            <ButtonLink href={current.next.href}>{current.next.label}</ButtonLink>
          </p>
        </section>
      ) : (
        <Panel className="max-w-2xl">
          <p className="font-serif text-xl">{all.length === 0 ? 'You are not on a course yet.' : 'Everything you started is finished.'}</p>
          <p className="mt-4">
            <ButtonLink href="/courses">See the courses</ButtonLink>
          </p>
        </Panel>
      )}
      {due > 0 && (
        <Panel className="mt-6 flex max-w-2xl flex-wrap items-center justify-between gap-3">
          <p>
            {due === 1 ? 'One card is' : `${due} cards are`} due for review, about {due > 6 ? 'two minutes a sitting' : 'two minutes'}.
          </p>
          <ButtonLink look="quiet" href="/review">
            Review
          </ButtonLink>
        </Panel>
      )}
      {current && isOpen(current.course) && (
        <section aria-labelledby="standing" className="mt-8 max-w-2xl">
          <h2 id="standing" className="font-semibold">
            Towards the certificate
          </h2>
          <ul className="mt-2 border-t border-rule">
            {standing(current.course, current.progress).map(({ text, done, href }) => (
              <li key={text} className="flex items-baseline justify-between gap-4 border-b border-rule py-2">
                <a href={href}>{text}</a>
                <span className={done ? 'text-pine' : 'text-ink-soft'}>{done ? 'done' : 'to do'}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {all.length > 0 && (
        <section aria-labelledby="mine" className="mt-12">
          <h2 id="mine" className="mb-4 font-serif text-2xl font-semibold">
            Your courses
          </h2>
          <ul className="grid gap-4">
            {all.map(({ course, progress, next }) => (
              <li key={course.slug} className="grid gap-x-8 gap-y-2 rounded-xl border border-rule p-5 sm:grid-cols-[2fr_1fr] sm:items-center">
                <div>
                  <a href={courseUrl(course.slug)} className="font-serif text-xl font-semibold text-ink">
                    {course.title}
                  </a>
                  <p className="mt-1 text-sm">
                    <a href={next.href}>{next.label}</a>
                  </p>
                  {progress.dueAt && !progress.certificate && <p className="mt-1 text-sm text-ink-mid">{dueWords(progress.dueAt, now())}</p>}
                </div>
                {isOpen(course) ? (
                  <ProgressLine slug={course.slug} done={progress.completed.size} of={course.lessons.length} />
                ) : (
                  <p className="text-sm text-ink-soft">In preparation; its conversations are ready</p>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {certificates.length > 0 && (
        <section aria-labelledby="certificates" className="mt-12">
          <h2 id="certificates" className="mb-4 font-serif text-2xl font-semibold">
            Your certificates
          </h2>
          <ul className="border-t border-rule">
            {certificates.map(({ code, courseTitle, issuedAt }) => (
              <li key={code} className="border-b border-rule py-3.5">
                <a href={`/certificates/${code}`}>{courseTitle}</a>, {formatDate(issuedAt)}
              </li>
            ))}
          </ul>
        </section>
      )}
      {paths.length > 0 && (
        <section aria-labelledby="paths" className="mt-12">
          <h2 id="paths" className="mb-4 font-serif text-2xl font-semibold">
            Your learning paths
          </h2>
          <Paths paths={paths} done={new Set(certified.map(({ course }) => course.slug))} />
        </section>
      )}
      <p className="mt-12 flex flex-wrap gap-x-6 gap-y-1">
        <a href="/account">Your account: name, devices, signing out</a>
        {viewer.isManager && <a href="/groups">Groups you manage</a>}
        {viewer.isStaff && <a href="/admin">Admin</a>}
      </p>
    </>
  );
}
