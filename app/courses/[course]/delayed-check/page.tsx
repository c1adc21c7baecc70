import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { PageHead, Panel } from '#components/layout/site.tsx';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { requireViewer } from '#features/accounts/session.server.ts';
import { findCourse } from '#features/courses/course.server.ts';
import { courseUrl, DELAYED, delayedUrl, isOpen } from '#features/courses/course.ts';
import { findProgress } from '#features/progress/progress.server.ts';
import { needed, nextDelayedAt } from '#features/quizzes/bank.ts';
import { PastAttempts } from '#features/quizzes/past-attempts.tsx';
import { startOtherForm } from '#features/quizzes/quiz.actions.ts';
import { now } from '#lib/clock.ts';
import { formatMoment } from '#lib/dates.ts';

export const metadata: Metadata = { title: 'Delayed check', robots: { index: false } };

/** Before the delayed check: why it waits, and until when. */
export default async function Page({ params }: { params: Promise<{ course: string }> }) {
  const course = findCourse((await params).course);
  const delayed = course?.assessment.delayed;
  if (!course || !isOpen(course) || !delayed) notFound();
  const viewer = await requireViewer(delayedUrl(course.slug));
  const progress = await findProgress(viewer, course.slug);
  if (!progress) redirect(courseUrl(course.slug));
  const final = progress.finals.find(({ passed }) => passed);
  const open = progress.delayed.find((attempt) => attempt.open);
  const passed = progress.delayed.find((attempt) => attempt.passed);
  const last = progress.delayed.find(({ markedAt }) => markedAt)?.markedAt ?? null;
  const { passMark, waitHours } = course.assessment.final;
  const wait = final && nextDelayedAt(final.markedAt, progress.allowance ? null : last, delayed.afterDays, waitHours, now());
  return (
    <>
      <PageHead over={<a href={courseUrl(course.slug)}>{course.short}</a>} title="Delayed check">
        <p>
          {delayed.draw} questions, {delayed.afterDays} days or more after the final check; {needed(delayed.draw, passMark)} right answers pass. What you can
          still do then is what you will keep, so it waits on purpose.
        </p>
      </PageHead>
      <div className="grid max-w-2xl gap-8">
        {open ? (
          <p>
            <ButtonLink href={`/attempts/${open.id}`}>Go on with the delayed check</ButtonLink>
          </p>
        ) : passed ? (
          <Panel>
            <p className="font-semibold">
              You have passed: {passed.score} of {passed.of}.
            </p>
          </Panel>
        ) : !final ? (
          <Panel>
            <p>
              It opens {delayed.afterDays} days after you pass <a href={`/courses/${course.slug}/final-check`}>the final check</a>. A mail will remind you.
            </p>
          </Panel>
        ) : wait ? (
          <Panel>
            <p className="font-semibold">
              It opens on {formatMoment(wait)}.{last ? '' : ' A mail will remind you.'}
            </p>
          </Panel>
        ) : (
          <form action={startOtherForm}>
            <input type="hidden" name="course" value={course.slug} />
            <input type="hidden" name="check" value={DELAYED} />
            <Button>Start the delayed check</Button>
          </form>
        )}
        <PastAttempts attempts={progress.delayed} />
      </div>
    </>
  );
}
