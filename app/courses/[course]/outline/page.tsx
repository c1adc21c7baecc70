import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { findCourse, listCourses } from '#features/courses/course.server.ts';
import { outlineUrl } from '#features/courses/course.ts';
import { Outline } from '#features/courses/outline.tsx';

type Props = { params: Promise<{ course: string }> };

export const dynamicParams = false;
export const generateStaticParams = () => listCourses().map(({ slug }) => ({ course: slug }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const course = findCourse((await params).course);
  return course
    ? {
        title: `Outline: ${course.title}`,
        description: `${course.short} on one page, for whoever has to agree to it.`,
        alternates: { canonical: outlineUrl(course.slug) },
      }
    : {};
}

/** The course on one printed page, for a manager. */
export default async function Page({ params }: Props) {
  const course = findCourse((await params).course);
  if (!course) notFound();
  return <Outline course={course} />;
}
