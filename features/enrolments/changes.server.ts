import 'server-only';
import { now } from '#lib/clock.ts';
import { db, type Transaction } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import type { Admin } from '../accounts/account.ts';
import { record } from '../audit/audit.server.ts';
import { type Dated, dueAfter, duesOf } from './act.ts';

/** What an act changed, and its audit entry, by which it can be undone; null where nothing was to change. */
export type Changed = { entry: string; count: number } | null;

type Moments = Record<'dueAt' | 'withdrawnAt' | 'finishedAt' | 'remindedAt' | 'overdueMailAt', Date | null>;
type Locked = { id: string; userId: string } & Moments;

/** The enrolments with these ids, locked in one order, so that two acts over the same ones wait for each other. */
const lock = (tx: Transaction, ids: string[]) =>
  tx.$queryRaw<Locked[]>`
    SELECT "id", "userId", "dueAt", "withdrawnAt", "finishedAt", "remindedAt", "overdueMailAt" FROM "Enrolment"
    WHERE "id" = ANY(${ids.filter(isUuid)}::uuid[]) ORDER BY "id" FOR UPDATE`;

/** Of an act on one, whose and which; of one on several its entry lists them. */
const whose = (rows: { id: string; userId: string }[]) => (rows.length === 1 ? { personId: rows[0]!.userId, subject: rows[0]!.id } : {});

/** Takes people off a course, for a reason. What they did stays; for them it is as if they were not on it. */
export async function withdraw(admin: Admin, ids: string[], reason: string): Promise<Changed> {
  return db.$transaction(async (tx) => {
    const rows = (await lock(tx, ids)).filter(({ withdrawnAt }) => !withdrawnAt);
    if (rows.length === 0) return null;
    const listed = rows.map(({ id }) => id);
    const at = now();
    const { count } = await tx.enrolment.updateMany({ where: { id: { in: listed }, withdrawnAt: null }, data: { withdrawnAt: at } });
    const each = { at: at.getTime(), withdrawn: listed.join(',') };
    return { entry: await record(tx, admin, 'enrolment.withdraw', { ...whose(rows), detail: { people: count, reason }, each }), count };
  });
}

/** Puts somebody back on a course they were taken off; false when they were not. Everything they did is there again. */
export async function reEnrol(admin: Admin, id: string): Promise<boolean> {
  if (!isUuid(id)) return false;
  return db.$transaction(async (tx) => {
    const [row] = await tx.enrolment.updateManyAndReturn({
      where: { id, withdrawnAt: { not: null } },
      data: { withdrawnAt: null },
      select: { id: true, userId: true, courseSlug: true },
    });
    if (!row) return false;
    await record(tx, admin, 'enrolment.add', { ...whose([row]), detail: { course: row.courseSlug, people: 1, back: 1 } });
    return true;
  });
}

/** Says by when a course is wanted, or that it is wanted by no day. The reminders begin anew for the new date. */
export const setDue = (admin: Admin, ids: string[], dueAt: Date | null): Promise<Changed> =>
  db.$transaction(async (tx) => changeDue(tx, admin, await lock(tx, ids), { to: dueAt }));

/**
 * Gives so many more days, from the due dates the admin saw, or from today once one has passed. Where a date is another by
 * now nothing is done: two who extend the same at once, or one who presses twice, give the days once.
 */
export const extend = (admin: Admin, seen: Dated[], days: number): Promise<Changed | 'changed'> =>
  db.$transaction(async (tx) => {
    const dates = new Map(seen.map(({ id, dueAt }) => [id, dueAt.getTime()]));
    const rows = await lock(tx, [...dates.keys()]);
    if (rows.some(({ id, dueAt }) => dueAt?.getTime() !== dates.get(id))) return 'changed';
    return changeDue(tx, admin, rows, { days });
  });

async function changeDue(tx: Transaction, admin: Admin, locked: Locked[], change: { to: Date | null } | { days: number }): Promise<Changed> {
  const rows = locked.flatMap((row) => {
    const to = dueAfter(row, change, now());
    return to === undefined ? [] : [{ ...row, to }];
  });
  if (rows.length === 0) return null;
  await tx.$executeRaw`
      UPDATE "Enrolment" e SET "dueAt" = n."dueAt", "remindedAt" = NULL, "overdueMailAt" = NULL
      FROM unnest(${rows.map(({ id }) => id)}::uuid[], ${rows.map(({ to }) => to?.toISOString() ?? null)}::timestamptz[]) AS n("id", "dueAt")
      WHERE e."id" = n."id"`;
  const what = { detail: { people: rows.length }, each: { dues: duesOf(rows) } };
  return { entry: await record(tx, admin, 'enrolment.due', { ...whose(rows), ...what }), count: rows.length };
}

/** Switches the mails about the due date on or off; false when they are so already. */
export async function setReminders(admin: Admin, id: string, on: boolean): Promise<boolean> {
  if (!isUuid(id)) return false;
  return db.$transaction(async (tx) => {
    const [row] = await tx.enrolment.updateManyAndReturn({
      where: { id, reminders: !on },
      data: { reminders: on },
      select: { id: true, userId: true },
    });
    if (row) await record(tx, admin, 'enrolment.reminders', { ...whose([row]), detail: { on } });
    return row !== undefined;
  });
}
