import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { PageHead } from '#components/layout/site.tsx';
import { requireViewer } from '#features/accounts/session.server.ts';
import { findCourse } from '#features/courses/course.server.ts';
import { courseUrl, letterUrl } from '#features/courses/course.ts';
import { findLetters, findLetterTask } from '#features/letters/letter.server.ts';
import { LetterPage } from '#features/letters/letter-page.tsx';

export const metadata: Metadata = { title: 'Response letter', robots: { index: false } };

/** The letter a course's certificate asks for: written, scored, put to a mentor, and read again with its marks. */
export default async function Page({ params }: { params: Promise<{ course: string }> }) {
  const course = findCourse((await params).course);
  const task = course && findLetterTask(course);
  if (!task) notFound();
  const viewer = await requireViewer(letterUrl(course.slug));
  const letters = await findLetters(viewer, course.slug);
  if (!letters) redirect(courseUrl(course.slug));
  return (
    <>
      <PageHead over={<a href={courseUrl(course.slug)}>{course.short}</a>} title="Your response letter" />
      <LetterPage course={course.slug} task={task} letters={letters} />
    </>
  );
}
