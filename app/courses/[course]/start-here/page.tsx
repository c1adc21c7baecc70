import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHead } from '#components/layout/site.tsx';
import { Button } from '#components/ui/button.tsx';
import { requireViewer } from '#features/accounts/session.server.ts';
import { findCourse } from '#features/courses/course.server.ts';
import { courseUrl, isOpen, START } from '#features/courses/course.ts';

import { startOtherForm } from '#features/quizzes/quiz.actions.ts';

export const metadata: Metadata = { title: 'Start here?', robots: { index: false } };

/** Five questions before an advanced course, scored for nobody: where to begin. */
export default async function Page({ params }: { params: Promise<{ course: string }> }) {
  const course = findCourse((await params).course);
  if (!course || !isOpen(course) || course.level !== 'Advanced') notFound();
  await requireViewer(`/courses/${course.slug}/start-here`);
  return (
    <>
      <PageHead over={<a href={courseUrl(course.slug)}>{course.short}</a>} title="Start here?">
        <p>Five questions from across the course. Nobody scores them and nothing is locked by them: they suggest where to begin.</p>
      </PageHead>
      <form action={startOtherForm}>
        <input type="hidden" name="course" value={course.slug} />
        <input type="hidden" name="check" value={START} />
        <Button>Show me the five questions</Button>
        <p className="mt-3 text-sm text-ink-soft">This puts you on the course, where your answers are kept. They are seen by you alone.</p>
      </form>
    </>
  );
}
