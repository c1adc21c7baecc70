import 'server-only';
import { now } from '#lib/clock.ts';
import { db, type Transaction } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import type { Admin } from '../accounts/account.ts';
import { record } from '../audit/audit.server.ts';
import type { Changed } from './person.ts';

/**
 * Locks every active admin's row and answers their ids, so that changes to who is one happen one after the other: of two
 * admins who take the role from each other at once, the second finds they are no longer one.
 */
export async function lockAdmins(tx: Transaction): Promise<Set<string>> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "User" WHERE "role" = 'ADMIN' AND "deactivatedAt" IS NULL ORDER BY "id" FOR UPDATE`;
  return new Set(rows.map(({ id }) => id));
}

export const NO_LONGER = { ok: false, why: 'You are no longer an admin.' } as const;
const LAST = { ok: false, why: 'This is the last active admin. Make somebody else an admin first.' } as const;

const isLast = (admins: Set<string>, id: string) => admins.has(id) && admins.size === 1;

/** Closes an account and ends its sessions: what they did stays, and they cannot sign in. Null when nobody active has this id. */
export async function deactivate(admin: Admin, id: string, reason: string): Promise<Changed> {
  if (!isUuid(id)) return null;
  if (id === admin.id) return { ok: false, why: 'Nobody deactivates their own account; another admin can.' };
  return db.$transaction(async (tx) => {
    const admins = await lockAdmins(tx);
    if (!admins.has(admin.id)) return NO_LONGER;
    if (isLast(admins, id)) return LAST;
    const { count } = await tx.user.updateMany({ where: { id, deactivatedAt: null }, data: { deactivatedAt: now() } });
    if (count === 0) return null;
    await tx.session.deleteMany({ where: { userId: id } });
    await record(tx, admin, 'person.deactivate', { personId: id, detail: { reason } });
    return { ok: true };
  });
}

/** Opens a closed account again, with everything in it. One that was merged into another stays closed. */
export async function reactivate(admin: Admin, id: string, reason: string): Promise<Changed> {
  if (!isUuid(id)) return null;
  return db.$transaction(async (tx) => {
    if (!(await lockAdmins(tx)).has(admin.id)) return NO_LONGER;
    const { count } = await tx.user.updateMany({ where: { id, deactivatedAt: { not: null }, mergedIntoId: null }, data: { deactivatedAt: null } });
    if (count === 0) return null;
    await record(tx, admin, 'person.reactivate', { personId: id, detail: { reason } });
    return { ok: true };
  });
}

/**
 * Makes a learner an admin, or an admin a learner. Whoever stops being an admin is signed out everywhere, and their second
 * factor goes: if they are ever one again, they set up another. Null when nobody active has this id.
 */
export async function changeRole(admin: Admin, id: string, role: 'LEARNER' | 'ADMIN'): Promise<Changed> {
  if (!isUuid(id)) return null;
  return db.$transaction(async (tx) => {
    const admins = await lockAdmins(tx);
    if (!admins.has(admin.id)) return NO_LONGER;
    if (role === 'LEARNER' && isLast(admins, id)) return LAST;
    const { count } = await tx.user.updateMany({ where: { id, deactivatedAt: null, role: { not: role } }, data: { role } });
    if (count === 0) return null;
    if (role === 'LEARNER') {
      await tx.session.deleteMany({ where: { userId: id } });
      await tx.recoveryCode.deleteMany({ where: { userId: id } });
      await tx.secondFactor.deleteMany({ where: { userId: id } });
    }
    await record(tx, admin, 'person.role', { personId: id, detail: { role } });
    return { ok: true };
  });
}
