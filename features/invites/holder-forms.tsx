import { Button } from '#components/ui/button.tsx';
import { freeSeatForm, revokeInviteForm } from './invite.actions.ts';
import type { Holder } from './invite.ts';

/** Frees a place, and says first what that does to whoever held it. */
export const FreeSeat = ({ holder: { id, name, email } }: { holder: Holder }) => (
  <details>
    <summary className="min-h-6">
      Free this place<span className="sr-only">: {name || email}</span>…
    </summary>
    <form action={freeSeatForm} className="mt-2 grid max-w-sm gap-2">
      <input type="hidden" name="claim" value={id} />
      <p>Somebody else can take it. They stay on the course, unless you tick this:</p>
      <label className="flex min-h-6 items-center gap-2">
        <input type="checkbox" name="withdraw" value="yes" className="size-5" />
        Take them off the course as well; what they did is kept
      </label>
      <Button look="danger" size="small" className="justify-self-start">
        Free the place
      </Button>
    </form>
  </details>
);

export const RevokeInvite = ({ invite }: { invite: string }) => (
  <details>
    <summary className="min-h-6 font-semibold">Revoke…</summary>
    <form action={revokeInviteForm} className="mt-3 grid max-w-xl gap-3">
      <input type="hidden" name="invite" value={invite} />
      <p>Nobody can join by this link any more, for good. Who joined stays on the course. You can make another link.</p>
      <Button look="danger" className="justify-self-start">
        Revoke this link
      </Button>
    </form>
  </details>
);
