import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { PageHead } from '#components/layout/site.tsx';
import { Button } from '#components/ui/button.tsx';
import { requireViewer } from '#features/accounts/session.server.ts';
import { findCourse } from '#features/courses/course.server.ts';
import { isOpen } from '#features/courses/course.ts';
import { enrolForm } from '#features/enrolments/enrolment.actions.ts';
import { findProgress } from '#features/progress/progress.server.ts';
import { nextStep } from '#features/progress/progress.ts';

export const metadata: Metadata = { title: 'Start the course', robots: { index: false } };

/** Joining a course: one button, since looking at a page must change nothing. */
export default async function Page({ params }: { params: Promise<{ course: string }> }) {
  const course = findCourse((await params).course);
  if (!course || !isOpen(course)) notFound();
  const viewer = await requireViewer(`/courses/${course.slug}/start`);
  const progress = await findProgress(viewer, course.slug);
  if (progress) redirect(nextStep(course, progress).href);
  return (
    <>
      <PageHead title={`Start ${course.short}`}>
        <p>{course.lessons.length} lessons at your own pace. What you write in a lesson is seen by you alone.</p>
      </PageHead>
      <form action={enrolForm}>
        <input type="hidden" name="course" value={course.slug} />
        <Button>Put me on the course</Button>
      </form>
    </>
  );
}
