import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Panel } from '#components/layout/site.tsx';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { findViewer } from '#features/accounts/session.server.ts';
import { LessonEnd } from '#features/certificates/lesson-end.tsx';
import { findCourse } from '#features/courses/course.server.ts';
import { findLesson, isFree, lessonUrl } from '#features/courses/course.ts';
import { LessonBody, visitorKit } from '#features/courses/lesson-body.tsx';
import { LessonGate } from '#features/courses/lesson-gate.tsx';
import { LessonPage } from '#features/courses/lesson-page.tsx';
import { enrolForm } from '#features/enrolments/enrolment.actions.ts';
import { learnerKit } from '#features/progress/learner-kit.tsx';
import { PlaceKeeper } from '#features/progress/place-keeper.tsx';
import { findProgress } from '#features/progress/progress.server.ts';
import { learnerExercises, visitorExercises } from '#features/quizzes/exercise-kit.tsx';

type Props = { params: Promise<{ course: string; lesson: string }> };

async function find({ params }: Props) {
  const { course: courseSlug, lesson: lessonSlug } = await params;
  const course = findCourse(courseSlug);
  const lesson = course && findLesson(course, lessonSlug);
  return lesson ? { course, lesson } : null;
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await find(props);
  return found ? { title: `${found.lesson.title} · ${found.course.short}`, description: found.lesson.point } : {};
}

/** A lesson for a visitor with a session cookie, served under /courses/…/lessons/…: theirs if they are on the course. */
export default async function Page(props: Props) {
  const viewer = await findViewer();
  const found = await find(props);
  if (!found) notFound();
  const { course, lesson } = found;
  const progress = viewer && (await findProgress(viewer, course.slug));
  if (progress) {
    return (
      <LessonPage course={course} lesson={lesson} completed={progress.completed} end={<LessonEnd course={course} lesson={lesson} progress={progress} />}>
        <LessonBody course={course} lesson={lesson} kit={{ ...learnerKit(course, lesson, progress), exercise: learnerExercises(course, lesson, progress) }} />
        <PlaceKeeper url={`${lessonUrl(course.slug, lesson.slug)}/place`} />
      </LessonPage>
    );
  }
  const start = viewer ? (
    <form action={enrolForm}>
      <input type="hidden" name="course" value={course.slug} />
      <Button>Start the course</Button>
    </form>
  ) : (
    <ButtonLink href={`/courses/${course.slug}/start`}>Start the course</ButtonLink>
  );
  if (!isFree(lesson)) return <LessonGate course={course} lesson={lesson} action={start} />;
  return (
    <LessonPage course={course} lesson={lesson} end={<Panel className="mt-12 max-w-[65ch]">{start}</Panel>}>
      <LessonBody course={course} lesson={lesson} kit={{ ...visitorKit, exercise: visitorExercises(course, lesson) }} />
    </LessonPage>
  );
}
