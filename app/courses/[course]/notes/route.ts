import { notFound } from 'next/navigation';
import { requireViewer } from '#features/accounts/session.server.ts';
import { findCourse } from '#features/courses/course.server.ts';
import { findProgress } from '#features/progress/progress.server.ts';
import { notesAsText } from '#features/progress/progress.ts';

/** Everything the learner has written on a course, as a file of their own; nobody else can ask for it, not even an admin. */
export async function GET(_: Request, { params }: { params: Promise<{ course: string }> }) {
  const course = findCourse((await params).course);
  if (!course) notFound();
  const viewer = await requireViewer(`/courses/${course.slug}/notes`);
  const progress = await findProgress(viewer, course.slug);
  if (!progress) notFound();
  return new Response(notesAsText(course, progress), {
    headers: {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Disposition': `attachment; filename="notes-${course.slug}.txt"`,
      'Cache-Control': 'private, no-store',
    },
  });
}
