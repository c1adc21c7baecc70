'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { parseForm, refuse } from '#lib/form.ts';
import type { FormState } from '#lib/form-state.ts';
import { requireAdmin, requireFreshAdmin } from '../accounts/session.server.ts';
import { makeGroup, renameGroup, setGroupOpen } from './group.server.ts';
import { addedInWords, addPeopleSchema, changePersonSchema, makeGroupSchema, openGroupSchema, planInWords, renameGroupSchema } from './group.ts';
import { adminGroupUrl } from './group-words.ts';
import { addPeople, changePerson, planPeople } from './membership.server.ts';

const TAKEN = 'There is a group of that name already. Closed groups keep their names.';

export async function makeGroupForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireAdmin('/admin/groups');
  const parsed = parseForm(makeGroupSchema, form);
  if (!parsed.ok) return parsed.state;
  const id = await makeGroup(admin, parsed.data);
  if (!id) return { ...refuse('', form), errors: { name: TAKEN } };
  redirect(adminGroupUrl(id));
}

export async function renameGroupForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireAdmin('/admin/groups');
  const parsed = parseForm(renameGroupSchema, form);
  if (!parsed.ok) return parsed.state;
  const answer = await renameGroup(admin, parsed.data.group, parsed.data.name);
  if (answer === 'taken') return { ...refuse('', form), errors: { name: TAKEN } };
  if (answer === 'gone') return refuse('This group is no longer there.', form);
  refresh();
  return { done: true, message: 'Renamed.' };
}

export async function openGroupForm(form: FormData): Promise<void> {
  const admin = await requireAdmin('/admin/groups');
  const parsed = parseForm(openGroupSchema, form);
  if (parsed.ok) await setGroupOpen(admin, parsed.data.group, parsed.data.open === 'yes');
  refresh();
}

export async function changePersonForm(form: FormData): Promise<void> {
  const parsed = parseForm(changePersonSchema, form);
  // A manager sees other people's progress: making one is a change of role.
  const admin = parsed.ok && parsed.data.change === 'manager' ? await requireFreshAdmin(adminGroupUrl(parsed.data.group)) : await requireAdmin('/admin/groups');
  if (parsed.ok) await changePerson(admin, parsed.data.group, parsed.data.person, parsed.data.change);
  refresh();
}

/** First says what will happen; sent again with the same addresses, does it. */
export async function addPeopleForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireAdmin('/admin/groups');
  const parsed = parseForm(addPeopleSchema, form);
  if (!parsed.ok) return parsed.state;
  const { group, people, planned } = parsed.data;
  const key = people.addresses.join(' ');
  const answer = planned === key ? await addPeople(admin, group, people.addresses) : await planPeople(admin, group, people.addresses);
  if (!answer) return refuse('This group is closed. Open it again to add people.', form);
  if (!answer.ok) return { ...refuse('', form), errors: { people: `Nobody with an open account has: ${answer.unknown.join(', ')}. Nothing was done.` } };
  if ('toAdd' in answer)
    return { ...refuse(planInWords(answer), form), done: true, values: { people: people.addresses.join('\n'), planned: answer.toAdd ? key : '' } };
  refresh();
  return { done: true, message: addedInWords(answer.added) };
}
