'use client';

import { type ReactNode, useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { FormMessage } from '#components/ui/field.tsx';
import { emptyForm } from '#lib/form-state.ts';
import { steadily } from '#lib/steadily.ts';
import { answerExerciseForm } from './exercise.actions.ts';
import type { AnswerValue, QuestionForLearner } from './question.ts';
import { QuestionInput } from './question-input.tsx';
import { readAnswer } from './read-answer.ts';

type Props = { course: string; lesson: string; question: QuestionForLearner; saved: AnswerValue | null; children?: ReactNode };

/** An exercise in a lesson: answered, saved, and only then opened up. Keeps what was given when it is refused. */
export function ExerciseForm({ course, lesson, question, saved, children }: Props) {
  const [state, action, pending] = useActionState(answerExerciseForm, emptyForm);
  const value = state.values ? readAnswer(Object.entries(state.values), question.id) : (saved ?? {});
  return (
    <>
      <form action={action} onSubmit={steadily(action)} className="grid gap-4 print:hidden">
        <input type="hidden" name="course" value={course} />
        <input type="hidden" name="lesson" value={lesson} />
        <input type="hidden" name="exercise" value={question.id} />
        <QuestionInput question={question} value={value} />
        <FormMessage message={state.errors?.['form'] ?? state.message} done={state.done} />
        <div>
          <Button look="quiet" disabled={pending}>
            {question.interaction === 'rewrite' ? 'Save, and compare' : 'Save, and see the reasons'}
          </Button>
        </div>
      </form>
      {children}
    </>
  );
}
