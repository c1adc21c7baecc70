'use server';

import { refresh } from 'next/cache';
import { notFound, redirect } from 'next/navigation';
import { z } from 'zod';
import { now } from '#lib/clock.ts';
import { formatDate } from '#lib/dates.ts';
import { idSchema, parseForm, refuse } from '#lib/form.ts';
import type { FormState } from '#lib/form-state.ts';
import { requireAdmin } from '../accounts/session.server.ts';
import { actSchema, type EnrolState, enrolPeopleSchema, extendSchema, planInWords } from './act.ts';
import { extend, reEnrol, setDue, setReminders, withdraw } from './changes.server.ts';
import { enrolPeople, planEnrol, readAsk } from './enrol-people.server.ts';
import { DAY_PASSED, dueSchema, enrolmentSchema, reasonSchema, waiveSchema } from './enrolment.ts';
import { undoAct } from './undo.server.ts';
import { endWaiver, waive } from './waiver.server.ts';

const LIST = '/admin/enrolments';
const NEW = `${LIST}/new`;
const NOT_AS_SEEN = 'Somebody has changed a date since you looked, so nothing was done. Look at it again.';
const TOO_MANY = 'These are more people than one act takes. Put them in a spreadsheet.';

/** Where what was done is said, and can be undone. */
const whatWasDone = (entry: string) => `${LIST}?did=${entry}`;

/** The page of the enrolment a form was on, drawn again. */
function again(id: string): never {
  refresh();
  redirect(`${LIST}/${id}`);
}

const beside = (field: string, problem: string, form: FormData): FormState => ({ ...refuse('', form), errors: { [field]: problem } });

export async function planEnrolForm(_: EnrolState, form: FormData): Promise<EnrolState> {
  const admin = await requireAdmin(NEW);
  const parsed = parseForm(enrolPeopleSchema, form);
  if (!parsed.ok) return parsed.state;
  const ask = await readAsk(admin, parsed.data);
  if ('problem' in ask) return beside(ask.field, ask.problem, form);
  const plan = await planEnrol(admin, ask);
  if (!plan) return refuse(TOO_MANY, form);
  return { ...refuse('Nothing is done yet. Read the plan below.', form), done: true, plan: planInWords(plan, ask.dueAt), ready: plan.new + plan.back > 0 };
}

export async function enrolPeopleForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireAdmin(NEW);
  const parsed = parseForm(enrolPeopleSchema, form);
  if (!parsed.ok) return parsed.state;
  const ask = await readAsk(admin, parsed.data);
  if ('problem' in ask) return refuse(ask.problem, form);
  const done = await enrolPeople(admin, { ...ask, tell: parsed.data.tell });
  if (!done.ok) return refuse(done.reason === 'too-many' ? TOO_MANY : 'By now there is nothing left to do: everybody is on the course.', form);
  redirect(whatWasDone(done.entry));
}

export async function actOnManyForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireAdmin(LIST);
  const parsed = parseForm(actSchema, form);
  if (!parsed.ok) return parsed.state;
  const { data } = parsed;
  if (data.act === 'due' && data.due < now()) return refuse(DAY_PASSED, form);
  const done =
    data.act === 'withdraw'
      ? await withdraw(admin, data.ids, data.reason)
      : await (data.act === 'due' ? setDue(admin, data.ids, data.due) : extend(admin, data.dates, data.days));
  if (done === 'changed') return refuse(NOT_AS_SEEN, form);
  if (!done) return refuse('There is nothing left to change: it is so already.', form);
  redirect(whatWasDone(done.entry));
}

export async function undoForm(form: FormData): Promise<void> {
  const admin = await requireAdmin(LIST);
  const parsed = parseForm(z.object({ entry: idSchema }), form);
  if (!parsed.ok) notFound();
  await undoAct(admin, parsed.data.entry);
  refresh();
  redirect(whatWasDone(parsed.data.entry));
}

export async function setDueForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireAdmin(LIST);
  const parsed = parseForm(dueSchema, form);
  if (!parsed.ok) return parsed.state;
  const { enrolment, due } = parsed.data;
  if (!(await setDue(admin, [enrolment], due))) return refuse('That is its due date already.', form);
  refresh();
  return { done: true, message: due ? `Due by ${formatDate(due)} from now on.` : 'It has no due date any more.' };
}

export async function extendForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireAdmin(LIST);
  const parsed = parseForm(extendSchema, form);
  if (!parsed.ok) return parsed.state;
  const done = await extend(admin, parsed.data.dates, parsed.data.days);
  if (done === 'changed') return refuse(NOT_AS_SEEN, form);
  if (!done) return refuse('There is no due date to extend.', form);
  refresh();
  return { done: true, message: 'Extended.' };
}

export async function setRemindersForm(form: FormData): Promise<void> {
  const admin = await requireAdmin(LIST);
  const parsed = parseForm(enrolmentSchema.extend({ on: z.enum(['true', 'false']) }), form);
  if (!parsed.ok) notFound();
  await setReminders(admin, parsed.data.enrolment, parsed.data.on === 'true');
  again(parsed.data.enrolment);
}

export async function withdrawForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireAdmin(LIST);
  const parsed = parseForm(reasonSchema, form);
  if (!parsed.ok) return parsed.state;
  if (!(await withdraw(admin, [parsed.data.enrolment], parsed.data.reason))) return refuse('They are withdrawn already.', form);
  again(parsed.data.enrolment);
}

export async function reEnrolForm(form: FormData): Promise<void> {
  const admin = await requireAdmin(LIST);
  const parsed = parseForm(enrolmentSchema, form);
  if (!parsed.ok) notFound();
  await reEnrol(admin, parsed.data.enrolment);
  again(parsed.data.enrolment);
}

export async function waiveForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireAdmin(LIST);
  const parsed = parseForm(waiveSchema, form);
  if (!parsed.ok) return parsed.state;
  const { enrolment, reason, until } = parsed.data;
  if (!(await waive(admin, enrolment, reason, until))) return refuse('There is nothing to waive: it is waived already, finished or withdrawn.', form);
  again(enrolment);
}

export async function endWaiverForm(form: FormData): Promise<void> {
  const admin = await requireAdmin(LIST);
  const parsed = parseForm(enrolmentSchema, form);
  if (!parsed.ok) notFound();
  await endWaiver(admin, parsed.data.enrolment);
  again(parsed.data.enrolment);
}
