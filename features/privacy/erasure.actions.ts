'use server';

import { notFound, redirect } from 'next/navigation';
import { idSchema, parseForm, refuse } from '#lib/form.ts';
import type { FormState } from '#lib/form-state.ts';
import { endSession, requireFreshAdmin, requireViewer } from '../accounts/session.server.ts';
import { eraseMe, erasePerson, findStake } from './erasure.server.ts';
import { erasureSchema, notThisAddress, REFUSALS } from './erasure.ts';

export async function eraseMeForm(_: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer('/account/data');
  const parsed = parseForm(erasureSchema, form);
  if (!parsed.ok) return parsed.state;
  if (parsed.data.address !== viewer.email) return notThisAddress(parsed.data);
  const erased = await eraseMe(viewer, parsed.data.certificates);
  if (!erased.ok && erased.reason !== 'gone') return refuse(REFUSALS[erased.reason], form);
  await endSession(viewer);
  redirect('/goodbye');
}

export async function erasePersonForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireFreshAdmin('/admin/learners');
  const parsed = parseForm(erasureSchema.extend({ person: idSchema }), form);
  if (!parsed.ok) return parsed.state;
  const { person, address, certificates } = parsed.data;
  const stake = await findStake(admin, person);
  if (!stake) notFound();
  if (address !== stake.email) return notThisAddress(parsed.data);
  const erased = await erasePerson(admin, person, certificates);
  if (!erased.ok) return refuse(REFUSALS[erased.reason], form);
  redirect(`/admin/learners/${person}/data`);
}
