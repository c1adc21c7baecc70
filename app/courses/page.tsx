import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';
import { listCourses, listPaths } from '#features/courses/course.server.ts';
import { isOpen } from '#features/courses/course.ts';
import { CourseCard } from '#features/courses/course-card.tsx';
import { Paths } from '#features/courses/paths.tsx';

export const metadata: Metadata = {
  title: 'Courses',
  description: 'Self-paced courses in the hard conversations of service work.',
  alternates: { canonical: '/courses' },
};

export default function CoursesPage() {
  const courses = listCourses();
  const open = courses.filter(isOpen).length;
  return (
    <>
      <PageHead title="Courses">
        <p>
          {open === 1 ? 'One course is open today, complete.' : `${open} courses are open today.`} Each open course is self-paced, its first lesson is free, and
          it ends with a certificate anybody can check. {open < courses.length && 'Those in preparation say so, and will tell you when they open.'}
        </p>
      </PageHead>
      <h2 className="sr-only">Open courses</h2>
      <div className="grid gap-6">
        {courses.filter(isOpen).map((course) => (
          <CourseCard key={course.slug} course={course} />
        ))}
      </div>
      {open < courses.length && (
        <section aria-labelledby="in-preparation" className="mt-14">
          <h2 id="in-preparation" className="mb-5 font-serif text-2xl font-semibold">
            In preparation
          </h2>
          <div className="grid gap-6">
            {courses
              .filter((course) => !isOpen(course))
              .map((course) => (
                <CourseCard key={course.slug} course={course} />
              ))}
          </div>
        </section>
      )}
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
