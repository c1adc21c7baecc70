'use client';

import { useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { FormMessage, TextArea } from '#components/ui/field.tsx';
import { emptyForm } from '#lib/form-state.ts';
import { moveEnquiryForm, noteEnquiryForm } from './inbox.actions.ts';

/** One button for each place an enquiry can be moved to. It says where it was when the page was made, so that two people do not move it past each other. */
export function MoveForm({ enquiry, from, ways }: { enquiry: string; from: string; ways: { to: string; label: string }[] }) {
  const [state, action, pending] = useActionState(moveEnquiryForm, emptyForm);
  return (
    <form action={action} className="grid gap-3">
      <input type="hidden" name="enquiry" value={enquiry} />
      <input type="hidden" name="from" value={from} />
      <FormMessage message={state.message} done={state.done} />
      <div className="flex flex-wrap gap-3">
        {ways.map(({ to, label }) => (
          <Button key={to} name="to" value={to} look="quiet" disabled={pending}>
            {label}
          </Button>
        ))}
      </div>
    </form>
  );
}

export function NoteForm({ enquiry, noteKey }: { enquiry: string; noteKey: string }) {
  const [state, action, pending] = useActionState(noteEnquiryForm, emptyForm);
  return (
    <form action={action} className="grid max-w-2xl gap-3" noValidate>
      <input type="hidden" name="enquiry" value={enquiry} />
      <input type="hidden" name="key" value={state.values?.['key'] ?? noteKey} />
      <FormMessage message={state.message} done={state.done} />
      <TextArea
        label="Note"
        name="text"
        rows={3}
        maxLength={2000}
        defaultValue={state.values?.['text'] ?? ''}
        error={state.errors?.['text']}
        hint="For whoever goes on with this: admins, and the sender in a copy of their data."
      />
      <Button look="quiet" disabled={pending} className="justify-self-start">
        Keep the note
      </Button>
    </form>
  );
}
