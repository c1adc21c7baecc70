import { PageHead } from '#components/layout/site.tsx';
import { formatMinutes } from '#lib/dates.ts';
import { whole } from '#lib/schema-org.ts';
import { type Course, courseUrl, isOpen } from './course.ts';

const Row = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div className="grid gap-x-6 border-t border-rule py-2.5 sm:grid-cols-[10rem_1fr] print:grid-cols-[9rem_1fr] print:py-1">
    <dt className="text-sm text-ink-soft">{label}</dt>
    <dd className="min-w-0 wrap-anywhere">{children}</dd>
  </div>
);

/** What a manager has to know to say yes, on one printed page: what for, how long, how it is assessed, what comes out, what it does not claim. */
export function Outline({ course }: { course: Course }) {
  const { final, scenarios, letter, delayed } = course.assessment;
  const open = isOpen(course);
  return (
    <div className="max-w-3xl print:max-w-none print:text-[0.8rem] print:leading-tight [&_h1]:print:text-xl print:[&_ul]:gap-0">
      <PageHead title={course.title} over={<a href={courseUrl(course.slug)}>{course.short}</a>}>
        <p>{course.promise}</p>
      </PageHead>
      <dl>
        <Row label="Level">{course.level}</Row>
        <Row label="Study time">
          {open
            ? `${formatMinutes(course.minutes)}, self-paced: ${course.lessons.length} lessons of ${Math.min(...course.lessons.map(({ minutes }) => minutes))} to ${Math.max(...course.lessons.map(({ minutes }) => minutes))} minutes, so one fits in a quiet half hour`
            : 'The course is in preparation.'}
        </Row>
        <Row label="For">{course.audience.join(', ')}</Row>
        <Row label="Not for">{course.notFor}</Row>
        <Row label="Before it">{course.before}</Row>
        <Row label="Afterwards they can">
          <ul className="grid list-disc gap-1 ps-4">
            {course.outcomes.map(({ id, text }) => (
              <li key={id}>{text}</li>
            ))}
          </ul>
        </Row>
        <Row label="Lessons">
          {open ? (
            <ol className="grid list-decimal gap-0.5 ps-5">
              {course.lessons.map(({ slug, title, minutes }) => (
                <li key={slug}>
                  {title} <span className="text-sm text-ink-soft">({minutes} min)</span>
                </li>
              ))}
            </ol>
          ) : (
            course.planned.join('; ')
          )}
        </Row>
        {open && (
          <Row label="Assessed by">
            A final check of {final.draw} questions, {Math.ceil(final.draw * final.passMark)} right to pass (a provisional mark), tried again after{' '}
            {final.waitHours} hours
            {scenarios && `; ${course.scenarios.length} conversations brought to an acceptable ending or better`}
            {letter && '; a response letter scored by its writer and marked by a mentor on six criteria'}
            {delayed && `; a second check of ${delayed.draw} questions ${delayed.afterDays} days later`}.
          </Row>
        )}
        {open && (
          <Row label="Comes out of it">
            A certificate with a code anybody can check. It records a self-paced course and its assessments. It is not a regulated qualification.
          </Row>
        )}
        <Row label="What we do not claim">
          That a course by itself lowers complaints or incidents. What you count at work (repeat contacts, escalations, upheld complaints) is yours to compare
          before and after.
        </Row>
        <Row label="Read lesson 1 free">{whole(courseUrl(course.slug))}</Row>
      </dl>
      <p className="mt-6 text-sm text-ink-soft print:hidden">It prints on one page.</p>
    </div>
  );
}
