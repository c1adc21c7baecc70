import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { findCourse, listCourses } from '#features/courses/course.server.ts';
import { CourseList } from '#features/search/catalogue-page.tsx';
import { CompareTable } from '#features/search/compare-table.tsx';

export const metadata: Metadata = { title: 'Compare courses', robots: { index: false, follow: true } };

type Props = { searchParams: Promise<{ course?: string | string[] }> };

const MOST = 3;

/** Up to three courses side by side, named in the address. */
export default async function ComparePage({ searchParams }: Props) {
  const named = [...new Set([(await searchParams).course ?? []].flat())].flatMap((slug) => findCourse(slug) ?? []);
  const courses = named.slice(0, MOST);
  if (courses.length < 2)
    return (
      <>
        <PageHead title="Compare courses" over={<a href="/courses">Courses</a>}>
          <p>{courses.length === 1 ? `Tick one or two more to put beside ${courses[0]!.short}.` : 'Tick two or three, and press the button below them.'}</p>
        </PageHead>
        <CourseList heading="h2" ticked={courses} courses={[...courses, ...listCourses().filter((course) => !courses.includes(course))]} />
      </>
    );
  return (
    <>
      <PageHead title="Side by side" over={<a href="/courses">Courses</a>}>
        {named.length > MOST && <p>Three fit side by side; these are the first three of the {named.length} you ticked.</p>}
      </PageHead>
      <CompareTable courses={courses} />
      <p className="mt-8">
        <ButtonLink look="quiet" href="/compare">
          Choose others
        </ButtonLink>
      </p>
    </>
  );
}
