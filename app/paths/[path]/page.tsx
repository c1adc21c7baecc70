import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { JsonLd } from '#components/json-ld.tsx';
import { PageHead } from '#components/layout/site.tsx';
import { findPath, listPaths } from '#features/courses/course.server.ts';
import { isOpen, pathUrl } from '#features/courses/course.ts';
import { CourseCard } from '#features/courses/course-card.tsx';
import { courseList } from '#features/courses/course-schema-org.ts';
import { formatMinutes } from '#lib/dates.ts';
import { breadcrumbs, graph } from '#lib/schema-org.ts';

type Props = { params: Promise<{ path: string }> };

export const dynamicParams = false;
export const generateStaticParams = () => listPaths().map(({ slug }) => ({ path: slug }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const path = findPath((await params).path);
  return path ? { title: `Learning path: ${path.title}`, description: path.line, alternates: { canonical: pathUrl(path.slug) } } : {};
}

export default async function Page({ params }: Props) {
  const path = findPath((await params).path);
  if (!path) notFound();
  const { slug, title, line, courses, milestone, note } = path;
  const minutes = courses.filter(isOpen).reduce((sum, course) => sum + course.minutes, 0);
  const waiting = courses.filter((course) => !isOpen(course)).length;
  return (
    <>
      <JsonLd data={graph(courseList(courses), breadcrumbs(['Courses', '/courses'], [title, pathUrl(slug)]))} />
      <PageHead title={title} over="Learning path">
        <p>
          For {path.for.charAt(0).toLowerCase() + path.for.slice(1)}. {line}
        </p>
      </PageHead>
      <p className="mb-6 text-ink-mid">
        {courses.length} courses, one after the other{minutes > 0 && `; those open today come to ${formatMinutes(minutes)}`}
        {waiting > 0 && `; ${waiting === 1 ? 'one is' : `${waiting} are`} in preparation`}. The order is advice, never a lock.
      </p>
      <ol className="grid gap-6">
        {courses.map((course, at) => (
          <li key={course.slug} className="grid gap-2">
            <p className="text-sm font-semibold text-ink-soft">Step {at + 1}</p>
            <CourseCard course={course} heading="h2" />
          </li>
        ))}
      </ol>
      <p className="mt-8 max-w-2xl">
        <span className="font-semibold">At its end:</span> {milestone} {note}
      </p>
    </>
  );
}
