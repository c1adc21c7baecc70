'use server';

import { refresh } from 'next/cache';
import { notFound, redirect } from 'next/navigation';
import { parseForm, refuse } from '#lib/form.ts';
import type { FormState } from '#lib/form-state.ts';
import { requireAdmin, requireFreshAdmin } from '../accounts/session.server.ts';
import { changeRole, deactivate, reactivate } from './access.server.ts';
import { allowNow } from './allowance.server.ts';
import { mergePeople } from './merge.server.ts';
import { findByAddress } from './person.server.ts';
import { allowSchema, type Changed, mergeSchema, mergeUrl, otherSchema, PEOPLE_URL, personUrl, reasonSchema, roleSchema } from './person.ts';

export async function allowForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireAdmin(backTo(form));
  const parsed = parseForm(allowSchema, form);
  if (!parsed.ok) return parsed.state;
  return answer(await allowNow(admin, parsed.data.enrolment, parsed.data.reason), parsed.data.person, form);
}

export async function deactivateForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireFreshAdmin(backTo(form));
  const parsed = parseForm(reasonSchema, form);
  if (!parsed.ok) return parsed.state;
  return answer(await deactivate(admin, parsed.data.person, parsed.data.reason), parsed.data.person, form);
}

export async function reactivateForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireFreshAdmin(backTo(form));
  const parsed = parseForm(reasonSchema, form);
  if (!parsed.ok) return parsed.state;
  return answer(await reactivate(admin, parsed.data.person, parsed.data.reason), parsed.data.person, form);
}

export async function roleForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireFreshAdmin(backTo(form));
  const parsed = parseForm(roleSchema, form);
  if (!parsed.ok) return parsed.state;
  return answer(await changeRole(admin, parsed.data.person, parsed.data.role), parsed.data.person, form);
}

export async function findOtherForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireAdmin(backTo(form));
  const parsed = parseForm(otherSchema, form);
  if (!parsed.ok) return parsed.state;
  const other = await findByAddress(admin, parsed.data.email);
  if (!other) return { errors: { email: 'No account has this address.' }, values: { email: parsed.data.email } };
  redirect(mergeUrl(parsed.data.person, other.id));
}

export async function mergeForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireFreshAdmin(backTo(form));
  const parsed = parseForm(mergeSchema, form);
  const merged = parsed.ok && (await mergePeople(admin, parsed.data.person, parsed.data.other));
  if (!parsed.ok || !merged) notFound();
  if (!merged.ok) return refuse(merged.refusals.join(' '), form);
  redirect(personUrl(parsed.data.person));
}

/** Where to come back to once the second factor is given. */
const backTo = (form: unknown) => (form instanceof FormData && typeof form.get('person') === 'string' ? personUrl(String(form.get('person'))) : PEOPLE_URL);

function answer(changed: Changed, person: string, form: FormData): FormState {
  if (!changed) return refuse('Nothing was changed: the account is no longer as this page shows it. Load the page again.', form);
  if (!changed.ok) return refuse(changed.why, form);
  refresh();
  redirect(personUrl(person));
}
