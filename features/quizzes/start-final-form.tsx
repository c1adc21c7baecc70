'use client';

import { useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field, FormMessage } from '#components/ui/field.tsx';
import { emptyForm } from '#lib/form-state.ts';
import { startFinalForm } from './quiz.actions.ts';

/** Starts the final check, once the learner has confirmed the name their certificate will carry. */
export function StartFinalForm({ course, name }: { course: string; name: string }) {
  const [state, action, pending] = useActionState(startFinalForm, emptyForm);
  return (
    <form action={action} className="grid max-w-md gap-5" noValidate>
      <input type="hidden" name="course" value={course} />
      <FormMessage message={state.message} />
      <Field
        label="The name for your certificate"
        name="name"
        autoComplete="name"
        defaultValue={state.values?.['name'] ?? name}
        error={state.errors?.['name']}
        hint="It is frozen when the certificate is issued."
      />
      <Button disabled={pending}>Start the final check</Button>
    </form>
  );
}
