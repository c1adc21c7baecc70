import 'server-only';
import { COUNTED } from '#lib/count.ts';
import { db } from '#lib/db.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Admin } from '../accounts/account.ts';
import { isOverdueSql, isStuckSql } from '../enrolments/waiver.server.ts';
import { waitsFor } from '../letters/letter-list.server.ts';
import { isFailedMail } from '../mail/failed-mail.server.ts';
import { type Attention, mondaysUntil, type Overview, type Week } from './overview.ts';
import { today } from './scope.server.ts';

/** In the order of the index that knows them, which is where the first thousand stand together. */
const counted = (each: Prisma.Sql) => Prisma.sql`(SELECT count(*)::int FROM (${each} LIMIT ${COUNTED + 1}) x)`;

const london = (day: Prisma.Sql) => Prisma.sql`(${day})::timestamp AT TIME ZONE 'Europe/London'`;

/** How many rows a column's weeks hold, week by week, so that each is a short way along an index. */
const inWeek = (rows: Prisma.Sql, column: Prisma.Sql) => Prisma.sql`(SELECT count(*)::int FROM ${rows}
  ${column} >= (${london(Prisma.sql`d."monday"`)}) AND ${column} < (${london(Prisma.sql`d."monday" + 7`)}))`;

type Found = Attention & { weeks: Week[] };

/**
 * What needs an admin's attention, and what happened in the last twelve weeks, in one round trip. A certificate issued
 * again under a corrected name counts once.
 */
export async function getOverview(admin: Admin): Promise<Overview> {
  const mondays = mondaysUntil(today());
  const letters = Prisma.sql`"Letter" l JOIN "Enrolment" e ON e."id" = l."enrolmentId" WHERE ${waitsFor(admin)}`;
  const found = await db.$queryRaw<Found[]>`
    SELECT
      ${counted(Prisma.sql`SELECT 1 FROM "Enrolment" e WHERE ${isOverdueSql()} ORDER BY e."dueAt"`)} AS "overdue",
      ${counted(Prisma.sql`SELECT 1 FROM "Enrolment" e WHERE ${isStuckSql()} ORDER BY e."activeAt"`)} AS "stuck",
      ${counted(Prisma.sql`SELECT 1 FROM ${letters}`)} AS "letters", (SELECT min(l."askedAt") FROM ${letters}) AS "lettersSince",
      ${counted(Prisma.sql`SELECT 1 FROM "Enquiry" q WHERE q."state" = 'NEW'`)} AS "enquiries",
      ${counted(Prisma.sql`SELECT 1 FROM pgboss.job WHERE ${isFailedMail}`)} AS "failedMail",
      (SELECT jsonb_agg(w ORDER BY w."monday") FROM (SELECT d."monday",
        ${inWeek(Prisma.sql`"Enrolment" e WHERE`, Prisma.sql`e."createdAt"`)} AS "enrolments",
        ${inWeek(Prisma.sql`"Certificate" c WHERE c."supersededAt" IS NULL AND`, Prisma.sql`c."issuedAt"`)} AS "certificates"
        FROM unnest(${mondays}::date[]) d("monday")) w) AS "weeks"`;
  const { weeks, ...attention } = found[0]!;
  return { attention, weeks };
}
