import 'server-only';
import { now } from '#lib/clock.ts';
import type { Sheet } from '#lib/csv.ts';
import { readDay } from '#lib/dates.ts';
import { db, type Transaction } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import { keyset } from '#lib/keyset.ts';
import { FILE_ROWS, type Listing, PAGE, type Page, pageOf } from '#lib/listing.ts';
import { inPeriod } from '#lib/period.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Admin } from '../accounts/account.ts';
import { type Action, actionWords, detailWords } from './audit.ts';

/** `each` is what it did to each row by itself: for its undo and for that row's own page, and for no reader of the audit. */
export type Entry = {
  personId?: string | null;
  subject?: string;
  detail?: Record<string, string | number | boolean | null>;
  each?: Record<string, string | number>;
};

/**
 * Writes down what an admin did, in the transaction that does it: if that rolls back, nothing was done and nothing is
 * written. People stand in it as numbers; what is put into `detail` must name nobody. Answers the entry's id, by which
 * some acts can be undone.
 */
export async function record(
  tx: Transaction | typeof db,
  admin: Admin,
  action: Action,
  { personId = null, subject = '', detail = {}, each }: Entry = {},
): Promise<string> {
  const data = { at: now(), actorId: admin.id, action, personId, subject, detail: each ? { ...detail, each } : detail, network: admin.network };
  return (await tx.auditEntry.create({ data, select: { id: true } })).id;
}

/** The accounts that were part of a merge since then: what hangs on them now is more than what an act made before it. */
export async function mergedSince(tx: Transaction, at: Date): Promise<Set<string>> {
  const entries = await tx.auditEntry.findMany({ where: { action: 'person.merge', at: { gte: at } }, select: { personId: true, subject: true } });
  return new Set(entries.flatMap(({ personId, subject }) => [personId ?? '', subject]));
}

/** An entry as it is read: the names are those of today, and of somebody who is gone there is none. */
export type AuditRow = {
  id: string;
  at: Date;
  action: string;
  words: string;
  actor: string;
  actorId: string | null;
  person: string;
  personId: string | null;
  subject: string;
  detail: string;
  /** Why, where a reason was asked for. */
  reason: string;
  network: string;
};

/** A page of the audit, newest first. */
export async function listAudit(admin: Admin, listing: Listing): Promise<Page<AuditRow>> {
  const { from, order } = keyset({ column: Prisma.sql`a."at"`, type: 'timestamptz' }, Prisma.sql`a."id"`, listing);
  const found = await listEntries(admin, Prisma.sql`SELECT a.* FROM "AuditEntry" a WHERE ${wanted(listing)} ${from} ${order} LIMIT ${PAGE + 1}`, order);
  return pageOf(found, ({ at, id }) => ({ value: at, id }));
}

/** The same as a file, the newest `FILE_ROWS` of it; that it was taken is an entry too. */
export async function exportAudit(admin: Admin, listing: Listing): Promise<Sheet> {
  const { order } = keyset({ column: Prisma.sql`a."at"`, type: 'timestamptz' }, Prisma.sql`a."id"`, listing);
  const found = await listEntries(admin, Prisma.sql`SELECT a.* FROM "AuditEntry" a WHERE ${wanted(listing)} ${order} LIMIT ${FILE_ROWS}`, order);
  await record(db, admin, 'list.export', { subject: 'audit', detail: { rows: found.length } });
  return {
    header: ['When', 'Who', 'Who (id)', 'Action', 'What', 'To whom', 'To whom (id)', 'Subject', 'Detail', 'From'],
    rows: found.map((row) => [row.at, row.actor, row.actorId, row.action, row.words, row.person, row.personId, row.subject, row.detail, row.network]),
  };
}

/** The latest entries about a person, or about a thing (a certificate's code, a group's id), for its own page. */
export function listAuditOf(admin: Admin, of: { personId: string } | { subject: string }, take: number): Promise<AuditRow[]> {
  const about = 'personId' in of ? Prisma.sql`a."personId" = ${of.personId}::uuid` : Prisma.sql`a."subject" = ${of.subject}`;
  return listEntries(admin, Prisma.sql`SELECT a.* FROM "AuditEntry" a WHERE ${about} ${NEWEST} LIMIT ${take}`);
}

const NEWEST = Prisma.sql`ORDER BY a."at" DESC, a."id" DESC`;

type Found = Omit<AuditRow, 'words' | 'actor' | 'person' | 'detail'> & {
  detail: unknown;
  actorName: string | null;
  actorEmail: string | null;
  personName: string | null;
  personEmail: string | null;
};

/** Entries as they are read, with the names of today: those that a query, which bounds them, finds. */
export async function listEntries(_: Admin, query: Prisma.Sql, order = NEWEST): Promise<AuditRow[]> {
  const found = await db.$queryRaw<Found[]>`
    SELECT a."id", a."at", a."action", a."actorId", a."personId", a."subject", a."network",
      a."detail" - 'each' AS "detail", COALESCE(a."detail"->>'reason', '') AS "reason",
      actor."name" AS "actorName", actor."email" AS "actorEmail", person."name" AS "personName", person."email" AS "personEmail"
    FROM (${query}) a
    LEFT JOIN "User" actor ON actor."id" = a."actorId"
    LEFT JOIN "User" person ON person."id" = a."personId"
    ${order}`;
  return found.map(({ actorName, actorEmail, personName, personEmail, ...row }) => ({
    ...row,
    words: actionWords(row.action),
    actor: row.actorId ? nameOf(actorName, actorEmail) : 'the site',
    person: row.personId ? nameOf(personName, personEmail) : '',
    detail: detailWords(row.detail),
  }));
}

const nameOf = (name: string | null, email: string | null) => (email === null ? 'somebody who is gone' : name ? `${name} (${email})` : email);

/** The filters of an address; a date that is none asks for nothing. */
function wanted({ filter }: Listing): Prisma.Sql {
  const days = inPeriod(Prisma.sql`a."at"`, { from: readDay(filter['from']), to: readDay(filter['to']) });
  const parts = [Prisma.sql`TRUE ${days}`];
  if (filter['action']) parts.push(Prisma.sql`a."action" = ${filter['action']}`);
  if (filter['by']) parts.push(Prisma.sql`a."actorId" = ${idOf(filter['by'])}`);
  if (filter['whom']) parts.push(Prisma.sql`a."personId" = ${idOf(filter['whom'])}`);
  return Prisma.join(parts, ' AND ');
}

/** Whom an address means, or an id, which is all there is of somebody who is gone. */
const idOf = (text: string): Prisma.Sql =>
  isUuid(text) ? Prisma.sql`${text}::uuid` : Prisma.sql`(SELECT "id" FROM "User" WHERE "email" = ${text.normalize('NFKC').trim().toLowerCase()})`;
