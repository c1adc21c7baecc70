import { z } from 'zod';
import { persons } from '#lib/count.ts';
import { formatDate } from '#lib/dates.ts';
import { idSchema, isUuid, reasonTextSchema, storable } from '#lib/form.ts';
import type { FormState } from '#lib/form-state.ts';
import { slugSchema } from '../courses/course.ts';
import { comingDaySchema, extended, extensionSchema, givenDaySchema, type Standing } from './enrolment.ts';

/** What can be done to many at once; the first is what a form begins with, so it is nothing drastic. */
export const ACTS = { due: 'Set a due date', extend: 'Extend by days', withdraw: 'Withdraw from the course' } as const;
export type Act = keyof typeof ACTS;
export const readAct = (text: string | undefined): Act | null => (text && Object.hasOwn(ACTS, text) ? (text as Act) : null);

const ids = z
  .string()
  .transform((text) => text.split(',').filter(isUuid))
  .pipe(z.array(z.string()).min(1, 'Nobody is chosen.').max(200));

/** An enrolment and its due date, as whoever extends it saw it: id/milliseconds. */
export type Dated = { id: string; dueAt: Date };
export const datedInForm = (rows: { id: string; dueAt: Date | null }[]): string =>
  rows.flatMap(({ id, dueAt }) => (dueAt ? [`${id}/${dueAt.getTime()}`] : [])).join(',');
const dated = z
  .string()
  .transform((text) =>
    text.split(',').flatMap((part): Dated[] => {
      const [id = '', at = ''] = part.split('/');
      return isUuid(id) && /^\d{1,15}$/.test(at) ? [{ id, dueAt: new Date(Number(at)) }] : [];
    }),
  )
  .pipe(z.array(z.custom<Dated>()).min(1, 'Nobody is chosen.').max(200));
export const extendSchema = z.object({ dates: dated, days: extensionSchema });

export const actSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('withdraw'), ids, reason: reasonTextSchema }),
  z.object({ act: z.literal('due'), ids, due: givenDaySchema }),
  extendSchema.extend({ act: z.literal('extend') }),
]);

/** Days as an address gives them: what a form would take, or null. */
export const readDays = (text: string | undefined): number | null => extensionSchema.safeParse(text || undefined).data ?? null;
export const readDueDay = (text: string | undefined): Date | null => (text ? (givenDaySchema.safeParse(text).data ?? null) : null);

type Open = Pick<Standing, 'dueAt' | 'withdrawnAt' | 'finishedAt'>;

/** The due date an act gives an enrolment; undefined where it changes nothing: it is finished or withdrawn, has it already, or has none to extend. */
export function dueAfter(row: Open, change: { to: Date | null } | { days: number }, today: Date): Date | null | undefined {
  if (row.withdrawnAt || row.finishedAt) return undefined;
  const to = 'to' in change ? change.to : row.dueAt && extended(row.dueAt, change.days, today);
  return to?.getTime() === row.dueAt?.getTime() ? undefined : to;
}

type Redated = { id: string; to: Date | null } & Record<'dueAt' | 'remindedAt' | 'overdueMailAt', Date | null>;

/** The due dates an act changed, as its entry keeps them for the undo: from what, to what, and which mails had been sent. */
export const duesOf = (rows: Redated[]): string =>
  rows
    .map(({ id, dueAt, to, remindedAt, overdueMailAt }) => [id, ...[dueAt, to, remindedAt, overdueMailAt].map((at) => at?.getTime() ?? '')].join('/'))
    .join(',');

export type Change = 'withdraw' | { to: Date | null } | { days: number };

/** What an act will do to one enrolment, or why nothing, before it is done. */
export function outcomeInWords(row: Open, change: Change, today: Date): string {
  if (change === 'withdraw') {
    if (row.withdrawnAt) return 'Nothing: withdrawn already';
    return row.finishedAt ? 'Will be withdrawn; the certificate stays' : 'Will be withdrawn';
  }
  const to = dueAfter(row, change, today);
  if (to) return `Due by ${formatDate(to)}${row.dueAt ? ` instead of ${formatDate(row.dueAt)}` : ''}`;
  if (to === null) return 'No due date any more';
  if (row.withdrawnAt) return 'Nothing: withdrawn';
  if (row.finishedAt) return 'Nothing: finished';
  return row.dueAt ? 'Nothing: it is due then already' : 'Nothing: it has no due date';
}

export const willChange = (row: Open, change: Change, today: Date): boolean =>
  change === 'withdraw' ? !row.withdrawnAt : dueAfter(row, change, today) !== undefined;

/** Who is put on a course: a group, or the addresses that were pasted. */
export const enrolPeopleSchema = z
  .object({
    course: slugSchema.or(z.literal('')).refine(Boolean, 'Choose a course.'),
    emails: storable.max(20_000, 'That is too much at once. Put the people in a spreadsheet.').default(''),
    group: z.union([z.literal(''), idSchema]).default(''),
    due: comingDaySchema,
    /** A box ticked beside the plan. */
    tell: z.string().max(10).optional().transform(Boolean),
  })
  .refine(({ emails, group }) => (emails.trim() === '') !== (group === ''), {
    path: ['emails'],
    message: 'Paste addresses or choose a group: one of the two.',
  });
export type EnrolForm = z.infer<typeof enrolPeopleSchema>;

export type EnrolPlan = { new: number; there: number; back: number };

/** What putting people on a course will do, line by line, before it is done. */
export const planInWords = (plan: EnrolPlan, dueAt: Date | null): string[] =>
  [
    plan.new > 0 && `${persons(plan.new)} will be put on the course.`,
    plan.back > 0 && `${persons(plan.back)} had been withdrawn and will be back, with everything they did.`,
    plan.there > 0 && `${persons(plan.there)} ${plan.there === 1 ? 'is' : 'are'} on it already; nothing changes for them.`,
    ...(dueAt
      ? [plan.new + plan.back > 0 && `Due by ${formatDate(dueAt)}. A mail reminds them seven days before, and the day after if it is not finished.`]
      : [
          plan.new > 0 && `There is no due date${plan.back > 0 ? ' for who is new' : ''}, so no mail reminds them.`,
          plan.back > 0 && 'Who is back keeps the due date they had, if they had one, and its mails.',
        ]),
    plan.new + plan.back === 0 && 'Nothing will be done.',
  ].filter((line) => line !== false);

/** What an act over several enrolments did, as its audit entry kept it. */
export function actInWords(action: string, detail: Record<string, unknown>): string {
  const count = Number(detail['people'] ?? 0);
  if (action === 'enrolment.withdraw') return `${persons(count)} withdrawn. What they did stays.`;
  if (action === 'enrolment.due') return `${count === 1 ? '1 due date' : `${count} due dates`} changed.`;
  const back = Number(detail['back'] ?? 0);
  return `${persons(count)} put on the course${back > 0 ? `, ${back === count ? 'all' : back} of them back after a withdrawal` : ''}.`;
}

/** What the form that puts people on a course answers: also the plan, and whether there is anything to do. */
export type EnrolState = FormState & { plan?: string[]; ready?: boolean };
