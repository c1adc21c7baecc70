'use client';

import { useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field, FormMessage } from '#components/ui/field.tsx';
import { emptyForm } from '#lib/form-state.ts';
import { askForSignIn, changeName, signInWithCode, signInWithLink } from './account.actions.ts';

export function AskForm({ next }: { next: string }) {
  const [state, action, pending] = useActionState(askForSignIn, emptyForm);
  return (
    <form action={action} className="grid gap-5" noValidate>
      <input type="hidden" name="next" value={next} />
      <Field
        label="E-mail address"
        name="email"
        type="email"
        autoComplete="email"
        defaultValue={state.values?.['email'] ?? ''}
        error={state.errors?.['email']}
        hint="New here? The same button makes your account."
      />
      <Button disabled={pending}>Send me a link and a code</Button>
    </form>
  );
}

export function CodeForm({ request, next }: { request: string; next: string }) {
  const [state, action, pending] = useActionState(signInWithCode, emptyForm);
  return (
    <form action={action} className="grid gap-5" noValidate>
      <input type="hidden" name="request" value={request} />
      <input type="hidden" name="next" value={next} />
      <FormMessage message={state.message} />
      <Field
        label="Six-digit code"
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        defaultValue={state.values?.['code'] ?? ''}
        error={state.errors?.['code']}
      />
      <Button disabled={pending}>Sign in</Button>
    </form>
  );
}

export function LinkForm({ link, next }: { link: string; next: string }) {
  const [state, action, pending] = useActionState(signInWithLink, emptyForm);
  return (
    <form action={action} className="grid gap-5">
      <input type="hidden" name="link" value={link} />
      <input type="hidden" name="next" value={next} />
      <FormMessage message={state.message} />
      <Button disabled={pending}>Sign in on this device</Button>
    </form>
  );
}

export function NameForm({ name }: { name: string }) {
  const [state, action, pending] = useActionState(changeName, emptyForm);
  return (
    <form action={action} className="grid justify-items-start gap-4" noValidate>
      <Field
        label="Your name"
        name="name"
        autoComplete="name"
        defaultValue={state.values?.['name'] ?? name}
        error={state.errors?.['name']}
        hint="As it should stand on certificates issued from now on."
      />
      <Button look="quiet" disabled={pending}>
        Save name
      </Button>
    </form>
  );
}
