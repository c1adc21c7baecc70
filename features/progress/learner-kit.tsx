import { Reveal } from '#components/mdx/blocks.tsx';
import type { Course, Lesson } from '../courses/course.ts';
import type { BoxKit } from '../courses/lesson-body.tsx';
import { NoteForm } from './note-form.tsx';
import { noteKey, type Progress } from './progress.ts';

/** The boxes of a lesson for a learner on the course: each one writes, and a retrieval prompt answers once it was tried. */
export function learnerKit(course: Course, lesson: Lesson, progress: Progress): Omit<BoxKit, 'exercise'> {
  const shared = (block: string) => ({ course: course.slug, lesson: lesson.slug, block, saved: progress.notes.get(noteKey(lesson.slug, block)) ?? null });
  return {
    tryIt: ({ id, children }) => (
      <NoteForm {...shared(id)} label="Your answer, from memory. Only you will see it." button="Save, and show the answer">
        <Reveal summary="The answer" open>
          {children}
        </Reveal>
      </NoteForm>
    ),
    write: ({ id }) => <NoteForm {...shared(id)} label="Only you will see this." button="Save" />,
  };
}
