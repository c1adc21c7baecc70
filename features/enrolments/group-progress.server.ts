import 'server-only';
import { now } from '#lib/clock.ts';
import type { Sheet } from '#lib/csv.ts';
import { db } from '#lib/db.ts';
import { keyset } from '#lib/keyset.ts';
import { FILE_ROWS, type Listing, PAGE, type Page, pageOf, readListing, type SearchParams } from '#lib/listing.ts';
import { Prisma } from '#prisma/client/client.ts';
import { findCourse } from '../courses/course.server.ts';
import type { Manager } from '../groups/group.ts';
import { matching } from '../groups/membership.server.ts';
import { type GroupProgress, type GroupStanding, type STATES, type Standing, stateInWords } from './group-progress.ts';
import { isWaivedSql } from './waiver.server.ts';

/** What the address of a group’s progress asks for. */
export const progressListing = (params: SearchParams) => readListing(params, ['name', 'active'], ['course', 'state']);

// The enrolments of a group's members, as joined by everything here. Managers are not among them, nor is anybody who has
// left, and neither is a course that somebody was taken off.
const theirs = (manager: Manager) => Prisma.sql`
  "User" u JOIN "Enrolment" e ON e."userId" = u."id" WHERE ${isMember(manager)} AND e."withdrawnAt" IS NULL`;

// As a list of ids, which leads to each account by its key; planned as a join, everybody there is would be looked through.
const isMember = (manager: Manager) => Prisma.sql`u."deactivatedAt" IS NULL AND u."id" = ANY(ARRAY(
  SELECT m."userId" FROM "Membership" m WHERE m."groupId" = ${manager.groupId}::uuid AND m."role" = 'MEMBER'))`;

function inState(state: string | undefined): Prisma.Sql {
  const open = () => Prisma.sql`AND e."finishedAt" IS NULL AND NOT ${isWaivedSql()}`;
  switch (state as keyof typeof STATES | undefined) {
    case 'finished':
      return Prisma.sql`AND e."finishedAt" IS NOT NULL`;
    case 'not-started':
      return Prisma.sql`${open()} AND e."startedAt" IS NULL`;
    case 'under-way':
      return Prisma.sql`${open()} AND e."startedAt" IS NOT NULL`;
    case 'overdue':
      return Prisma.sql`${open()} AND e."dueAt" < ${now()}`;
    case 'waived':
      return Prisma.sql`AND e."finishedAt" IS NULL AND ${isWaivedSql()}`;
    default:
      return Prisma.empty;
  }
}

// Who never did anything was last active before everybody else.
const ACTIVE = Prisma.sql`COALESCE(e."activeAt", 'epoch'::timestamptz)`;
const NEVER = new Date(0);

type Row = Omit<GroupProgress, 'courseTitle' | 'lessons'>;

async function findRows(manager: Manager, listing: Listing, limit: number): Promise<GroupProgress[]> {
  const { course, state } = listing.filter as { course?: string; state?: string };
  const { from, order } = keyset(
    listing.sort === 'name' ? { column: Prisma.sql`u."name"`, type: 'text' } : { column: ACTIVE, type: 'timestamptz' },
    Prisma.sql`e."id"`,
    listing,
  );
  const rows = await db.$queryRaw<Row[]>`
    SELECT e."id", u."name", u."email", e."courseSlug", e."lessonsDone", e."dueAt", e."startedAt", e."activeAt", e."finishedAt", ${isWaivedSql()} AS "waived"
    FROM ${theirs(manager)} ${matching(listing.q)} ${course ? Prisma.sql`AND e."courseSlug" = ${course}` : Prisma.empty} ${inState(state)}
    ${from} ${order} LIMIT ${limit}`;
  return rows.map((row) => {
    const found = findCourse(row.courseSlug);
    return { ...row, courseTitle: found?.short ?? row.courseSlug, lessons: found?.lessons.length ?? 0 };
  });
}

/** A page of how far the group's members are, one row for each person and course. Nothing they wrote or answered, and no score. */
export async function listGroupProgress(manager: Manager, listing: Listing): Promise<Page<GroupProgress>> {
  const rows = await findRows(manager, listing, PAGE + 1);
  return pageOf(rows, (row) => ({ value: listing.sort === 'name' ? row.name : (row.activeAt ?? NEVER), id: row.id }));
}

/** The same, whole, for a file. */
export async function exportGroupProgress(manager: Manager, listing: Listing): Promise<Sheet> {
  const at = now();
  return {
    header: ['Name', 'Address', 'Course', 'State', 'Lessons done', 'Lessons', 'Due', 'Started', 'Last active', 'Finished'],
    rows: (await findRows(manager, { ...listing, after: null }, FILE_ROWS)).map((row) => {
      const { name, email, courseTitle, lessonsDone, lessons, dueAt, startedAt, activeAt, finishedAt } = row;
      return [name, email, courseTitle, stateInWords(row, at), lessonsDone, lessons, dueAt, startedAt, activeAt, finishedAt];
    }),
  };
}

/**
 * How many members there are, and how many of those on a course have finished it; who need not take one does not count.
 * Counted exactly, since a sentence of “more than” answers nothing; it costs what the group is big, not what the site is.
 */
export async function countFinished(manager: Manager): Promise<GroupStanding> {
  const rows = await db.$queryRaw<(Omit<Standing, 'courseTitle'> & { members: number })[]>`
    WITH held AS MATERIALIZED (
      SELECT e."userId", e."courseSlug", e."finishedAt" IS NOT NULL AS "finished" FROM ${theirs(manager)} AND (e."finishedAt" IS NOT NULL OR NOT ${isWaivedSql()})
    )
    SELECT '' AS "courseSlug", count(*)::int AS "people", count(*) FILTER (WHERE x."finished")::int AS "finished",
      (SELECT count(*)::int FROM "User" u WHERE ${isMember(manager)}) AS "members"
      FROM (SELECT bool_and("finished") AS "finished" FROM held GROUP BY "userId") x
    UNION ALL
    SELECT "courseSlug", count(*)::int, count(*) FILTER (WHERE "finished")::int, 0 FROM held GROUP BY "courseSlug"`;
  const standings = rows.map(({ courseSlug, people, finished }) => ({
    courseSlug,
    courseTitle: findCourse(courseSlug)?.short ?? courseSlug,
    people,
    finished,
  }));
  const all = standings.findIndex(({ courseSlug }) => courseSlug === '');
  const courses = standings.filter((_, at) => at !== all).sort((a, b) => a.courseTitle.localeCompare(b.courseTitle));
  return { members: rows[all]!.members, all: standings[all]!, courses };
}
