import { STUCK_DAYS } from './enrolment.ts';
import 'server-only';
import { days, fromNow, now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Admin } from '../accounts/account.ts';
import { record } from '../audit/audit.server.ts';

/** Of waivers, those in force: not taken back, and not over. */
export const inForce = () => ({ endedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now() } }] });

/** The same of a waiver `w` in SQL, and whether an enrolment `e` has one. */
export const inForceSql = () => Prisma.sql`w."endedAt" IS NULL AND (w."expiresAt" IS NULL OR w."expiresAt" > ${now()})`;
export const isWaivedSql = () => Prisma.sql`EXISTS (SELECT 1 FROM "Waiver" w WHERE w."enrolmentId" = e."id" AND ${inForceSql()})`;

/** Whether a course is wanted of somebody: unfinished, and they are on it and not excused. So, and overdue; so, and stuck. */
export const isWantedSql = () => Prisma.sql`e."finishedAt" IS NULL AND e."withdrawnAt" IS NULL AND NOT ${isWaivedSql()}`;
export const isOverdueSql = () => Prisma.sql`e."dueAt" < ${now()} AND ${isWantedSql()}`;
export const isStuckSql = () => Prisma.sql`e."activeAt" < ${fromNow(-days(STUCK_DAYS))} AND ${isWantedSql()}`;

/**
 * Excuses somebody from a course, for good or until a day. False when there is nothing to excuse them from: it is
 * finished, they are off the course, or excused already. The enrolment's lock makes two at once one.
 */
export async function waive(admin: Admin, enrolmentId: string, reason: string, expiresAt: Date | null): Promise<boolean> {
  if (!isUuid(enrolmentId)) return false;
  return db.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<{ userId: string }[]>`
      SELECT "userId" FROM "Enrolment" WHERE "id" = ${enrolmentId}::uuid AND "withdrawnAt" IS NULL AND "finishedAt" IS NULL FOR UPDATE`;
    if (!row || (await tx.waiver.count({ where: { enrolmentId, ...inForce() } })) > 0) return false;
    await tx.waiver.create({ data: { enrolmentId, reason, expiresAt, createdById: admin.id, createdAt: now() } });
    const detail = { reason, until: expiresAt?.toISOString() ?? null };
    await record(tx, admin, 'enrolment.waive', { personId: row.userId, subject: enrolmentId, detail });
    return true;
  });
}

/** Ends the waiver in force, so that the course is wanted of them again; false when there is none. */
export async function endWaiver(admin: Admin, enrolmentId: string): Promise<boolean> {
  if (!isUuid(enrolmentId)) return false;
  return db.$transaction(async (tx) => {
    const { count } = await tx.waiver.updateMany({ where: { enrolmentId, ...inForce() }, data: { endedAt: now() } });
    if (count === 0) return false;
    const { userId } = await tx.enrolment.findUniqueOrThrow({ where: { id: enrolmentId }, select: { userId: true } });
    await record(tx, admin, 'enrolment.unwaive', { personId: userId, subject: enrolmentId });
    return true;
  });
}
