import 'server-only';
import { COUNTED } from '#lib/count.ts';
import type { Sheet } from '#lib/csv.ts';
import { db } from '#lib/db.ts';
import { keyset } from '#lib/keyset.ts';
import { FILE_ROWS, type Listing, PAGE, type Page, pageOf } from '#lib/listing.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Admin } from '../accounts/account.ts';
import { record } from '../audit/audit.server.ts';
import { SUBSCRIBER_STATES, type SubscriberState, subscriberState } from './newsletter.ts';

export type Consent = {
  id: string;
  email: string;
  state: SubscriberState;
  createdAt: Date;
  askedAt: Date;
  confirmedAt: Date | null;
  wording: string;
  leftAt: Date | null;
};

const columns = Prisma.sql`s."id", s."email", s."createdAt", s."askedAt", s."confirmedAt", s."wording", s."leftAt"`;

/** As `subscriberState` says it. */
const inState: Record<SubscriberState, Prisma.Sql> = {
  asked: Prisma.sql`((s."leftAt" IS NULL AND s."confirmedAt" IS NULL) OR s."askedAt" > s."leftAt")`,
  confirmed: Prisma.sql`(s."leftAt" IS NULL AND s."confirmedAt" IS NOT NULL)`,
  left: Prisma.sql`s."askedAt" <= s."leftAt"`,
};

function wanted({ q, filter }: Listing): Prisma.Sql {
  const state = filter['state'] ?? '';
  const parts = [Object.hasOwn(inState, state) ? inState[state as SubscriberState] : Prisma.sql`TRUE`];
  // The whole address: a beginning of one could not be looked up in the index under every collation.
  if (q) parts.push(Prisma.sql`s."email" = ${q.normalize('NFKC').toLowerCase()}`);
  return Prisma.join(parts, ' AND ');
}

const byTime = (listing: Pick<Listing, 'after' | 'descending'>) =>
  keyset({ column: Prisma.sql`s."createdAt"`, type: 'timestamptz' }, Prisma.sql`s."id"`, listing);

const withState = (row: Omit<Consent, 'state'>): Consent => ({ ...row, state: subscriberState(row) });

/** A page of those who asked for the newsletter, and how many are on the list now (at the most 1,001, which stands for more). */
export async function listConsents(_: Admin, listing: Listing): Promise<Page<Consent> & { confirmed: number }> {
  const { from, order } = byTime(listing);
  const [found, [total]] = await Promise.all([
    db.$queryRaw<Omit<Consent, 'state'>[]>`SELECT ${columns} FROM "Subscriber" s WHERE ${wanted(listing)} ${from} ${order} LIMIT ${PAGE + 1}`,
    db.$queryRaw<{ confirmed: number }[]>`
      SELECT count(*)::int AS "confirmed" FROM (SELECT 1 FROM "Subscriber" s WHERE ${inState.confirmed} LIMIT ${COUNTED + 1}) x`,
  ]);
  return { ...pageOf(found.map(withState), ({ createdAt, id }) => ({ value: createdAt, id })), confirmed: total!.confirmed };
}

/** The record of who agreed to what, and when, as a file; that it was taken is written down. */
export async function exportConsents(admin: Admin, listing: Listing): Promise<Sheet> {
  const { order } = byTime({ ...listing, after: null });
  const found = await db.$queryRaw<Omit<Consent, 'state'>[]>`SELECT ${columns} FROM "Subscriber" s WHERE ${wanted(listing)} ${order} LIMIT ${FILE_ROWS}`;
  await record(db, admin, 'list.export', { subject: 'newsletter', detail: { rows: found.length } });
  return {
    header: ['Address', 'State', 'First asked', 'Last asked', 'Confirmed', 'Wording', 'Left'],
    rows: found.map(withState).map((row) => [row.email, SUBSCRIBER_STATES[row.state], row.createdAt, row.askedAt, row.confirmedAt, row.wording, row.leftAt]),
  };
}
