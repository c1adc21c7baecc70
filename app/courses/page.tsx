import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';
import { listCourses } from '#features/courses/course.server.ts';
import { isOpen } from '#features/courses/course.ts';
import { CourseCard } from '#features/courses/course-card.tsx';

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
          it ends with a certificate anybody can check. {open < courses.length && 'Those in preparation say so; their conversations can be practised already.'}
        </p>
      </PageHead>
      <div className="grid gap-6">
        {courses.map((course) => (
          <CourseCard key={course.slug} course={course} />
        ))}
      </div>
    </>
  );
}
