'use client';

import { useActionState, useId } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field, FormMessage } from '#components/ui/field.tsx';
import { emptyForm, type FormState } from '#lib/form-state.ts';
import { allowForm, deactivateForm, findOtherForm, mergeForm, reactivateForm, roleForm } from './person.actions.ts';

type Action = (state: FormState, form: FormData) => Promise<FormState>;
type Props = { act: Action; ids: Record<string, string>; button: string; look?: 'quiet' | 'danger'; hint?: string };

/** A change to an account that has to say why. */
function ReasonForm({ act, ids, button, look = 'quiet', hint }: Props) {
  const [state, action, pending] = useActionState(act, emptyForm);
  const id = useId();
  return (
    <form action={action} className="mt-3 grid max-w-lg gap-3" noValidate>
      <Hidden ids={ids} />
      <FormMessage message={state.message} />
      <Field
        id={id}
        label="Reason"
        name="reason"
        autoComplete="off"
        maxLength={300}
        defaultValue={state.values?.['reason'] ?? ''}
        error={state.errors?.['reason']}
        hint={hint}
      />
      <Button look={look} disabled={pending} className="justify-self-start">
        {button}
      </Button>
    </form>
  );
}

const Hidden = ({ ids }: { ids: Record<string, string> }) =>
  Object.entries(ids).map(([name, value]) => <input key={name} type="hidden" {...{ name, value }} />);

export const AllowForm = ({ person, enrolment }: { person: string; enrolment: string }) => (
  <ReasonForm act={allowForm} ids={{ person, enrolment }} button="Allow one check now" hint="They may begin one check without waiting after the last one." />
);

export const DeactivateForm = ({ person }: { person: string }) => (
  <ReasonForm
    act={deactivateForm}
    ids={{ person }}
    button="Deactivate this account"
    look="danger"
    hint="They are signed out everywhere and cannot sign in. What they did stays."
  />
);

export const ReactivateForm = ({ person }: { person: string }) => (
  <ReasonForm act={reactivateForm} ids={{ person }} button="Reactivate this account" hint="They can sign in again, to everything as it was." />
);

/** A learner becomes an admin, or an admin a learner. */
export function RoleForm({ person, role }: { person: string; role: 'LEARNER' | 'ADMIN' }) {
  const [state, action, pending] = useActionState(roleForm, emptyForm);
  return (
    <form action={action} className="mt-3 grid max-w-lg gap-3">
      <Hidden ids={{ person, role }} />
      <FormMessage message={state.message} />
      <Button look={role === 'ADMIN' ? 'quiet' : 'danger'} disabled={pending} className="justify-self-start">
        {role === 'ADMIN' ? 'Make an admin' : 'Make a learner'}
      </Button>
    </form>
  );
}

/** Finds the account to merge into this one. */
export function FindOtherForm({ person }: { person: string }) {
  const [state, action, pending] = useActionState(findOtherForm, emptyForm);
  return (
    <form action={action} className="mt-3 grid max-w-lg gap-3" noValidate>
      <Hidden ids={{ person }} />
      <Field
        id="other-address"
        label="Address of the other account"
        name="email"
        type="email"
        autoComplete="off"
        defaultValue={state.values?.['email'] ?? ''}
        error={state.errors?.['email']}
        hint="You see what would move before anything does."
      />
      <Button look="quiet" disabled={pending} className="justify-self-start">
        Show what would move
      </Button>
    </form>
  );
}

export function MergeForm({ person, other }: { person: string; other: string }) {
  const [state, action, pending] = useActionState(mergeForm, emptyForm);
  return (
    <form action={action} className="mt-6 grid gap-3">
      <Hidden ids={{ person, other }} />
      <FormMessage message={state.message} />
      <Button look="danger" disabled={pending} className="justify-self-start">
        Merge the two accounts
      </Button>
    </form>
  );
}
