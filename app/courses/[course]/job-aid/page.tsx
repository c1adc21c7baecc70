import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ComponentType } from 'react';
import { findCourse, listCourses } from '#features/courses/course.server.ts';
import { courseUrl } from '#features/courses/course.ts';

type Props = { params: Promise<{ course: string }> };

export const dynamicParams = false;
export const generateStaticParams = () =>
  listCourses()
    .filter(({ hasJobAid }) => hasJobAid)
    .map(({ slug }) => ({ course: slug }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const course = findCourse((await params).course);
  return course
    ? {
        title: `Job aid · ${course.short}`,
        description: `${course.short} on one printed page.`,
        alternates: { canonical: `${courseUrl(course.slug)}/job-aid` },
      }
    : {};
}

/** The course's method on one printed page. */
export default async function Page({ params }: Props) {
  const course = findCourse((await params).course);
  if (!course?.hasJobAid) notFound();
  const { default: Text } = (await import(`../../../../content/courses/${course.slug}/job-aid.mdx`)) as { default: ComponentType };
  return (
    <article className="job-aid">
      <h1 className="font-serif text-3xl font-semibold print:text-2xl">{course.short}, on one page</h1>
      <p className="mt-2 mb-6 text-ink-soft print:hidden">
        From <a href={courseUrl(course.slug)}>{course.title}</a>. Print this page: it fits one sheet.
      </p>
      <div className="prose">
        <Text />
      </div>
    </article>
  );
}
