'use client';

import { useActionState } from 'react';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { Field, FormMessage } from '#components/ui/field.tsx';
import { secondFactorForm } from './second-factor.actions.ts';
import type { SecondFactorState } from './second-factor.ts';

const empty: SecondFactorState = {};

/** One code; after the first, the recovery codes, once. */
export function SecondFactorForm({ next, isNew }: { next: string; isNew: boolean }) {
  const [state, action, pending] = useActionState(secondFactorForm, empty);
  if (state.recoveryCodes)
    return (
      <section aria-labelledby="recovery" className="grid gap-4">
        <h2 id="recovery" className="font-serif text-2xl font-semibold">
          Your recovery codes
        </h2>
        <p>
          If you lose your phone, each of these lets you in once instead of a code from the app. They are shown only now: print this page or write them down.
        </p>
        <ul className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-xl bg-sand p-5 font-mono sm:w-max">
          {state.recoveryCodes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <p>
          <ButtonLink href={state.next}>I have kept them; go on</ButtonLink>
        </p>
      </section>
    );
  return (
    <form action={action} className="grid max-w-sm gap-4" noValidate>
      <input type="hidden" name="next" value={next} />
      <FormMessage message={state.message} />
      <Field
        label={isNew ? 'The six digits the app shows' : 'Code from the app, or a recovery code'}
        name="code"
        autoComplete="one-time-code"
        error={state.errors?.['code']}
        maxLength={40}
      />
      <Button disabled={pending} className="justify-self-start">
        {isNew ? 'Confirm' : 'Go on'}
      </Button>
    </form>
  );
}
