import type { ReactNode } from 'react';
import { Box, Reveal } from '#components/mdx/blocks.tsx';
import type { Course, Lesson } from '../courses/course.ts';
import { noteKey, type Progress } from '../progress/progress.ts';
import { afterMarking } from './attempt.ts';
import { markExerciseForm } from './exercise.actions.ts';
import { getExercises, SEED } from './exercise.server.ts';
import { ExerciseForm } from './exercise-form-lazy.tsx';
import { MarkedAnswer } from './marked-answer.tsx';
import { forLearner, type Question } from './question.ts';
import { QuestionInput } from './question-input.tsx';

const label = ({ interaction }: Question) => (interaction === 'rewrite' ? 'Rewrite it' : 'Spot the turn');

function boxed(course: Course, lesson: Lesson, inside: (question: Question) => ReactNode) {
  return ({ id }: { id: string }) => {
    const question = getExercises(course, lesson).find((item) => item.id === id);
    if (!question) throw new Error(`${lesson.file} has no exercise ${id}`);
    return (
      <Box id={id} label={label(question)}>
        <div className="controls grid gap-4">{inside(question)}</div>
      </Box>
    );
  };
}

/** The exercises of a lesson for a visitor: to try, with the reasons on request, and nothing saved. */
export const visitorExercises = (course: Course, lesson: Lesson) =>
  boxed(course, lesson, (question) => (
    <>
      <QuestionInput question={forLearner(question, SEED)} value={{}} />
      <Reveal summary="See the reasons">
        <MarkedAnswer question={afterMarking(question, SEED, undefined)} />
      </Reveal>
    </>
  ));

/** The exercises of a lesson for a learner: saved, then opened up; nothing of the reasons before that. */
export const learnerExercises = (course: Course, lesson: Lesson, progress: Progress) =>
  boxed(course, lesson, (question) => {
    const done = progress.exercises.get(noteKey(lesson.slug, question.id)) ?? null;
    return (
      <ExerciseForm course={course.slug} lesson={lesson.slug} question={forLearner(question, SEED)} saved={done?.value ?? null}>
        {done && (
          <MarkedAnswer
            question={afterMarking(question, SEED, done.value, done.met)}
            markMyself={{ action: markExerciseForm, fields: { course: course.slug, lesson: lesson.slug, exercise: question.id } }}
          />
        )}
      </ExerciseForm>
    );
  });
