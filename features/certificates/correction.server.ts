import 'server-only';
import { now } from '#lib/clock.ts';
import { db, isTaken, type Transaction } from '#lib/db.ts';
import { siteUrl } from '#lib/env.ts';
import { queueMail } from '#lib/mail.ts';
import type { Admin } from '../accounts/account.ts';
import { record } from '../audit/audit.server.ts';
import { newCode } from './certificate.server.ts';
import { groupCode, readCode } from './certificate.ts';

/*
 * What an admin can do to a certificate. Each begins with a conditional update, so that of two who act at once one acts and
 * the other is told that there is nothing left to act on.
 */

const VALID = { revokedAt: null, supersededAt: null };

const holderOf = async (tx: Transaction, code: string) =>
  (await tx.certificate.findUnique({ where: { code }, relationLoadStrategy: 'join', select: { enrolment: { select: { userId: true } } } }))?.enrolment
    ?.userId ?? null;

/** Revokes a valid certificate, with the reason; false when there is no such valid one. Its page says so from now on. */
export async function revokeCertificate(admin: Admin, typed: string, reason: string): Promise<boolean> {
  const code = readCode(typed);
  if (!code) return false;
  return db.$transaction(async (tx) => {
    const { count } = await tx.certificate.updateMany({ where: { code, ...VALID }, data: { revokedAt: now(), revokedReason: reason } });
    // The row forgets the reason when it is reinstated; the audit keeps it.
    if (count === 1) await record(tx, admin, 'certificate.revoke', { personId: await holderOf(tx, code), subject: code, detail: { reason } });
    return count === 1;
  });
}

export type Reinstated = { ok: true } | { ok: false; reason: 'not-revoked' | 'another-is-valid' };

/** Makes a revoked certificate valid again, unless the learner holds another for the course by now: the partial unique index decides. */
export async function reinstateCertificate(admin: Admin, typed: string): Promise<Reinstated> {
  const code = readCode(typed);
  if (!code) return { ok: false, reason: 'not-revoked' };
  const work = db.$transaction(async (tx): Promise<Reinstated> => {
    const where = { code, revokedAt: { not: null }, supersededAt: null };
    const { count } = await tx.certificate.updateMany({ where, data: { revokedAt: null, revokedReason: null } });
    if (count === 0) return { ok: false, reason: 'not-revoked' };
    await record(tx, admin, 'certificate.reinstate', { personId: await holderOf(tx, code), subject: code });
    return { ok: true };
  });
  return work.catch((error: unknown) => {
    if (isTaken(error)) return { ok: false, reason: 'another-is-valid' };
    throw error;
  });
}

export type Reissued = { ok: true; code: string } | { ok: false; reason: 'not-valid' | 'no-holder' | 'same-name' };

const copied = {
  enrolmentId: true,
  attemptId: true,
  courseTitle: true,
  outcomes: true,
  studyMinutes: true,
  letterMarkedBy: true,
  issuedAt: true,
  refreshBy: true,
  refreshMailAt: true,
} as const;

/**
 * Issues a valid certificate again under a corrected name and a new code, and tells its holder if their account is active. The date and what it stands
 * for stay; the old code's page says only that it was corrected.
 */
export async function reissueCertificate(admin: Admin, typed: string, name: string): Promise<Reissued> {
  const code = readCode(typed);
  const place = code && (await db.certificate.findUnique({ where: { code }, select: { name: true, enrolmentId: true } }));
  if (!code || !place) return { ok: false, reason: 'not-valid' };
  if (!place.enrolmentId) return { ok: false, reason: 'no-holder' };
  if (place.name === name) return { ok: false, reason: 'same-name' };
  return db.$transaction(async (tx) => {
    // The enrolment first, as everything that issues a certificate does; the other way round two could wait for each other.
    const held = await tx.$queryRaw<unknown[]>`SELECT "id" FROM "Enrolment" WHERE "id" = ${place.enrolmentId}::uuid FOR UPDATE`;
    if (held.length === 0) return { ok: false, reason: 'no-holder' };
    const next = newCode();
    const { count } = await tx.certificate.updateMany({ where: { code, ...VALID }, data: { supersededAt: now(), supersededBy: next } });
    if (count === 0) return { ok: false, reason: 'not-valid' };
    const same = await tx.certificate.findUniqueOrThrow({ where: { code }, select: copied });
    const { enrolment } = await tx.certificate.create({
      data: { ...same, code: next, name },
      select: { enrolment: { select: { userId: true, user: { select: { email: true, deactivatedAt: true } } } } },
    });
    await record(tx, admin, 'certificate.reissue', { personId: enrolment!.userId, subject: code, detail: { code: next } });
    if (!enrolment!.user.deactivatedAt) await queueMail(tx, correctedMail(enrolment!.user.email, name, same.courseTitle, next));
    return { ok: true, code: next };
  });
}

function correctedMail(to: string, name: string, courseTitle: string, code: string) {
  const text = `${name},\n\nYour certificate for “${courseTitle}” has been issued again, with your name as it stands above. It is here, to read and to download:\n\n${siteUrl(`/certificates/${code}`)}\n\nIt has a new code:\n\n${groupCode(code)}\n\nThe old code no longer counts. Its page says that the certificate was corrected, and shows neither name nor the new code. If you have given the old one to somebody, give them this one.\n`;
  return { to, subject: 'Your certificate has been corrected', text };
}
