import { notFound } from 'next/navigation';
import { shareImage } from '#components/share-image.tsx';
import { findCourse, listCourses } from '#features/courses/course.server.ts';

export const size = { width: 1200, height: 630 };
export const contentType = 'image/png';
export const alt = 'The course’s title over a line that enters agitated and leaves level';
export const generateStaticParams = () => listCourses().map(({ slug }) => ({ course: slug }));

/** The share image, drawn at build from the course's slug. */
export default async function Image({ params }: { params: Promise<{ course: string }> }) {
  const course = findCourse((await params).course);
  if (!course) notFound();
  return shareImage(course.title, course.slug);
}
