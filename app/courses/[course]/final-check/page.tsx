import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { PageHead, Panel } from '#components/layout/site.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { requireViewer } from '#features/accounts/session.server.ts';
import { doneOf, missingForCertificate, placeOf } from '#features/certificates/certificate.ts';
import { findCourse } from '#features/courses/course.server.ts';
import { courseUrl, isOpen } from '#features/courses/course.ts';
import { findProgress } from '#features/progress/progress.server.ts';
import { needed, nextFinalAt } from '#features/quizzes/bank.ts';
import { PastAttempts } from '#features/quizzes/past-attempts.tsx';
import { StartFinalForm } from '#features/quizzes/start-final-form.tsx';
import { now } from '#lib/clock.ts';
import { formatMoment } from '#lib/dates.ts';

export const metadata: Metadata = { title: 'Final check', robots: { index: false } };

/** Before the final check: its rules, the name for the certificate, and earlier attempts. */
export default async function Page({ params }: { params: Promise<{ course: string }> }) {
  const course = findCourse((await params).course);
  if (!course || !isOpen(course)) notFound();
  const viewer = await requireViewer(`/courses/${course.slug}/final-check`);
  const progress = await findProgress(viewer, course.slug);
  if (!progress) redirect(courseUrl(course.slug));
  const { final } = course.assessment;
  const open = progress.finals.find((attempt) => attempt.open);
  const passed = progress.finals.find((attempt) => attempt.passed);
  const wait = progress.allowance ? null : nextFinalAt(progress.finals.find(({ markedAt }) => markedAt)?.markedAt ?? null, final.waitHours, now());
  const missing = missingForCertificate(course, { ...doneOf(progress), finalPassed: true }).map((part) => placeOf(course, part));
  return (
    <>
      <PageHead over={<a href={courseUrl(course.slug)}>{course.short}</a>} title="Final check">
        <p>
          {final.draw} questions, drawn for you, one at a time. No clock. {needed(final.draw, final.passMark)} right answers pass. Each answer is saved as you
          give it, so you can stop and go on later, on any device.
        </p>
      </PageHead>
      <div className="grid max-w-2xl gap-8">
        {open ? (
          <p>
            <ButtonLink href={`/attempts/${open.id}`}>Go on with the final check</ButtonLink>
          </p>
        ) : passed ? (
          <Panel>
            <p className="font-semibold">
              You have passed: {passed.score} of {passed.of}.
            </p>
            {progress.certificate ? (
              <p className="mt-3">
                <ButtonLink href={`/certificates/${progress.certificate.code}`}>See your certificate</ButtonLink>
              </p>
            ) : (
              <p className="mt-2">
                {missing.length > 0
                  ? 'Your certificate waits for what is listed below.'
                  : 'Everything is done. You hold no certificate for it now: it was revoked.'}
              </p>
            )}
          </Panel>
        ) : wait ? (
          <Panel>
            <p className="font-semibold">The next final check opens on {formatMoment(wait)}.</p>
            <p className="mt-2">The questions will be other ones. A day’s gap is part of the design: what you recall tomorrow, you keep longer.</p>
          </Panel>
        ) : (
          <StartFinalForm course={course.slug} name={viewer.name} />
        )}
        {missing.length > 0 && (
          <div>
            <h2 className="font-serif text-xl font-semibold">Still to do for the certificate</h2>
            <p className="mt-2 text-ink-mid">You may take the final check first. The certificate needs all of it.</p>
            <ul className="mt-3 list-disc ps-5">
              {missing.map(({ href, text }) => (
                <li key={href}>
                  <a href={href}>{text}</a>
                </li>
              ))}
            </ul>
          </div>
        )}
        <PastAttempts attempts={progress.finals} />
      </div>
    </>
  );
}
