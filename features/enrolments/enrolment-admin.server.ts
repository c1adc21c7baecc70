import 'server-only';
import { minutes, now } from '#lib/clock.ts';
import type { Sheet } from '#lib/csv.ts';
import { db } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import { keyset } from '#lib/keyset.ts';
import { FILE_ROWS, type Listing, PAGE, type Page, pageOf } from '#lib/listing.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Admin } from '../accounts/account.ts';
import { type AuditRow, listEntries, record } from '../audit/audit.server.ts';
import { findCourse } from '../courses/course.server.ts';
import { matching } from '../groups/membership.server.ts';
import { readState, type Standing, type State, stateWords } from './enrolment.ts';
import { inForceSql, isOverdueSql, isStuckSql, isWantedSql } from './waiver.server.ts';

/** An enrolment as an admin's pages show it. */
export type EnrolmentRow = Standing & {
  id: string;
  personId: string;
  name: string;
  email: string;
  courseSlug: string;
  /** The course's short name, and how many lessons it has today. */
  course: string;
  lessons: number;
  lessonsDone: number;
  /** The person's open groups, by name. */
  groups: string;
  createdAt: Date;
  reminders: boolean;
};

type Found = Omit<EnrolmentRow, 'course' | 'lessons' | 'waiver'> & { waived: boolean; waivedUntil: Date | null };

/** The enrolments `e` of a query, and what is shown beside them: looked up for these rows alone. */
async function rowsOf(chosen: Prisma.Sql, order: Prisma.Sql): Promise<EnrolmentRow[]> {
  const rows = await db.$queryRaw<Found[]>`
    SELECT e."id", e."userId" AS "personId", u."name", u."email", e."courseSlug", e."lessonsDone", e."createdAt", e."reminders",
      e."dueAt", e."withdrawnAt", e."finishedAt", e."startedAt", e."activeAt",
      COALESCE(g."names", '') AS "groups", w."id" IS NOT NULL AS "waived", w."expiresAt" AS "waivedUntil"
    FROM (SELECT e.* FROM "Enrolment" e WHERE ${chosen}) e
    JOIN "User" u ON u."id" = e."userId"
    LEFT JOIN LATERAL (
      SELECT string_agg(g."name", ', ' ORDER BY g."name") AS "names" FROM "Membership" m JOIN "Group" g ON g."id" = m."groupId"
      WHERE m."userId" = e."userId" AND g."archivedAt" IS NULL
    ) g ON TRUE
    LEFT JOIN LATERAL (
      SELECT w."id", w."expiresAt" FROM "Waiver" w WHERE w."enrolmentId" = e."id" AND ${inForceSql()} ORDER BY w."createdAt" DESC LIMIT 1
    ) w ON TRUE
    ${order}`;
  return rows.map(({ waived, waivedUntil, ...row }) => {
    const course = findCourse(row.courseSlug);
    const waiver = waived ? { expiresAt: waivedUntil } : null;
    return { ...row, waiver, course: course?.short ?? row.courseSlug, lessons: course?.lessons.length ?? 0 };
  });
}

const inState: Record<State, () => Prisma.Sql> = {
  open: isWantedSql,
  overdue: isOverdueSql,
  stuck: isStuckSql,
  finished: () => Prisma.sql`e."withdrawnAt" IS NULL AND e."finishedAt" IS NOT NULL`,
  // As a list of ids: planned as a join, every enrolment there is would be looked through for the few that are waived.
  waived: () =>
    Prisma.sql`e."withdrawnAt" IS NULL AND e."finishedAt" IS NULL AND e."id" = ANY(ARRAY(SELECT w."enrolmentId" FROM "Waiver" w WHERE ${inForceSql()} LIMIT 10000))`,
  withdrawn: () => Prisma.sql`e."withdrawnAt" IS NOT NULL`,
};

/** The enrolments a list asks for, so many of them. */
function ofListing(listing: Listing, limit: number) {
  const { course, group } = listing.filter as { course?: string; group?: string };
  const state = readState(listing.filter['state']);
  const byDue = listing.sort === 'dueAt' && state === 'overdue';
  const { from, order } = keyset({ column: byDue ? Prisma.sql`e."dueAt"` : Prisma.sql`e."createdAt"`, type: 'timestamptz' }, Prisma.sql`e."id"`, listing);
  // The people who match are found first, as a list: planned as a join, the search would be asked again of everybody.
  const chosen = Prisma.sql`${state ? inState[state]() : Prisma.sql`TRUE`}
    ${course ? Prisma.sql`AND e."courseSlug" = ${course}` : Prisma.empty}
    ${group && isUuid(group) ? Prisma.sql`AND e."userId" IN (SELECT m."userId" FROM "Membership" m WHERE m."groupId" = ${group}::uuid)` : Prisma.empty}
    ${listing.q ? Prisma.sql`AND e."userId" = ANY(ARRAY(SELECT u."id" FROM "User" u WHERE TRUE ${matching(listing.q)}))` : Prisma.empty}
    ${from} ${order} LIMIT ${limit}`;
  return { byDue, rows: rowsOf(chosen, order) };
}

/** A page of the enrolments, the newest first; those overdue by their due dates as well. */
export async function listEnrolments(_: Admin, listing: Listing): Promise<Page<EnrolmentRow>> {
  const { byDue, rows } = ofListing(listing, PAGE + 1);
  return pageOf(await rows, (row) => ({ value: byDue ? row.dueAt! : row.createdAt, id: row.id }));
}

/** The same, whole, for a file: as many as one holds. That it was taken is written down. */
export async function exportEnrolments(admin: Admin, listing: Listing): Promise<Sheet> {
  const found = await ofListing({ ...listing, after: null }, FILE_ROWS).rows;
  await record(db, admin, 'list.export', { subject: 'enrolments', detail: { rows: found.length } });
  const today = now();
  return {
    header: ['Name', 'Address', 'Course', 'Groups', 'Lessons done', 'Lessons', 'Due', 'State', 'Started', 'Last active', 'Finished', 'Since'],
    rows: found.map((row) => {
      const { name, email, course, groups, lessonsDone, lessons, dueAt, startedAt, activeAt, finishedAt, createdAt } = row;
      return [name, email, course, groups, lessonsDone, lessons, dueAt, stateWords(row, today), startedAt, activeAt, finishedAt, createdAt];
    }),
  };
}

/** The enrolments with these ids, for the plan of an act over them; ids that are none are left out. */
export const listChosen = (_: Admin, ids: string[]): Promise<EnrolmentRow[]> =>
  rowsOf(Prisma.sql`e."id" = ANY(${ids.filter(isUuid).slice(0, 200)}::uuid[])`, Prisma.sql`ORDER BY u."name", e."id"`);

export type WaiverView = { id: string; reason: string; by: string; createdAt: Date; expiresAt: Date | null; endedAt: Date | null };

/** One enrolment, the waivers it has had, and what admins did to it; null when there is none with this id. */
export async function findEnrolment(admin: Admin, id: string): Promise<{ enrolment: EnrolmentRow; waivers: WaiverView[]; audit: AuditRow[] } | null> {
  if (!isUuid(id)) return null;
  const [[enrolment], waivers, audit] = await Promise.all([
    rowsOf(Prisma.sql`e."id" = ${id}::uuid`, Prisma.empty),
    db.$queryRaw<WaiverView[]>`
      SELECT w."id", w."reason", w."createdAt", w."expiresAt", w."endedAt", COALESCE(NULLIF(u."name", ''), u."email", 'somebody who is gone') AS "by"
      FROM "Waiver" w LEFT JOIN "User" u ON u."id" = w."createdById" WHERE w."enrolmentId" = ${id}::uuid ORDER BY w."createdAt" DESC LIMIT 50`,
    findAudit(admin, id),
  ]);
  return enrolment ? { enrolment, waivers, audit } : null;
}

/** How many of the latest acts over several enrolments are looked through for one; older ones are in the audit. */
const ACTS_READ = 200;

const BULK = ['enrolment.add', 'enrolment.withdraw', 'enrolment.due', 'import.apply'];

/** What was done to one enrolment alone stands under its person, with its id or its course; what was done to several at once lists their ids. */
const findAudit = (admin: Admin, id: string): Promise<AuditRow[]> =>
  listEntries(
    admin,
    Prisma.sql`
    WITH e AS (SELECT "userId", "courseSlug", "createdAt" - ${minutes(1) / 1000} * interval '1 second' AS "from" FROM "Enrolment" WHERE "id" = ${id}::uuid), bulk AS MATERIALIZED (
      SELECT a.* FROM e JOIN "AuditEntry" a ON a."action" = ANY(${BULK}) AND a."at" > e."from"
      WHERE a."personId" IS NULL AND (a."action" = 'import.apply' OR a."subject" IN ('', e."courseSlug")) ORDER BY a."at" DESC, a."id" DESC LIMIT ${ACTS_READ}
    )
    SELECT * FROM (
      SELECT a.* FROM e JOIN "AuditEntry" a ON a."personId" = e."userId"
        AND (a."subject" IN (${id}, e."courseSlug") OR (a."action" = 'invite.free' AND a."detail"->>'course' = e."courseSlug"))
      UNION ALL
      SELECT a.* FROM bulk a WHERE position(${id} IN (a."detail"->'each')::text) > 0
    ) a ORDER BY a."at" DESC, a."id" DESC LIMIT 50`,
  );
