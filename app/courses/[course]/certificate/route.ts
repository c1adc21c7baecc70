import { notFound, redirect } from 'next/navigation';
import { requireViewer } from '#features/accounts/session.server.ts';
import { findCourse } from '#features/courses/course.server.ts';
import { findProgress } from '#features/progress/progress.server.ts';

/** Sends a learner to their certificate of this course, or to what it still waits for. */
export async function GET(_: Request, { params }: { params: Promise<{ course: string }> }) {
  const { course: slug } = await params;
  const course = findCourse(slug);
  if (!course) notFound();
  const viewer = await requireViewer(`/courses/${course.slug}/certificate`);
  const progress = await findProgress(viewer, course.slug);
  redirect(progress?.certificate ? `/certificates/${progress.certificate.code}` : `/courses/${course.slug}/final-check`);
}
