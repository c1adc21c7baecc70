import 'server-only';
import { now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Viewer } from '../accounts/account.ts';
import { findCourse } from '../courses/course.server.ts';

/** Whether the person of an enrolment `e` holds a place of a link to that course. No undo takes them off it: it would take the place with it. */
export const holdsPlaceSql = () => Prisma.sql`EXISTS (
  SELECT 1 FROM "InviteClaim" c JOIN "Invite" i ON i."id" = c."inviteId"
  WHERE c."userId" = e."userId" AND i."courseSlug" = e."courseSlug" AND c."releasedAt" IS NULL)`;

/**
 * Whether nothing was begun, written or decided on an enrolment `e`, and no place of a link is held by it: an undo may take
 * it away. Lessons, checks and conversations begin it, by trigger; what else hangs on it is looked for.
 */
export const isUntouchedSql = () => Prisma.sql`e."startedAt" IS NULL AND e."placeAt" IS NULL AND e."finishedAt" IS NULL AND NOT ${holdsPlaceSql()}
  AND NOT EXISTS (SELECT 1 FROM "Note" x WHERE x."enrolmentId" = e."id")
  AND NOT EXISTS (SELECT 1 FROM "ExerciseAnswer" x WHERE x."enrolmentId" = e."id")
  AND NOT EXISTS (SELECT 1 FROM "Letter" x WHERE x."enrolmentId" = e."id")
  AND NOT EXISTS (SELECT 1 FROM "ReviewCard" x WHERE x."enrolmentId" = e."id")
  AND NOT EXISTS (SELECT 1 FROM "Certificate" x WHERE x."enrolmentId" = e."id")
  AND NOT EXISTS (SELECT 1 FROM "Waiver" x WHERE x."enrolmentId" = e."id")
  AND NOT EXISTS (SELECT 1 FROM "Allowance" x WHERE x."enrolmentId" = e."id")`;

/**
 * Puts the learner on a course they never were on. Whoever was taken off it stays off: that is undone only by a button
 * that says so. For what is kept on a course and is itself asked for by another name.
 */
export async function enrolNewcomer(viewer: Viewer, courseSlug: string): Promise<number> {
  const data = [{ userId: viewer.id, courseSlug, createdAt: now() }];
  return (await db.enrolment.createMany({ data, skipDuplicates: true })).count;
}

/**
 * Puts the learner on a course; false when there is no such course. Asking twice is normal (a double click, two tabs):
 * the unique index settles it. Whoever had been taken off it is back, with everything they did there.
 */
export async function enrol(viewer: Viewer, courseSlug: string): Promise<boolean> {
  if (!findCourse(courseSlug)) return false;
  if ((await enrolNewcomer(viewer, courseSlug)) === 0)
    await db.enrolment.updateMany({ where: { userId: viewer.id, courseSlug, withdrawnAt: { not: null } }, data: { withdrawnAt: null } });
  return true;
}
