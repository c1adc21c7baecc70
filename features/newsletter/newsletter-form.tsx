'use client';

import { useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field, FormMessage } from '#components/ui/field.tsx';
import { emptyForm } from '#lib/form-state.ts';
import { steadily } from '#lib/steadily.ts';
import { subscribeForm } from './newsletter.actions.ts';

/** One address, one question by mail, and nothing more until it is answered. */
export function NewsletterForm({ wording }: { wording: string }) {
  const [state, action, pending] = useActionState(subscribeForm, emptyForm);
  return (
    <form action={action} onSubmit={steadily(action)} className="grid max-w-xl gap-3">
      <p className="hidden" aria-hidden="true">
        <label>
          Leave this empty <input name="website" tabIndex={-1} autoComplete="off" defaultValue="" />
        </label>
      </p>
      <Field
        label="New articles by mail"
        name="email"
        id="newsletter-email"
        type="email"
        autoComplete="email"
        required
        placeholder="you@example.org"
        defaultValue={state.values?.['email'] ?? ''}
        error={state.errors?.['email']}
        hint={wording}
      />
      <FormMessage message={state.message} done={state.done} />
      <div>
        <Button look="quiet" disabled={pending}>
          Ask for the newsletter
        </Button>
      </div>
    </form>
  );
}
