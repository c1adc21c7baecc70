'use client';

import { useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field, FormMessage } from '#components/ui/field.tsx';
import { emptyForm } from '#lib/form-state.ts';
import { steadily } from '#lib/steadily.ts';
import { askToBeToldForm } from './opening.actions.ts';

/** “Tell me when it opens”: one address, one question by mail, one mail when the day comes. */
export function OpeningForm({ course }: { course: string }) {
  const [state, action, pending] = useActionState(askToBeToldForm, emptyForm);
  return (
    <form action={action} onSubmit={steadily(action)} className="grid gap-3">
      <input type="hidden" name="course" value={course} />
      <Field
        label="Tell me when it opens"
        name="email"
        type="email"
        autoComplete="email"
        required
        placeholder="you@example.org"
        defaultValue={state.values?.['email'] ?? ''}
        error={state.errors?.['email']}
        hint="One mail, once. We ask you to confirm first."
      />
      <Button look="quiet" disabled={pending}>
        Tell me
      </Button>
      <FormMessage message={state.message} done={state.done} />
    </form>
  );
}
