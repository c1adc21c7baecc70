import { z } from 'zod';
import { now } from '#lib/clock.ts';
import { daysLater, endOfDay, formatDate } from '#lib/dates.ts';
import { idSchema, reasonTextSchema } from '#lib/form.ts';
import { readListing, type SearchParams } from '#lib/listing.ts';

/** An extension counts from the due date, or from today once that has passed, so that it always helps. */
export const extended = (dueAt: Date, days: number, today: Date): Date => daysLater(dueAt < today ? today : dueAt, days);

/** “Due by 31 December 2026”, or “Was due on …” once it has passed. */
export const dueWords = (dueAt: Date, today: Date): string => `${dueAt < today ? 'Was due on' : 'Due by'} ${formatDate(dueAt)}`;

/** What a list can be narrowed to, and how that is said. */
export const STATES = {
  open: 'Open: to be finished',
  overdue: 'Overdue',
  stuck: 'Stuck: begun, nothing for 14 days',
  finished: 'Finished',
  waived: 'Waived',
  withdrawn: 'Withdrawn',
} as const;
export type State = keyof typeof STATES;
export const readState = (text: string | undefined): State | null => (text && Object.hasOwn(STATES, text) ? (text as State) : null);

/** What the list's address asks for. By due date only where all have one; elsewhere by when they were put on the course, the newest first. */
export const enrolmentListing = (params: SearchParams) =>
  readListing(params, params['state'] === 'overdue' ? ['-createdAt', 'dueAt'] : ['-createdAt'], ['course', 'group', 'state']);

/** Begun, unfinished, and nothing done for so many days. */
export const STUCK_DAYS = 14;

/** Where somebody stands on a course; its due date and its waiver are those of now. */
export type Standing = {
  dueAt: Date | null;
  withdrawnAt: Date | null;
  finishedAt: Date | null;
  startedAt: Date | null;
  activeAt: Date | null;
  waiver: { expiresAt: Date | null } | null;
};

/** The one state an enrolment is in. A waiver excuses; it never makes a course finished, and it takes nothing from one that is. */
export function stateOf({ dueAt, withdrawnAt, finishedAt, startedAt, activeAt, waiver }: Standing, today: Date) {
  if (withdrawnAt) return 'withdrawn';
  if (finishedAt) return 'finished';
  if (waiver) return 'waived';
  if (dueAt && dueAt < today) return 'overdue';
  if (activeAt && today.getTime() - activeAt.getTime() > STUCK_DAYS * 86_400_000) return 'stuck';
  return startedAt ? 'under-way' : 'not-started';
}

/** The same in words. */
export function stateWords(standing: Standing, today: Date): string {
  const { waiver, finishedAt, withdrawnAt } = standing;
  const words = {
    withdrawn: () => `Withdrawn on ${formatDate(withdrawnAt!)}`,
    finished: () => `Finished on ${formatDate(finishedAt!)}`,
    waived: () => (waiver!.expiresAt ? `Waived until ${formatDate(waiver!.expiresAt)}` : 'Waived'),
    overdue: () => 'Overdue',
    stuck: () => 'Stuck',
    'under-way': () => 'Under way',
    'not-started': () => 'Not started',
  };
  return words[stateOf(standing, today)]();
}

const WRITE_THE_DAY = 'Give the day as year, month and day: 2026-12-31.';
export const givenDaySchema = z
  .string()
  .regex(/^20\d\d-\d\d-\d\d$/, WRITE_THE_DAY)
  .transform((text, context) => {
    const end = endOfDay(text);
    if (!end) context.addIssue({ code: 'custom', message: WRITE_THE_DAY });
    return end ?? z.NEVER;
  });

/** A day as a form sends it, as the end of it; null where it was left empty. */
export const daySchema = z.union([z.literal('').transform(() => null), givenDaySchema]).default(null);

export const DAY_PASSED = 'That day has passed. Choose one that lies ahead.';
/** The same, of a day that lies ahead. */
export const comingDaySchema = daySchema.refine((day) => day === null || day > now(), DAY_PASSED);

export const extensionSchema = z.coerce
  .number({ error: 'Type a number of days.' })
  .int('Type whole days.')
  .min(1, 'Type at least one day.')
  .max(365, 'At most 365 days.');

/** Of one enrolment's forms. */
export const enrolmentSchema = z.object({ enrolment: idSchema });
export const dueSchema = enrolmentSchema.extend({ due: comingDaySchema });
export const reasonSchema = enrolmentSchema.extend({ reason: reasonTextSchema });
export const waiveSchema = reasonSchema.extend({ until: comingDaySchema });
