'use client';

import { type ReactNode, useActionState } from 'react';
import { emptyForm, type FormState } from '#lib/form-state.ts';
import { Button } from './button.tsx';
import { Field, FormMessage } from './field.tsx';

type Props = {
  action: (state: FormState, form: FormData) => Promise<FormState>;
  /** What it is about. */
  hidden: Record<string, string>;
  button: ReactNode;
  look?: 'primary' | 'quiet' | 'danger';
  children?: (state: FormState) => ReactNode;
};

/** A form that does one thing to what stands before it: the answer, the fields if it has any, and one button. */
export function ActForm({ action, hidden, button, look = 'quiet', children }: Props) {
  const [state, submit, pending] = useActionState(action, emptyForm);
  return (
    <form action={submit} className="grid max-w-lg gap-3" noValidate>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormMessage message={state.message} done={state.done} />
      {children?.(state)}
      <Button look={look} disabled={pending} className="justify-self-start">
        {button}
      </Button>
    </form>
  );
}

type Given = { id?: string; label: string; name: string; type?: 'date' | 'number' | 'email'; maxLength?: number; value?: string; hint?: string };

/** A line of such a form: what was typed stays in it, with what is wrong beside it. */
export const given = (state: FormState, { value = '', ...field }: Given) => (
  <Field {...field} defaultValue={state.values?.[field.name] ?? value} error={state.errors?.[field.name]} autoComplete="off" />
);
