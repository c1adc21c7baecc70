'use client';

import { useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { FormMessage } from '#components/ui/field.tsx';
import { emptyForm } from '#lib/form-state.ts';
import { retryMailForm } from './system.actions.ts';

/** Sends mail again that was given up. Says what came of it also once there is none left. */
export function RetryMailForm({ failed }: { failed: number }) {
  const [state, action, pending] = useActionState(retryMailForm, emptyForm);
  return (
    <form action={action} className="grid gap-3">
      <FormMessage message={state.message} done={state.done} />
      {failed > 0 && (
        <div>
          <p className="mb-3 max-w-2xl text-ink-mid">
            They go out as they were written, up to 1,000 at a time. Links to sign in among them have run out by now; whoever opens one is told so.
          </p>
          <Button look="quiet" disabled={pending}>
            Send failed mail again
          </Button>
        </div>
      )}
      {failed === 0 && !state.message && <p className="text-ink-mid">No mail was given up, so there is none to send again.</p>}
    </form>
  );
}
