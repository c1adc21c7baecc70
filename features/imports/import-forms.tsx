'use client';

import { type ReactNode, type SubmitEvent, useActionState, useState } from 'react';
import { ActForm } from '#components/ui/act-form.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field, FormMessage } from '#components/ui/field.tsx';
import { emptyForm } from '#lib/form-state.ts';
import { applyForm, undoForm, uploadForm } from './import.actions.ts';
import { MAX_BYTES, TOO_BIG } from './limits.ts';

/** Chooses a spreadsheet and reads it. A file that is too large is refused before it is sent, where a script runs; else by whoever gets it. */
export function UploadForm() {
  const [state, action, pending] = useActionState(uploadForm, emptyForm);
  const [tooBig, setTooBig] = useState(false);
  const check = (event: SubmitEvent<HTMLFormElement>) => {
    const file = new FormData(event.currentTarget).get('file');
    const isTooBig = file instanceof File && file.size > MAX_BYTES;
    setTooBig(isTooBig);
    if (isTooBig) event.preventDefault();
  };
  return (
    <form action={action} onSubmit={check} className="grid max-w-xl gap-5">
      <FormMessage message={tooBig ? TOO_BIG : state.message} />
      <Field label="Spreadsheet, as CSV" name="file" type="file" accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain" required />
      <label className="flex min-h-11 items-start gap-3">
        <input type="checkbox" name="tell" defaultChecked={state.values?.['tell'] !== undefined} className="mt-1 size-5 shrink-0 accent-pine" />
        Tell them by mail: one mail each, when it is applied, with their courses and the way to sign in
      </label>
      <Button disabled={pending} className="justify-self-start">
        Read it and show the plan
      </Button>
    </form>
  );
}

/** Nothing is done before this. */
export const ApplyForm = ({ id, children }: { id: string; children: ReactNode }) => (
  <ActForm action={applyForm} hidden={{ import: id }} button={children} look="primary" />
);

export const UndoForm = ({ id }: { id: string }) => <ActForm action={undoForm} hidden={{ import: id }} button="Undo" look="danger" />;
