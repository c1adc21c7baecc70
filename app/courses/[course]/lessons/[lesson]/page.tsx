import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Panel } from '#components/layout/site.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { findCourse, listCourses } from '#features/courses/course.server.ts';
import { findLesson, isFree, lessonUrl } from '#features/courses/course.ts';
import { LessonBody, visitorKit } from '#features/courses/lesson-body.tsx';
import { LessonGate } from '#features/courses/lesson-gate.tsx';
import { LessonPage } from '#features/courses/lesson-page.tsx';
import { visitorExercises } from '#features/quizzes/exercise-kit.tsx';

type Props = { params: Promise<{ course: string; lesson: string }> };

export const dynamicParams = false;
export const generateStaticParams = () => listCourses().flatMap(({ slug, lessons }) => lessons.map((lesson) => ({ course: slug, lesson: lesson.slug })));

async function find({ params }: Props) {
  const { course: courseSlug, lesson: lessonSlug } = await params;
  const course = findCourse(courseSlug);
  const lesson = course && findLesson(course, lessonSlug);
  return lesson ? { course, lesson } : null;
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await find(props);
  return found
    ? {
        title: `${found.lesson.title} · ${found.course.short}`,
        description: found.lesson.point,
        alternates: { canonical: lessonUrl(found.course.slug, found.lesson.slug) },
      }
    : {};
}

/** A lesson for a visitor: static. The first is free to read; the others say what they are and where to begin. */
export default async function Page(props: Props) {
  const found = await find(props);
  if (!found) notFound();
  const { course, lesson } = found;
  const start = <ButtonLink href={`/courses/${course.slug}/start`}>Start the course</ButtonLink>;
  if (!isFree(lesson)) return <LessonGate course={course} lesson={lesson} action={start} />;
  return (
    <LessonPage
      course={course}
      lesson={lesson}
      end={
        <Panel className="mt-12 grid max-w-[65ch] justify-items-start gap-4">
          <h2 className="font-serif text-2xl font-semibold">That was the free lesson</h2>
          <p>
            On the course you can write in the boxes, take the checks, and come back to where you were on any device. It needs an e-mail address and nothing
            else.
          </p>
          {start}
        </Panel>
      }
    >
      <LessonBody course={course} lesson={lesson} kit={{ ...visitorKit, exercise: visitorExercises(course, lesson) }} />
    </LessonPage>
  );
}
