'use client';

import { ActForm, given } from '#components/ui/act-form.tsx';
import { actOnManyForm, extendForm, setDueForm, waiveForm, withdrawForm } from './enrolment-admin.actions.ts';

/** `due`: the day as it stands, 2026-12-31, or nothing. */
export const DueForm = ({ enrolment, due }: { enrolment: string; due: string }) => (
  <ActForm action={setDueForm} hidden={{ enrolment }} button="Set the due date">
    {(state) => given(state, { label: 'Due date', name: 'due', type: 'date', value: due, hint: 'The end of that day, London time. Empty: it is not due.' })}
  </ActForm>
);

export const ExtendForm = ({ dates }: { dates: string }) => (
  <ActForm action={extendForm} hidden={{ dates }} button="Extend it">
    {(state) => given(state, { label: 'More days', name: 'days', type: 'number', value: '7', hint: 'From the due date, or from today once that has passed.' })}
  </ActForm>
);

export const WaiveForm = ({ enrolment }: { enrolment: string }) => (
  <ActForm action={waiveForm} hidden={{ enrolment }} button="Waive the course">
    {(state) => (
      <>
        {given(state, { label: 'Why it is waived', name: 'reason', hint: 'Kept with the waiver. The learner reads it only in a copy of their data.' })}
        {given(state, { label: 'Until', name: 'until', type: 'date', hint: 'The end of that day. Empty: for good.' })}
      </>
    )}
  </ActForm>
);

export const WithdrawForm = ({ enrolment }: { enrolment: string }) => (
  <ActForm action={withdrawForm} hidden={{ enrolment }} button="Withdraw them" look="danger">
    {(state) => given(state, { id: 'withdraw-reason', label: 'Why they are withdrawn', name: 'reason', hint: 'Kept in the audit.' })}
  </ActForm>
);

/** The button under a plan: does to the ids what the plan says. A withdrawal wants a reason. */
export const ActOnManyForm = ({ hidden, button }: { hidden: Record<string, string>; button: string }) => (
  <ActForm action={actOnManyForm} hidden={hidden} button={button} look={hidden['act'] === 'withdraw' ? 'danger' : 'quiet'}>
    {(state) => hidden['act'] === 'withdraw' && given(state, { label: 'Why they are withdrawn', name: 'reason', hint: 'Kept in the audit.' })}
  </ActForm>
);
