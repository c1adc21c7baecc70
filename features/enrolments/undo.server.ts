import 'server-only';
import { days, fromNow, now } from '#lib/clock.ts';
import { db, type Transaction } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import type { Admin } from '../accounts/account.ts';
import { mergedSince, record } from '../audit/audit.server.ts';
import { actInWords } from './act.ts';
import { holdsPlaceSql, isUntouchedSql } from './enrolment.server.ts';

type Entry = { id: string; at: Date; action: string; detail: Record<string, unknown>; each: Record<string, unknown> };
/** An act that is being undone; `merged`: enrolments of people who had two accounts, which have become one since. */
type Undoing = Entry & { merged: Set<string> };

/** An act over enrolments that can be undone, by its audit entry; null for any other entry. */
async function findEntry(tx: Transaction | typeof db, id: string): Promise<(Entry & { undone: boolean }) | null> {
  if (!isUuid(id)) return null;
  const [entry] = await tx.$queryRaw<(Entry & { undone: boolean })[]>`
    SELECT a."id", a."at", a."action", a."detail" - 'each' AS "detail", a."detail"->'each' AS "each",
      EXISTS (SELECT 1 FROM "AuditEntry" u WHERE u."subject" = ${id} AND u."at" >= a."at" AND u."action" = 'enrolment.undo') AS "undone"
    FROM "AuditEntry" a WHERE a."id" = ${id}::uuid AND a."action" = ANY(${Object.keys(UNDOING)}) AND a."detail" ? 'each'`;
  return entry ?? null;
}

const isRecent = ({ at }: Entry) => at > fromNow(-days(1));

export type ActView = { id: string; words: string; undone: boolean; canUndo: boolean };

/** What an act did, in words, and whether it can still be undone: once, within a day. */
export async function findAct(_: Admin, entryId: string): Promise<ActView | null> {
  const entry = await findEntry(db, entryId);
  return entry && { id: entry.id, words: actInWords(entry.action, entry.detail), undone: entry.undone, canUndo: !entry.undone && isRecent(entry) };
}

/** The parts of a list an act kept in its entry: id, or id/before/after, comma by comma; those that may still be undone. */
const listed = ({ each, merged }: Undoing, name: string): string[][] =>
  String(each[name] ?? '')
    .split(',')
    .map((part) => part.split('/'))
    .filter(([id]) => isUuid(id ?? '') && !merged.has(id!));

const moment = (text: string | undefined) => (text ? new Date(Number(text)).toISOString() : null);

/**
 * Undoes an act, once and within a day; false when it is too late or undone already. Whoever was put on the course and
 * has begun is withdrawn instead of deleted: nothing anybody did is lost. Whoever holds a place of a link to it stays on
 * it. A date that was changed again since stays, and so does who was withdrawn again. Whose account was merged with
 * another since is left alone: what the act made may hold the other's work by now.
 */
export async function undoAct(admin: Admin, entryId: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${entryId}, 0))`;
    const entry = await findEntry(tx, entryId);
    if (!entry || entry.undone || !isRecent(entry)) return false;
    const act = await lock(tx, entry);
    const people = await UNDOING[entry.action]!(tx, act);
    await record(tx, admin, 'enrolment.undo', { subject: entryId, detail: { people } });
    return true;
  });
}

/** The people, then the enrolments: whatever somebody begins or joins from now on waits, and what they have begun or merged is seen. */
async function lock(tx: Transaction, entry: Entry): Promise<Undoing> {
  const act: Undoing = { ...entry, merged: new Set() };
  const ids = ['created', 'restored', 'withdrawn', 'dues'].flatMap((name) => listed(act, name).map(([id]) => id!));
  await tx.$queryRaw`
    SELECT "id" FROM "User" WHERE "id" = ANY(ARRAY(SELECT "userId" FROM "Enrolment" WHERE "id" = ANY(${ids}::uuid[]))) ORDER BY "id" FOR UPDATE`;
  const rows = await tx.$queryRaw<{ id: string; userId: string }[]>`
    SELECT "id", "userId" FROM "Enrolment" WHERE "id" = ANY(${ids}::uuid[]) ORDER BY "id" FOR UPDATE`;
  const merged = await mergedSince(tx, entry.at);
  return { ...entry, merged: new Set(rows.flatMap(({ id, userId }) => (merged.has(userId) ? id : []))) };
}

async function undoAdd(tx: Transaction, entry: Undoing): Promise<number> {
  const created = listed(entry, 'created').map(([id]) => id!);
  const deleted = await tx.$executeRaw`DELETE FROM "Enrolment" e WHERE e."id" = ANY(${created}::uuid[]) AND ${isUntouchedSql()}`;
  const begun = await tx.$executeRaw`
    UPDATE "Enrolment" e SET "withdrawnAt" = ${now()} WHERE e."id" = ANY(${created}::uuid[]) AND e."withdrawnAt" IS NULL AND NOT ${holdsPlaceSql()}`;
  await undoDue(tx, entry);
  const restored = listed(entry, 'restored');
  const again = await tx.$executeRaw`
    UPDATE "Enrolment" e SET "withdrawnAt" = n."was"
    FROM unnest(${restored.map(([id]) => id!)}::uuid[], ${restored.map(([, was]) => moment(was))}::timestamptz[]) AS n("id", "was")
    WHERE e."id" = n."id" AND e."withdrawnAt" IS NULL AND NOT ${holdsPlaceSql()}`;
  return deleted + begun + again;
}

/** Only who is still withdrawn by that very act. */
async function undoWithdraw(tx: Transaction, entry: Undoing): Promise<number> {
  const ids = listed(entry, 'withdrawn').map(([id]) => id!);
  const { count } = await tx.enrolment.updateMany({ where: { id: { in: ids }, withdrawnAt: new Date(Number(entry.each['at'])) }, data: { withdrawnAt: null } });
  return count;
}

/** With the date comes back which mails were sent for it, so that none is sent twice. */
async function undoDue(tx: Transaction, entry: Undoing): Promise<number> {
  const dues = listed(entry, 'dues');
  const column = (at: number) => dues.map((parts) => moment(parts[at]));
  return tx.$executeRaw`
    UPDATE "Enrolment" e SET "dueAt" = n."before", "remindedAt" = n."remindedAt", "overdueMailAt" = n."overdueMailAt"
    FROM unnest(${dues.map(([id]) => id!)}::uuid[], ${column(1)}::timestamptz[], ${column(2)}::timestamptz[],
      ${column(3)}::timestamptz[], ${column(4)}::timestamptz[]) AS n("id", "before", "after", "remindedAt", "overdueMailAt")
    WHERE e."id" = n."id" AND e."dueAt" IS NOT DISTINCT FROM n."after"`;
}

const UNDOING: Record<string, (tx: Transaction, entry: Undoing) => Promise<number>> = {
  'enrolment.add': undoAdd,
  'enrolment.withdraw': undoWithdraw,
  'enrolment.due': undoDue,
};
