import type { Metadata } from 'next';
import { JsonLd } from '#components/json-ld.tsx';
import { PageHead } from '#components/layout/site.tsx';
import { listCourses, listPaths } from '#features/courses/course.server.ts';
import { isOpen } from '#features/courses/course.ts';
import { courseList } from '#features/courses/course-schema-org.ts';
import { Paths } from '#features/courses/paths.tsx';
import { CataloguePage } from '#features/search/catalogue-page.tsx';
import { getFacets } from '#features/search/search.server.ts';
import { inWords } from '#lib/dates.ts';
import { breadcrumbs, graph } from '#lib/schema-org.ts';

export const metadata: Metadata = {
  title: 'Courses',
  description: 'Self-paced courses in the hard conversations of service work: search them, or narrow them down by what you are facing.',
  alternates: { canonical: '/courses' },
};

/** The whole catalogue, static; a search or a filter leads to /find, which is the same page narrowed down. */
export default function CoursesPage() {
  const courses = listCourses();
  const open = courses.filter(isOpen).length;
  return (
    <>
      <JsonLd data={graph(courseList(courses), breadcrumbs(['Courses', '/courses']))} />
      <PageHead title="Courses">
        <p>
          {inWords(open)} courses are open today. Each is self-paced, its first lesson is free, and it ends with a certificate anybody can check.{' '}
          {open < courses.length && 'Those in preparation say so, and will tell you when they open.'}
        </p>
      </PageHead>
      <CataloguePage q="" facets={getFacets()} choice={{}} asked={courses} results={courses} />
      <section aria-labelledby="paths" className="mt-14">
        <h2 id="paths" className="mb-2 font-serif text-2xl font-semibold">
          Learning paths
        </h2>
        <p className="mb-5 text-ink-mid">Which course after which. Advice, never a lock.</p>
        <Paths paths={listPaths()} />
      </section>
    </>
  );
}
