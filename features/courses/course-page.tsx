import type { ReactNode } from 'react';
import { Panel } from '#components/layout/site.tsx';
import { CourseArt } from '#components/ui/art.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { formatMinutes } from '#lib/dates.ts';
import { type Course, categoryUrl, isFree, isOpen, lessonUrl, outlineUrl, practiceUrl, slugOf } from './course.ts';
import { Questions } from './questions.tsx';

type Props = {
  course: Course;
  /** The one clear action, which knows the visitor's state. */
  action: ReactNode;
  /** Lessons the visitor has done. */
  completed?: ReadonlySet<string>;
  /** Conversations the visitor has brought to an ending that counts. */
  practised?: ReadonlySet<string>;
  certificatePicture: ReactNode;
  /** What stands at its end: where to go from here. */
  after?: ReactNode;
};

/** The action of a course in preparation: what can be done today. */
export const PractiseFirst = ({ course }: { course: Course }) => (
  <div className="grid gap-3">
    <p>This course is in preparation. Its lessons are being written{course.scenarios.length > 0 ? '; its conversations are ready' : ''}.</p>
    {course.scenarios[0] && <ButtonLink href={practiceUrl(course.slug, course.scenarios[0].slug)}>Practise a conversation</ButtonLink>}
  </div>
);

const Section = ({ id, title, children }: { id: string; title: string; children: ReactNode }) => (
  <section aria-labelledby={id} className="mt-12">
    <h2 id={id} className="mb-4 font-serif text-2xl font-semibold">
      {title}
    </h2>
    {children}
  </section>
);

/** Everything a person wants to know before, and while, taking a course. */
export function CoursePage({ course, action, completed = new Set(), practised = new Set(), certificatePicture, after }: Props) {
  const open = isOpen(course);
  return (
    <div className="grid gap-x-12 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="max-w-2xl">
        <p className="text-ink-soft">
          <a href="/courses">Courses</a> · <a href={categoryUrl(slugOf(course.category))}>{course.category}</a>
        </p>
        <h1 className="mt-2 font-serif text-3xl font-semibold text-balance sm:text-4xl">{course.title}</h1>
        <p className="mt-4 font-serif text-xl text-ink-mid">{course.promise}</p>
      </div>
      <aside aria-label="Start here" className="mt-6 lg:row-span-2 lg:mt-0">
        <div className="overflow-hidden rounded-xl border border-rule lg:sticky lg:top-6">
          <CourseArt slug={course.slug} className="hidden h-36 w-full sm:block" />
          <div className="grid gap-4 p-5">
            {action}
            <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
              <dt className="text-ink-soft">Level</dt>
              <dd>{course.level}</dd>
              {open && (
                <>
                  <dt className="text-ink-soft">Study time</dt>
                  <dd>{formatMinutes(course.minutes)}, at your own pace</dd>
                </>
              )}
              <dt className="text-ink-soft">Lessons</dt>
              <dd>{open ? `${course.lessons.length}; the first is free to read` : `${course.planned.length} planned`}</dd>
              {course.scenarios.length > 0 && (
                <>
                  <dt className="text-ink-soft">Practice</dt>
                  <dd>{course.scenarios.length === 1 ? 'a conversation that answers back' : `${course.scenarios.length} conversations that answer back`}</dd>
                </>
              )}
              {open && (
                <>
                  <dt className="text-ink-soft">Ends with</dt>
                  <dd>a certificate anybody can check</dd>
                </>
              )}
            </dl>
            <p className="text-sm">
              <a href={outlineUrl(course.slug)}>One page for your manager</a>
            </p>
          </div>
        </div>
      </aside>
      <div className="max-w-2xl">
        <Section id="able" title="What you will be able to do">
          <ul className="grid gap-2.5">
            {course.outcomes.map(({ id, text }) => (
              <li key={id} className="border-s-2 border-pine ps-4">
                {text}
              </li>
            ))}
          </ul>
        </Section>
        {open ? <Lessons course={course} completed={completed} /> : <Planned course={course} />}
        {course.scenarios.length > 0 && <Practice course={course} practised={practised} />}
        {open && <Assessment course={course} certificatePicture={certificatePicture} />}
        <Section id="who" title="Who it is for">
          <ul className="flex flex-wrap gap-2">
            {course.audience.map((who) => (
              <li key={who} className="rounded-full border border-rule px-3.5 py-1.5 text-sm">
                {who}
              </li>
            ))}
          </ul>
          <p className="mt-4">{course.notFor}</p>
          <p className="mt-2 text-ink-mid">{course.before}</p>
        </Section>
        <Section id="about" title="Where it comes from">
          <div className="grid gap-4">
            {course.about
              .trim()
              .split(/\n\s*\n/)
              .map((paragraph) => (
                <p key={paragraph.slice(0, 40)}>{paragraph}</p>
              ))}
          </div>
        </Section>
        <Section id="questions" title="Questions people ask">
          <Questions questions={course.questions} />
        </Section>
        {after}
        <Panel className="mt-12 lg:hidden">{action}</Panel>
      </div>
    </div>
  );
}

function Lessons({ course, completed }: { course: Course; completed: ReadonlySet<string> }) {
  return (
    <Section id="lessons" title="The lessons">
      <ol className="border-t border-rule">
        {course.lessons.map((lesson) => (
          <li key={lesson.slug} className="relative grid grid-cols-[2rem_1fr_auto] items-baseline gap-x-3 border-b border-rule py-3.5">
            <span className="text-ink-soft tabular-nums">{lesson.number}</span>
            <div>
              <a href={lessonUrl(course.slug, lesson.slug)} className="font-semibold text-ink after:absolute after:inset-0">
                {lesson.title}
              </a>
              <p className="text-sm text-ink-soft">{lesson.point}</p>
            </div>
            <span className="text-sm whitespace-nowrap text-ink-soft">
              {completed.has(lesson.slug) ? 'Done' : isFree(lesson) ? `Free · ${lesson.minutes} min` : `${lesson.minutes} min`}
            </span>
          </li>
        ))}
      </ol>
      {course.level === 'Advanced' && (
        <p className="mt-4 text-ink-mid">
          Know some of it already? <a href={`/courses/${course.slug}/start-here`}>Five questions</a> suggest where to begin; nobody scores them.
        </p>
      )}
      {course.hasJobAid && (
        <p className="mt-4 text-ink-mid">
          And <a href={`/courses/${course.slug}/job-aid`}>the job aid</a>: the whole method on one printed page, free for anybody.
        </p>
      )}
    </Section>
  );
}

const Planned = ({ course }: { course: Course }) => (
  <Section id="lessons" title="The lessons, as planned">
    <ol className="list-decimal border-t border-rule ps-6">
      {course.planned.map((title) => (
        <li key={title} className="border-b border-rule py-3 ps-2">
          {title}
        </li>
      ))}
    </ol>
  </Section>
);

function Practice({ course, practised }: { course: Course; practised: ReadonlySet<string> }) {
  return (
    <Section id="practice" title="Conversations to practise">
      <p className="mb-4 text-ink-mid">You choose what to say, the customer reacts, and at the end you see your lines beside steadier ones.</p>
      <ul className="border-t border-rule">
        {course.scenarios.map(({ slug, title, channel, customer }) => (
          <li key={slug} className="relative grid grid-cols-[1fr_auto] items-baseline gap-x-3 border-b border-rule py-3.5">
            <div>
              <a href={practiceUrl(course.slug, slug)} className="font-semibold text-ink after:absolute after:inset-0">
                {title}
              </a>
              <p className="text-sm text-ink-soft">
                {customer.name}: {customer.mood}. {channel.replace(/^./, (letter) => letter.toUpperCase())}.
              </p>
            </div>
            <span className="text-sm whitespace-nowrap text-ink-soft">{practised.has(slug) ? 'Done' : '4 min'}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Assessment({ course, certificatePicture }: { course: Course; certificatePicture: ReactNode }) {
  const { final, scenarios, letter, delayed } = course.assessment;
  const pass = Math.ceil(final.draw * final.passMark);
  const conversations = scenarios && course.scenarios.length > 0;
  return (
    <>
      <Section id="assessed" title="How you are assessed">
        <ul className="grid list-disc gap-2 ps-5">
          <li>
            In each lesson, questions to answer from memory. Nobody scores them; a lesson is done when you have tried each one and reached its end, or passed
            its check.
          </li>
          <li>
            After {course.lessons.filter(({ hasCheck }) => hasCheck).length} of the lessons, a short check with a reason for every option. Take it as often as
            you like; the questions change.
          </li>
          {conversations && (
            <li>
              {course.scenarios.length === 1 ? 'The conversation' : `${course.scenarios.length === 2 ? 'Both' : 'All the'} conversations`}, brought to{' '}
              {scenarios === 'good' ? 'a good ending' : 'an acceptable ending or better'}. Play each as often as you like; your best ending counts.
            </li>
          )}
          <li>
            A final check of {final.draw} questions, drawn for you from a larger bank, with no clock. {pass} right answers of {final.draw} pass
            {final.perOutcome ? ', with at least half right on every outcome' : ''}
            {final.passMarkStatus === 'provisional' ? ' (a provisional mark, until enough practitioners have judged the questions)' : ''}. If you do not pass,
            you see what to look at again, and may try again after {final.waitHours} hours with fresh questions, as often as you need.
          </li>
          {letter && (
            <li>
              A response letter, marked on six criteria: first by you, then by an admin or a mentor you name. Each needs 2 of 3 or more, and you can write
              another. The certificate says who marked it.
            </li>
          )}
          {delayed && (
            <li>
              A delayed check of {delayed.draw} questions, {delayed.afterDays} days or more after the final one, with the same pass mark. A mail reminds you.
            </li>
          )}
        </ul>
      </Section>
      <Section id="certificate" title="The certificate">
        <div className="grid items-center gap-6 sm:grid-cols-2">
          {certificatePicture}
          <p className="text-ink-mid">
            It is yours when all of that is done, and it stays yours. Anybody you give its code to can check it in seconds. It records completion of a
            self-paced course and its assessments. It is not a regulated qualification.
          </p>
        </div>
      </Section>
    </>
  );
}
