import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';
import { listCourses } from '#features/courses/course.server.ts';
import { CourseCard } from '#features/courses/course-card.tsx';

export const metadata: Metadata = {
  title: 'Courses',
  description: 'Self-paced courses in the hard conversations of service work.',
  alternates: { canonical: '/courses' },
};

export default function CoursesPage() {
  const courses = listCourses();
  return (
    <>
      <PageHead title="Courses">
        <p>
          {courses.length === 1 ? 'One course is open today, complete, with more being written.' : `${courses.length} courses.`} Each is self-paced, its first
          lesson is free, and it ends with a certificate anybody can check.
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
