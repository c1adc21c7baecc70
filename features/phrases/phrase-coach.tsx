'use client';

import { useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { checkReplyForm } from './coach.actions.ts';
import { CoachedText, CoachedTextWhenReached } from './coached-text-lazy.tsx';

/**
 * The phrase coach. With a script it reads on the device and there is no button to send anything; without one, a button
 * says that it sends the text to be read, and that it is not kept.
 */
export function PhraseCoach({ label = 'Your reply', whenReached = false }: { label?: string; whenReached?: boolean }) {
  const [state, action] = useActionState(checkReplyForm, null);
  const box = { name: 'text', label, defaultValue: state?.text ?? '', initial: state?.coached ?? null };
  return (
    <form action={action} className="grid gap-4">
      {whenReached ? <CoachedTextWhenReached {...box} /> : <CoachedText {...box} />}
      <div className="hidden justify-items-start gap-2 noscript:grid">
        <Button>Send it to be read</Button>
        <p className="text-sm text-ink-soft">Your browser runs no script here, so this sends the text to our server, which reads it and keeps nothing.</p>
      </div>
    </form>
  );
}
