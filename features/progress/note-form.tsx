'use client';

import { type ReactNode, useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { emptyForm } from '#lib/form-state.ts';
import { steadily } from '#lib/steadily.ts';
import { saveNoteForm } from './progress.actions.ts';

type Props = {
  course: string;
  lesson: string;
  block: string;
  /** What stands in the box already; null when it was never used. */
  saved: string | null;
  label: string;
  button: string;
  /** Shown once the box was used: the answer of a retrieval prompt. */
  children?: ReactNode;
};

/** A private box in a lesson. Keeps what was typed whatever happens, and works before JavaScript does. */
export function NoteForm({ course, lesson, block, saved, label, button, children }: Props) {
  const [state, action, pending] = useActionState(saveNoteForm, emptyForm);
  const used = saved !== null || state.message !== undefined;
  const error = state.errors?.['text'];
  return (
    <>
      <form action={action} onSubmit={steadily(action)} className="grid gap-3 print:hidden">
        <input type="hidden" name="course" value={course} />
        <input type="hidden" name="lesson" value={lesson} />
        <input type="hidden" name="block" value={block} />
        <label className="grid gap-1.5 text-sm text-ink-soft">
          {label}
          <textarea
            name="text"
            rows={4}
            maxLength={5000}
            defaultValue={state.values?.['text'] ?? saved ?? ''}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? `${block}-error` : undefined}
            className="w-full rounded-lg border border-rule-strong bg-paper px-3 py-2 text-base text-ink"
          />
        </label>
        {error && (
          <p id={`${block}-error`} role="alert" className="text-coral">
            {error}
          </p>
        )}
        <div className="flex flex-wrap items-center gap-4">
          <Button look="quiet" disabled={pending}>
            {button}
          </Button>
          <p role="status" className="text-sm text-ink-soft">
            {state.message}
          </p>
        </div>
      </form>
      {used && children}
    </>
  );
}
