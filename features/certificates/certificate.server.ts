import 'server-only';
import { randomBytes } from 'node:crypto';
import { now } from '#lib/clock.ts';
import { db, type Transaction } from '#lib/db.ts';
import { siteUrl } from '#lib/env.ts';
import { queueMail } from '#lib/mail.ts';
import type { Admin, Viewer } from '../accounts/account.ts';
import { type Course, DELAYED, FINAL, isOpen } from '../courses/course.ts';

import { groupCode, type HeldCertificate, missingForCertificate, type PublicCertificate, readCode, spellCode } from './certificate.ts';

const status = (revokedAt: Date | null) => (revokedAt ? ('revoked' as const) : ('valid' as const));

/**
 * Issues the certificate if everything it stands for is done, inside the transaction that may just have made it due.
 * Doing so twice is normal: the unique index settles it, and only the one that wrote queues the mail.
 */
export async function issueIfDue(tx: Transaction, enrolmentId: string, course: Course): Promise<boolean> {
  if (!isOpen(course)) return false;
  const enrolment = await tx.enrolment.findUniqueOrThrow({
    where: { id: enrolmentId },
    relationLoadStrategy: 'join',
    select: {
      user: { select: { name: true, email: true } },
      completions: { select: { lessonSlug: true } },
      runs: { where: { endedAt: { not: null } }, distinct: ['scenarioSlug', 'verdict'], select: { scenarioSlug: true, verdict: true } },
      attempts: { where: { lessonSlug: { in: [FINAL, DELAYED] }, passed: true }, orderBy: { markedAt: 'asc' }, select: { id: true, lessonSlug: true } },
      letters: { where: { passed: true }, take: 1, select: { mark: { select: { markedBy: true } } } },
    },
  });
  const passed = enrolment.attempts.find(({ lessonSlug }) => lessonSlug === FINAL);
  const delayedPassed = enrolment.attempts.some(({ lessonSlug }) => lessonSlug === DELAYED);
  const letter = enrolment.letters[0];
  const completed = new Set(enrolment.completions.map(({ lessonSlug }) => lessonSlug));
  const runs = enrolment.runs.map(({ scenarioSlug, verdict }) => ({ scenario: scenarioSlug, verdict }));
  if (!passed || missingForCertificate(course, { completed, runs, finalPassed: true, letterPassed: letter !== undefined, delayedPassed }).length > 0)
    return false;
  const code = spellCode(randomBytes(20));
  const { count } = await tx.certificate.createMany({
    data: [
      {
        code,
        enrolmentId,
        attemptId: passed.id,
        name: enrolment.user.name,
        courseTitle: course.title,
        outcomes: course.outcomes.map(({ text }) => text),
        studyMinutes: course.minutes,
        letterMarkedBy: letter?.mark?.markedBy ?? null,
        issuedAt: now(),
      },
    ],
    skipDuplicates: true,
  });
  if (count === 1) await queueMail(tx, certificateMail(enrolment.user.email, enrolment.user.name, course.title, code));
  return count === 1;
}

function certificateMail(to: string, name: string, courseTitle: string, code: string) {
  const text = `${name},\n\nYou have finished “${courseTitle}”. Your certificate is here, to read and to download:\n\n${siteUrl(`/certificates/${code}`)}\n\nAnybody you give its code to can check it at ${siteUrl('/certificates')}:\n\n${groupCode(code)}\n`;
  return { to, subject: 'Your Composure certificate', text };
}

const heldSelect = {
  code: true,
  name: true,
  courseTitle: true,
  outcomes: true,
  studyMinutes: true,
  letterMarkedBy: true,
  issuedAt: true,
  revokedAt: true,
  enrolment: { select: { courseSlug: true, userId: true } },
} as const;

/**
 * A certificate by its code: what a stranger may know, and for its holder the rest as well. Null for a code that is
 * malformed or unknown, which look the same.
 */
export async function findCertificate(viewer: Viewer | null, typed: string): Promise<{ shown: PublicCertificate; held: HeldCertificate | null } | null> {
  const code = readCode(typed);
  if (!code) return null;
  const row = await db.certificate.findUnique({ where: { code }, relationLoadStrategy: 'join', select: heldSelect });
  if (!row) return null;
  const { name, courseTitle, issuedAt, revokedAt, outcomes, studyMinutes, letterMarkedBy, enrolment } = row;
  const shown = { name, courseTitle, issuedAt, revokedAt, letterMarkedBy, status: status(revokedAt) };
  const held = viewer && enrolment.userId === viewer.id ? { ...shown, code, outcomes, studyMinutes, courseSlug: enrolment.courseSlug } : null;
  return { shown, held };
}

export type AdminCertificate = { code: string; name: string; courseTitle: string; issuedAt: Date; revokedAt: Date | null; revokedReason: string | null };

/** The latest certificates, or the one with a code, for an admin. */
export async function listCertificates(_: Admin, typed: string): Promise<AdminCertificate[]> {
  const code = readCode(typed);
  return db.certificate.findMany({
    where: code ? { code } : {},
    orderBy: { issuedAt: 'desc' },
    take: 100,
    select: { code: true, name: true, courseTitle: true, issuedAt: true, revokedAt: true, revokedReason: true },
  });
}

/** Revokes a valid certificate, with the reason; false when there is no such valid one. Its page says so from now on. */
export async function revokeCertificate(_: Admin, typed: string, reason: string): Promise<boolean> {
  const code = readCode(typed);
  if (!code) return false;
  const { count } = await db.certificate.updateMany({ where: { code, revokedAt: null }, data: { revokedAt: now(), revokedReason: reason } });
  return count === 1;
}
