import 'server-only';
import { days, fromNow } from '#lib/clock.ts';
import { COUNTED } from '#lib/count.ts';
import { db } from '#lib/db.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Admin } from '../accounts/account.ts';
import { listCourses } from '../courses/course.server.ts';
import { type Course, isOpen } from '../courses/course.ts';
import { STUCK_DAYS } from '../enrolments/enrolment.ts';
import { getBank } from '../quizzes/bank.server.ts';
import type { CourseReport, CourseRow, GroupChoice, Scope } from './report.ts';
import { fromEnrolments, fromFinals, groupChoices, isWaived } from './scope.server.ts';

/** How many enrolments of `c` count, how far they are, and how many stand apart. */
const counts = Prisma.sql`
  count(*) FILTER (WHERE c."counts") AS "enrolled", count(c."startedAt") FILTER (WHERE c."counts") AS "started",
  count(c."finishedAt") FILTER (WHERE c."counts") AS "finished",
  count(c."withdrawnAt") AS "withdrawn", count(*) FILTER (WHERE NOT c."counts" AND c."withdrawnAt" IS NULL) AS "waived"`;

const daysToFinish = Prisma.sql`GREATEST(0, extract(epoch FROM c."finishedAt" - c."createdAt") / 86400)`;

/** Nobody who was withdrawn, and nobody who need not finish. */
const countsFor = () => Prisma.sql`e."withdrawnAt" IS NULL AND NOT ${isWaived()}`;

/**
 * Every open course, and any other with somebody on it, in numbers: of those put on it in the scope, and the groups a
 * report can be narrowed to, in one round trip. A person is on a course once, and so counts once.
 */
export async function listCourseReports(_: Admin, scope: Scope): Promise<{ rows: CourseRow[]; groups: GroupChoice[] }> {
  const slugs = listCourses().map(({ slug }) => slug);
  const found = await db.$queryRaw<{ groups: GroupChoice[]; courses: Omit<CourseRow, 'title'>[] }[]>`
    SELECT ${groupChoices()} AS "groups", (SELECT jsonb_agg(x) FROM (
      SELECT s."course", n.* FROM unnest(${slugs}::text[]) s("course"), LATERAL (
        SELECT ${counts}, percentile_cont(0.5) WITHIN GROUP (ORDER BY ${daysToFinish}) FILTER (WHERE c."counts" AND c."finishedAt" IS NOT NULL) AS "days"
        FROM (SELECT e."createdAt", e."startedAt", e."finishedAt", e."withdrawnAt", ${countsFor()} AS "counts"
          ${fromEnrolments(Prisma.sql`s."course"`, scope)} OFFSET 0) c) n) x) AS "courses"`;
  const { groups, courses } = found[0]!;
  const bySlug = new Map(courses.map((row) => [row.course, row]));
  const rows = listCourses().flatMap((course): CourseRow[] => {
    const row = bySlug.get(course.slug)!;
    return isOpen(course) || row.enrolled > 0 ? [{ ...row, title: course.short }] : [];
  });
  return { rows, groups };
}

/** The enrolments of the scope, and those of them that count. */
const scoped = (course: Course, scope: Scope) => Prisma.sql`
  everybody AS MATERIALIZED (
    SELECT e."id", e."createdAt", e."startedAt", e."activeAt", e."finishedAt", e."withdrawnAt", e."lessonsDone", e."placeLesson", ${countsFor()} AS "counts"
    ${fromEnrolments(Prisma.sql`${course.slug}`, scope)}),
  people AS (SELECT * FROM everybody WHERE "counts")`;

const numbers = Prisma.sql`
  SELECT ${counts}, percentile_cont(ARRAY[0.25, 0.5, 0.75]) WITHIN GROUP (ORDER BY ${daysToFinish}) FILTER (WHERE c."counts" AND c."finishedAt" IS NOT NULL) AS "quartiles"
  FROM everybody c`;

/** Unfinished, and nothing done for a while: by the lesson they were last in. */
const stops = () => Prisma.sql`
  SELECT p."placeLesson" AS "place", p."lessonsDone" AS "done", count(*) AS "people" FROM people p
  WHERE p."finishedAt" IS NULL AND coalesce(p."activeAt", p."createdAt") < ${fromNow(-days(STUCK_DAYS))}
  GROUP BY 1, 2`;

/** Each person's first marked final of the period counts: a later one has been practised for. */
const outcomes = (course: Course, scope: Scope) => Prisma.sql`
  SELECT o."key" AS "outcome", count(*) AS "people", avg((o."value"->>'right')::numeric / NULLIF((o."value"->>'of')::numeric, 0)) AS "share"
  FROM (SELECT DISTINCT ON (a."enrolmentId") a."byOutcome" ${fromFinals(Prisma.sql`v."courseSlug" = ${course.slug}`, scope)}
    ORDER BY a."enrolmentId", a."markedAt") f, jsonb_each(f."byOutcome") o
  GROUP BY 1`;

/** The first playing that reached an ending. */
const endings = Prisma.sql`
  SELECT f."scenarioSlug" AS "scenario", f."verdict", count(*) AS "people"
  FROM people p, LATERAL (SELECT DISTINCT ON (r."scenarioSlug") r."scenarioSlug", r."verdict" FROM "ScenarioRun" r
    WHERE r."enrolmentId" = p."id" AND r."endedAt" IS NOT NULL ORDER BY r."scenarioSlug", r."startedAt") f
  GROUP BY 1, 2`;

const olderAttempts = (course: Course, scope: Scope) => Prisma.sql`
  SELECT 1 ${fromFinals(Prisma.sql`v."courseSlug" = ${course.slug} AND v."hash" <> ${isOpen(course) ? getBank(course).hash : ''}`, scope)} LIMIT ${COUNTED + 1}`;

type Found = Omit<CourseReport, 'counts' | 'days'> & { counts: CourseReport['counts'] & { quartiles: [number, number, number] | null } };

/**
 * One course in a scope: who finished, how long it took, where people stop, how they answered, how their conversations
 * ended; all in one round trip. Enrolments, endings and stops count by the day of enrolment, finals by the day they were marked.
 */
export async function getCourseReport(_: Admin, course: Course, scope: Scope): Promise<CourseReport> {
  const rows = (each: Prisma.Sql) => Prisma.sql`(SELECT coalesce(jsonb_agg(x), '[]') FROM (${each}) x)`;
  const found = await db.$queryRaw<Found[]>`
    WITH ${scoped(course, scope)}
    SELECT ${groupChoices()} AS "groups", (SELECT to_jsonb(x) FROM (${numbers}) x) AS "counts", ${rows(stops())} AS "stops",
      ${rows(Prisma.sql`SELECT p."lessonsDone" AS "lessons", count(*) AS "people" FROM people p GROUP BY 1`)} AS "done",
      ${rows(outcomes(course, scope))} AS "outcomes", ${rows(endings)} AS "endings",
      (SELECT count(*)::int FROM (${olderAttempts(course, scope)}) x) AS "olderAttempts"`;
  const {
    counts: { quartiles, ...counts },
    ...rest
  } = found[0]!;
  const days = quartiles && { quarter: quartiles[0], median: quartiles[1], threeQuarters: quartiles[2] };
  return { ...rest, counts, days };
}
