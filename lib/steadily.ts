'use client';

import { type FormEvent, startTransition } from 'react';

/**
 * Sends a form to its action without emptying it afterwards, as React would: what is typed while it is being saved stays.
 * Without a script the form's own action does the sending.
 */
export const steadily = (action: (form: FormData) => void) => (event: FormEvent<HTMLFormElement>) => {
  event.preventDefault();
  const form = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);
  startTransition(() => action(form));
};
