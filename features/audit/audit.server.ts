import 'server-only';
import { now } from '#lib/clock.ts';
import { db, type Transaction } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import { keyset } from '#lib/keyset.ts';
import { type Listing, PAGE, type Page, pageOf } from '#lib/listing.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Admin } from '../accounts/account.ts';
import { type Action, actionWords, dayOf, detailWords } from './audit.ts';

export type Entry = { personId?: string | null; subject?: string; detail?: Record<string, string | number | boolean | null> };

/**
 * Writes down what an admin did, in the transaction that does it: if that rolls back, nothing was done and nothing is
 * written. People stand in it as numbers; what is put into `detail` must name nobody. Answers the entry's id, by which
 * some acts can be undone.
 */
export async function record(
  tx: Transaction | typeof db,
  admin: Admin,
  action: Action,
  { personId = null, subject = '', detail = {} }: Entry = {},
): Promise<string> {
  const data = { at: now(), actorId: admin.id, action, personId, subject, detail, network: admin.network };
  return (await tx.auditEntry.create({ data, select: { id: true } })).id;
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
  network: string;
};

/** The most rows a file holds; a longer one is asked for in parts, by its dates. */
export const FILE_ROWS = 20_000;

/** A page of the audit, newest first. */
export async function listAudit(_: Admin, listing: Listing): Promise<Page<AuditRow>> {
  const { from, order } = keyset({ column: Prisma.sql`a."at"`, type: 'timestamptz' }, Prisma.sql`a."id"`, listing);
  return pageOf(await entries(Prisma.sql`${wanted(listing)} ${from} ${order}`, PAGE + 1), ({ at, id }) => ({ value: at, id }));
}

/** The same as a file, the newest `FILE_ROWS` of it; that it was taken is an entry too. */
export async function exportAudit(admin: Admin, listing: Listing): Promise<{ header: string[]; rows: unknown[][] }> {
  const { order } = keyset({ column: Prisma.sql`a."at"`, type: 'timestamptz' }, Prisma.sql`a."id"`, listing);
  const found = await entries(Prisma.sql`${wanted(listing)} ${order}`, FILE_ROWS);
  await record(db, admin, 'list.export', { subject: 'audit', detail: { rows: found.length } });
  return {
    header: ['When', 'Who', 'Who (id)', 'Action', 'What', 'To whom', 'To whom (id)', 'Subject', 'Detail', 'From'],
    rows: found.map((row) => [row.at, row.actor, row.actorId, row.action, row.words, row.person, row.personId, row.subject, row.detail, row.network]),
  };
}

/** The latest entries about a person, or about a thing (a certificate's code, a group's id), for its own page. */
export async function listAuditOf(_: Admin, of: { personId: string } | { subject: string }, take: number): Promise<AuditRow[]> {
  const about = 'personId' in of ? Prisma.sql`a."personId" = ${of.personId}::uuid` : Prisma.sql`a."subject" = ${of.subject}`;
  return entries(Prisma.sql`${about} ORDER BY a."at" DESC, a."id" DESC`, take);
}

type Found = Omit<AuditRow, 'words' | 'actor' | 'person' | 'detail'> & {
  detail: unknown;
  actorName: string | null;
  actorEmail: string | null;
  personName: string | null;
  personEmail: string | null;
};

async function entries(whereAndOrder: Prisma.Sql, take: number): Promise<AuditRow[]> {
  const found = await db.$queryRaw<Found[]>`
    SELECT a."id", a."at", a."action", a."actorId", a."personId", a."subject", a."network",
      -- A bulk act lists up to 5,000 ids, for its undo; a reader has no use for them.
      CASE WHEN length(a."detail"::text) > 600 THEN jsonb_build_object('begins', left(a."detail"::text, 200)) ELSE a."detail" END AS "detail",
      actor."name" AS "actorName", actor."email" AS "actorEmail", person."name" AS "personName", person."email" AS "personEmail"
    FROM "AuditEntry" a
    LEFT JOIN "User" actor ON actor."id" = a."actorId"
    LEFT JOIN "User" person ON person."id" = a."personId"
    WHERE ${whereAndOrder} LIMIT ${take}`;
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
  const [first, last] = [dayOf(filter['from']), dayOf(filter['to'])];
  const parts = [Prisma.sql`TRUE`];
  if (filter['action']) parts.push(Prisma.sql`a."action" = ${filter['action']}`);
  if (filter['by']) parts.push(Prisma.sql`a."actorId" = ${idOf(filter['by'])}`);
  if (filter['whom']) parts.push(Prisma.sql`a."personId" = ${idOf(filter['whom'])}`);
  // A day is London's, from its midnight to the next one.
  if (first) parts.push(Prisma.sql`a."at" >= (${first}::date::timestamp AT TIME ZONE 'Europe/London')`);
  if (last) parts.push(Prisma.sql`a."at" < ((${last}::date + 1)::timestamp AT TIME ZONE 'Europe/London')`);
  return Prisma.join(parts, ' AND ');
}

/** Whom an address means, or an id, which is all there is of somebody who is gone. */
const idOf = (text: string): Prisma.Sql =>
  isUuid(text) ? Prisma.sql`${text}::uuid` : Prisma.sql`(SELECT "id" FROM "User" WHERE "email" = ${text.normalize('NFKC').trim().toLowerCase()})`;
