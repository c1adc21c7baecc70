import 'server-only';
import { now } from '#lib/clock.ts';
import { COUNTED } from '#lib/count.ts';
import type { Sheet } from '#lib/csv.ts';
import { db } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import { keyset } from '#lib/keyset.ts';
import { FILE_ROWS, type Listing, PAGE, type Page, pageOf } from '#lib/listing.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Admin } from '../accounts/account.ts';
import { record } from '../audit/audit.server.ts';
import { findCourse } from '../courses/course.server.ts';
import { ENQUIRY_STATES, type EnquiryNoteForm, type EnquiryState, isEnquiryState } from './enquiry.ts';

export type InboxRow = {
  id: string;
  name: string;
  email: string;
  organisation: string;
  teamSize: string;
  courses: string[];
  place: string;
  message: string;
  state: EnquiryState;
  createdAt: Date;
};

const columns = Prisma.sql`e."id", e."name", e."email", e."organisation", e."teamSize", e."courses", e."place", e."message", e."state"::text AS "state", e."createdAt"`;

const inState = ({ filter }: Listing) => {
  const state = (filter['state'] ?? '').toUpperCase();
  return isEnquiryState(state) ? Prisma.sql`e."state" = ${state}::"EnquiryState"` : Prisma.sql`TRUE`;
};

const byTime = (listing: Pick<Listing, 'after' | 'descending'>) =>
  keyset({ column: Prisma.sql`e."createdAt"`, type: 'timestamptz' }, Prisma.sql`e."id"`, listing);

const withCourseNames = <Row extends { courses: string[] }>(row: Row): Row => ({ ...row, courses: row.courses.map((slug) => findCourse(slug)?.short ?? slug) });

/** A page of the inbox, and how many are new and open (at the most 1,001, which stands for more). */
export async function listEnquiries(_: Admin, listing: Listing): Promise<Page<InboxRow> & { waiting: Record<'NEW' | 'OPEN', number> }> {
  const { from, order } = byTime(listing);
  const count = (state: 'NEW' | 'OPEN') =>
    Prisma.sql`(SELECT count(*)::int FROM (SELECT 1 FROM "Enquiry" WHERE "state" = ${state}::"EnquiryState" LIMIT ${COUNTED + 1}) x)`;
  const [found, [waiting]] = await Promise.all([
    db.$queryRaw<InboxRow[]>`SELECT ${columns} FROM "Enquiry" e WHERE ${inState(listing)} ${from} ${order} LIMIT ${PAGE + 1}`,
    db.$queryRaw<Record<'NEW' | 'OPEN', number>[]>`SELECT ${count('NEW')} AS "NEW", ${count('OPEN')} AS "OPEN"`,
  ]);
  return { ...pageOf(found.map(withCourseNames), ({ createdAt, id }) => ({ value: createdAt, id })), waiting: waiting! };
}

export type EnquiryNote = { id: string; by: string; text: string; createdAt: Date };

/** One enquiry as it was typed, and the notes on it, the first first; null when there is none. */
export async function findEnquiry(_: Admin, id: string): Promise<(InboxRow & { notes: EnquiryNote[] }) | null> {
  if (!isUuid(id)) return null;
  const [[found], notes] = await Promise.all([
    db.$queryRaw<InboxRow[]>`SELECT ${columns} FROM "Enquiry" e WHERE e."id" = ${id}::uuid`,
    db.$queryRaw<EnquiryNote[]>`
      SELECT n."id", n."text", n."createdAt", COALESCE(NULLIF(u."name", ''), u."email", 'somebody who is gone') AS "by"
      FROM "EnquiryNote" n LEFT JOIN "User" u ON u."id" = n."byId"
      WHERE n."enquiryId" = ${id}::uuid ORDER BY n."createdAt", n."id" LIMIT 500`,
  ]);
  return found ? { ...withCourseNames(found), notes } : null;
}

/** Moves an enquiry on, if it is still where it was looked at; false when somebody else has moved it, or there is none. */
export async function moveEnquiry(admin: Admin, id: string, from: EnquiryState, to: EnquiryState): Promise<boolean> {
  if (from === to) return false;
  return db.$transaction(async (tx) => {
    const { count } = await tx.enquiry.updateMany({ where: { id, state: from }, data: { state: to } });
    if (count === 0) return false;
    await record(tx, admin, 'enquiry.state', { subject: id, detail: { from, to } });
    return true;
  });
}

/** Keeps a note on an enquiry, once however often it is sent: its key is its id. False when there is no such enquiry. */
export async function noteEnquiry(admin: Admin, { enquiry, key, text }: EnquiryNoteForm): Promise<boolean> {
  return db.$transaction(async (tx) => {
    if ((await tx.enquiry.count({ where: { id: enquiry } })) === 0) return false;
    const { count } = await tx.enquiryNote.createMany({
      data: [{ id: key, enquiryId: enquiry, byId: admin.id, text, createdAt: now() }],
      skipDuplicates: true,
    });
    if (count === 1) await record(tx, admin, 'enquiry.note', { subject: enquiry });
    return true;
  });
}

/** The inbox as a file, as its list is narrowed; that it was taken is written down. */
export async function exportEnquiries(admin: Admin, listing: Listing): Promise<Sheet> {
  const { order } = byTime({ ...listing, after: null });
  const found = await db.$queryRaw<InboxRow[]>`SELECT ${columns} FROM "Enquiry" e WHERE ${inState(listing)} ${order} LIMIT ${FILE_ROWS}`;
  await record(db, admin, 'list.export', { subject: 'enquiries', detail: { rows: found.length } });
  return {
    header: ['When', 'State', 'Name', 'E-mail', 'Organisation', 'How many people', 'Courses', 'Place', 'Message'],
    rows: found
      .map(withCourseNames)
      .map((row) => [
        row.createdAt,
        ENQUIRY_STATES[row.state],
        row.name,
        row.email,
        row.organisation,
        row.teamSize,
        row.courses.join('; '),
        row.place,
        row.message,
      ]),
  };
}
