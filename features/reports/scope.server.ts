import 'server-only';
import { now } from '#lib/clock.ts';
import { dayOf } from '#lib/dates.ts';
import { inPeriod } from '#lib/period.ts';
import { Prisma } from '#prisma/client/client.ts';
import { FINAL } from '../courses/course.ts';
import { isWaivedSql } from '../enrolments/waiver.server.ts';
import type { Scope } from './report.ts';

/** Today, London time, by the server's clock. */
export const today = (): string => dayOf(now());

/*
 * What follows leads the database by the hand: from a group's members, or a course's days, to their enrolments, and from a
 * version's papers to theirs, each by its index. Left to itself it reads every enrolment there is to join them at once,
 * which is quick today and grows with the school. A LIMIT or an OFFSET 0 inside a LATERAL is what keeps it to that.
 */

const isOf = ({ group }: Scope) => Prisma.sql`m."groupId" = ${group}::uuid AND m."role" = 'MEMBER'`;

/** `FROM` the enrolments `e` on a course of the scope's days and people. A group is its members: its managers are none, as on the group's own page. */
export function fromEnrolments(course: Prisma.Sql, scope: Scope): Prisma.Sql {
  const theirs = Prisma.sql`e."courseSlug" = ${course} ${inPeriod(Prisma.sql`e."createdAt"`, scope)}`;
  if (!scope.group) return Prisma.sql`FROM "Enrolment" e WHERE ${theirs}`;
  return Prisma.sql`FROM "Membership" m, LATERAL (SELECT * FROM "Enrolment" e WHERE e."userId" = m."userId" AND ${theirs} LIMIT 1) e WHERE ${isOf(scope)}`;
}

/** `FROM` the final checks `a` that were marked in the scope's days, of its people who were not withdrawn, begun with these versions `v` of the questions. */
export function fromFinals(versions: Prisma.Sql, scope: Scope): Prisma.Sql {
  const member = Prisma.sql`AND EXISTS (SELECT 1 FROM "Membership" m WHERE ${isOf(scope)} AND m."userId" = e."userId")`;
  return Prisma.sql`FROM "ContentVersion" v,
    LATERAL (SELECT * FROM "Attempt" a WHERE a."contentVersion" = v."hash" AND a."lessonSlug" = ${FINAL} ${inPeriod(Prisma.sql`a."markedAt"`, scope)} OFFSET 0) a,
    LATERAL (SELECT 1 FROM "Enrolment" e WHERE e."id" = a."enrolmentId" AND e."withdrawnAt" IS NULL ${scope.group ? member : Prisma.empty} LIMIT 1) e
    WHERE ${versions}`;
}

/** Whether the enrolment `e` is unfinished, and need not be finished for now. */
export const isWaived = (): Prisma.Sql => Prisma.sql`(e."finishedAt" IS NULL AND ${isWaivedSql()})`;

/** The groups a report can be narrowed to, as JSON, in the round trip of whatever else is asked. */
export const groupChoices = (): Prisma.Sql => Prisma.sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('id', g."id", 'name', g."name") ORDER BY g."name"), '[]')
  FROM (SELECT "id", "name" FROM "Group" ORDER BY "name" LIMIT 500) g)`;
