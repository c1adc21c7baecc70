import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { requireViewer } from '#features/accounts/session.server.ts';
import { handInForm } from '#features/certificates/award.actions.ts';
import { findCourse } from '#features/courses/course.server.ts';
import { courseUrl, DELAYED, lessonUrl, START } from '#features/courses/course.ts';
import { findAttempt } from '#features/quizzes/attempt.server.ts';
import type { MarkedAttempt, OpenAttempt } from '#features/quizzes/attempt.ts';
import { AttemptPage } from '#features/quizzes/attempt-page.tsx';
import { AttemptResult } from '#features/quizzes/attempt-result.tsx';
import { isComplete } from '#features/quizzes/question.ts';
import type { SearchParams } from '#lib/listing.ts';

type Props = { params: Promise<{ attempt: string }>; searchParams: Promise<SearchParams> };

export const metadata: Metadata = { title: 'Check', robots: { index: false } };

/** The question to show: the one asked for, or the first without a full answer, which is where they were. */
function questionAt({ questions, answers }: OpenAttempt, asked: unknown): number | 'review' {
  if (asked === 'review') return 'review';
  if (typeof asked === 'string' && /^\d{1,2}$/.test(asked) && Number(asked) >= 1 && Number(asked) <= questions.length) return Number(asked);
  const open = questions.findIndex((question) => !isComplete(question, answers[question.id]?.value));
  return open === -1 ? 'review' : open + 1;
}

const notices: Record<string, string> = {
  stale: 'This answer was changed in another tab or on another device. What you see is what is saved.',
  unfit: 'That answer does not fit the question, so the one saved before it stands.',
};

function afterResult(attempt: MarkedAttempt): { label: string; href: string } | null {
  if (attempt.lessonSlug === START) return { label: 'Go to the course', href: courseUrl(attempt.courseSlug) };
  if (attempt.lessonSlug === DELAYED) return { label: 'Back to the course', href: courseUrl(attempt.courseSlug) };
  if (attempt.lessonSlug)
    return {
      label: attempt.passed ? 'Back to the lesson: it is done' : 'Back to the lesson',
      href: `${lessonUrl(attempt.courseSlug, attempt.lessonSlug)}#done`,
    };
  return attempt.passed ? { label: 'Go on to your certificate', href: `/courses/${attempt.courseSlug}/certificate` } : null;
}

export default async function Page({ params, searchParams }: Props) {
  const { attempt: id } = await params;
  const viewer = await requireViewer(`/attempts/${id}`);
  const attempt = await findAttempt(viewer, id);
  const course = attempt && findCourse(attempt.courseSlug);
  if (!attempt || !course) notFound();
  if (attempt.state === 'MARKED') return <AttemptResult course={course} attempt={attempt} next={afterResult(attempt)} />;
  const query = await searchParams;
  return (
    <AttemptPage
      course={course}
      attempt={attempt}
      at={questionAt(attempt, query['question'])}
      notice={notices[String(query['notice'])] ?? null}
      handInForm={handInForm}
    />
  );
}
