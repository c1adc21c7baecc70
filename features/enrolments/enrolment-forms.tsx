'use client';

import { type ReactNode, useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field, FormMessage } from '#components/ui/field.tsx';
import { emptyForm, type FormState } from '#lib/form-state.ts';
import { actOnManyForm, extendForm, setDueForm, waiveForm, withdrawForm } from './enrolment-admin.actions.ts';

type Action = (state: FormState, form: FormData) => Promise<FormState>;
type Props = { action: Action; hidden: Record<string, string>; button: string; danger?: boolean; children: (state: FormState) => ReactNode };

/** A form about an enrolment, or several: its fields, and the answer above them. */
function ActForm({ action, hidden, button, danger, children }: Props) {
  const [state, submit, pending] = useActionState(action, emptyForm);
  return (
    <form action={submit} className="grid max-w-md gap-3" noValidate>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormMessage message={state.message} done={state.done} />
      {children(state)}
      <Button look={danger ? 'danger' : 'quiet'} disabled={pending} className="justify-self-start">
        {button}
      </Button>
    </form>
  );
}

type Given = { id?: string; label: string; name: string; type?: 'date' | 'number'; value?: string; hint?: string };

const given = (state: FormState, { value = '', ...field }: Given) => (
  <Field {...field} defaultValue={state.values?.[field.name] ?? value} error={state.errors?.[field.name]} autoComplete="off" />
);

/** `due`: the day as it stands, 2026-12-31, or nothing. */
export const DueForm = ({ enrolment, due }: { enrolment: string; due: string }) => (
  <ActForm action={setDueForm} hidden={{ enrolment }} button="Set the due date">
    {(state) => given(state, { label: 'Due date', name: 'due', type: 'date', value: due, hint: 'The end of that day, London time. Empty: it is not due.' })}
  </ActForm>
);

export const ExtendForm = ({ enrolment }: { enrolment: string }) => (
  <ActForm action={extendForm} hidden={{ enrolment }} button="Extend it">
    {(state) => given(state, { label: 'More days', name: 'days', type: 'number', value: '7', hint: 'From the due date, or from today once that has passed.' })}
  </ActForm>
);

export const WaiveForm = ({ enrolment }: { enrolment: string }) => (
  <ActForm action={waiveForm} hidden={{ enrolment }} button="Waive the course">
    {(state) => (
      <>
        {given(state, { label: 'Why it is waived', name: 'reason', hint: 'Kept with the waiver. The learner does not see it.' })}
        {given(state, { label: 'Until', name: 'until', type: 'date', hint: 'The end of that day. Empty: for good.' })}
      </>
    )}
  </ActForm>
);

export const WithdrawForm = ({ enrolment }: { enrolment: string }) => (
  <ActForm action={withdrawForm} hidden={{ enrolment }} button="Withdraw them" danger>
    {(state) => given(state, { id: 'withdraw-reason', label: 'Why they are withdrawn', name: 'reason', hint: 'Kept in the audit.' })}
  </ActForm>
);

/** The button under a plan: does to the ids what the plan says. A withdrawal wants a reason. */
export const ActOnManyForm = ({ hidden, button }: { hidden: Record<string, string>; button: string }) => (
  <ActForm action={actOnManyForm} hidden={hidden} button={button} danger={hidden['act'] === 'withdraw'}>
    {(state) => hidden['act'] === 'withdraw' && given(state, { label: 'Why they are withdrawn', name: 'reason', hint: 'Kept in the audit.' })}
  </ActForm>
);
