import 'server-only';
import { now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import type { Admin } from '../accounts/account.ts';
import { record } from '../audit/audit.server.ts';
import type { Changed } from './person.ts';

/**
 * Lets the person begin one final check, or one repeated delayed check, without waiting after the last. One at a time: while
 * it is not used, another is refused. Null when there is no such enrolment.
 */
export async function allowNow(admin: Admin, enrolmentId: string, reason: string): Promise<Changed> {
  if (!isUuid(enrolmentId)) return null;
  return db.$transaction(async (tx) => {
    // Locked, so that two clicks give one.
    const [enrolment] = await tx.$queryRaw<{ userId: string; courseSlug: string }[]>`
      SELECT "userId", "courseSlug" FROM "Enrolment" WHERE "id" = ${enrolmentId}::uuid FOR UPDATE`;
    if (!enrolment) return null;
    const unused = await tx.allowance.count({ where: { enrolmentId, usedAt: null } });
    if (unused > 0) return { ok: false, why: 'They may begin at once already: an earlier allowance is not used yet.' };
    await tx.allowance.create({ data: { enrolmentId, reason, createdById: admin.id, createdAt: now() } });
    await record(tx, admin, 'person.allow', { personId: enrolment.userId, subject: enrolment.courseSlug, detail: { reason } });
    return { ok: true };
  });
}
