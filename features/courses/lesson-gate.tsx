import type { ReactNode } from 'react';
import { PageHead, Panel } from '#components/layout/site.tsx';
import { type Course, courseUrl, type Lesson, lessonUrl } from './course.ts';

/** What somebody sees of a lesson before they are on its course: what it is about, and where to begin. */
export function LessonGate({ course, lesson, action }: { course: Course; lesson: Lesson; action: ReactNode }) {
  return (
    <>
      <PageHead
        over={
          <>
            <a href={courseUrl(course.slug)}>{course.short}</a> · Lesson {lesson.number} of {course.lessons.length} · about {lesson.minutes} minutes
          </>
        }
        title={lesson.title}
      >
        <p className="font-serif">{lesson.point}</p>
      </PageHead>
      <Panel className="grid max-w-2xl gap-4">
        <p>This lesson is part of the course. Lesson 1 is free to read, so you can see whether the course is for you.</p>
        <div className="flex flex-wrap items-center gap-4">
          {action}
          <a href={lessonUrl(course.slug, course.lessons[0]!.slug)}>Read lesson 1 free</a>
        </div>
      </Panel>
    </>
  );
}
