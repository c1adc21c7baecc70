'use client';

import { useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { FormMessage } from '#components/ui/field.tsx';
import { emptyForm } from '#lib/form-state.ts';
import { finishLessonForm } from './award.actions.ts';

/** The end of a lesson: finishing it is earned, and a refusal says what is missing. */
export function FinishForm({ course, lesson }: { course: string; lesson: string }) {
  const [state, action, pending] = useActionState(finishLessonForm, emptyForm);
  return (
    <form action={action} className="grid justify-items-start gap-3">
      <input type="hidden" name="course" value={course} />
      <input type="hidden" name="lesson" value={lesson} />
      <FormMessage message={state.message} />
      <Button disabled={pending}>Finish this lesson</Button>
    </form>
  );
}
