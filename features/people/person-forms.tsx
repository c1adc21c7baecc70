'use client';

import { type ComponentProps, useId } from 'react';
import { ActForm, given } from '#components/ui/act-form.tsx';
import { allowForm, deactivateForm, findOtherForm, mergeForm, reactivateForm, roleForm } from './person.actions.ts';

/** A change to an account that has to say why. */
function ReasonForm({ hint, ...act }: { hint: string } & Omit<ComponentProps<typeof ActForm>, 'children'>) {
  const id = useId();
  return <ActForm {...act}>{(state) => given(state, { id, label: 'Reason', name: 'reason', maxLength: 300, hint })}</ActForm>;
}

export const AllowForm = ({ person, enrolment }: { person: string; enrolment: string }) => (
  <ReasonForm
    action={allowForm}
    hidden={{ person, enrolment }}
    button="Allow one check now"
    hint="They may begin one check without waiting after the last one."
  />
);

export const DeactivateForm = ({ person }: { person: string }) => (
  <ReasonForm
    action={deactivateForm}
    hidden={{ person }}
    button="Deactivate this account"
    look="danger"
    hint="They are signed out everywhere and cannot sign in. What they did stays."
  />
);

export const ReactivateForm = ({ person }: { person: string }) => (
  <ReasonForm action={reactivateForm} hidden={{ person }} button="Reactivate this account" hint="They can sign in again, to everything as it was." />
);

/** A learner becomes an admin, or an admin a learner. */
export const RoleForm = ({ person, role }: { person: string; role: 'LEARNER' | 'ADMIN' }) => (
  <ActForm
    action={roleForm}
    hidden={{ person, role }}
    button={role === 'ADMIN' ? 'Make an admin' : 'Make a learner'}
    look={role === 'ADMIN' ? 'quiet' : 'danger'}
  />
);

/** Finds the account to merge into this one. */
export const FindOtherForm = ({ person }: { person: string }) => (
  <ActForm action={findOtherForm} hidden={{ person }} button="Show what would move">
    {(state) =>
      given(state, {
        id: 'other-address',
        label: 'Address of the other account',
        name: 'email',
        type: 'email',
        hint: 'You see what would move before anything does.',
      })
    }
  </ActForm>
);

export const MergeForm = ({ person, other }: { person: string; other: string }) => (
  <ActForm action={mergeForm} hidden={{ person, other }} button="Merge the two accounts" look="danger" />
);
