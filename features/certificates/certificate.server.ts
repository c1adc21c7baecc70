import 'server-only';
import { randomBytes } from 'node:crypto';
import { now } from '#lib/clock.ts';
import { db, type Transaction } from '#lib/db.ts';
import { siteUrl } from '#lib/env.ts';
import { queueMail } from '#lib/mail.ts';
import type { Viewer } from '../accounts/account.ts';
import { type Course, DELAYED, FINAL, isOpen } from '../courses/course.ts';
import { isGoodEnough, type Scores } from '../letters/letter.ts';
import { groupCode, type HeldCertificate, missingForCertificate, monthsAfter, type PublicCertificate, readCode, spellCode, statusOf } from './certificate.ts';

/** A code nobody has: 160 random bits. */
export const newCode = () => spellCode(randomBytes(20));

/**
 * Issues the certificate if everything it stands for is done, inside the transaction that may just have made it due.
 * Doing so twice is normal: the unique index settles it, and only the one that wrote queues the mail. Where one was
 * revoked, none comes by itself: only an admin reinstates it.
 */
export async function issueIfDue(tx: Transaction, enrolmentId: string, course: Course): Promise<boolean> {
  if (!isOpen(course)) return false;
  const enrolment = await tx.enrolment.findUniqueOrThrow({
    where: { id: enrolmentId },
    relationLoadStrategy: 'join',
    select: {
      user: { select: { name: true, email: true, deactivatedAt: true } },
      completions: { select: { lessonSlug: true } },
      runs: { where: { endedAt: { not: null } }, distinct: ['scenarioSlug', 'verdict'], select: { scenarioSlug: true, verdict: true } },
      attempts: { where: { lessonSlug: { in: [FINAL, DELAYED] }, passed: true }, orderBy: { markedAt: 'asc' }, select: { id: true, lessonSlug: true } },
      certificates: { where: { revokedAt: { not: null }, supersededAt: null }, select: { id: true } },
      letters: { where: { passed: true }, orderBy: { closedAt: 'asc' }, take: 1, select: { mark: { select: { markedBy: true, scores: true } } } },
    },
  });
  if (enrolment.certificates.length > 0) return false;
  const passed = enrolment.attempts.find(({ lessonSlug }) => lessonSlug === FINAL);
  const delayedPassed = enrolment.attempts.some(({ lessonSlug }) => lessonSlug === DELAYED);
  const letter = enrolment.letters[0];
  const completed = new Set(enrolment.completions.map(({ lessonSlug }) => lessonSlug));
  const runs = enrolment.runs.map(({ scenarioSlug, verdict }) => ({ scenario: scenarioSlug, verdict }));
  if (!passed || missingForCertificate(course, { completed, runs, finalPassed: true, letterPassed: letter !== undefined, delayedPassed }).length > 0)
    return false;
  const code = newCode();
  const issuedAt = now();
  const { refreshMonths } = course.assessment;
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
        letterMarkedBy: letter?.mark ? passedBy(letter.mark) : null,
        issuedAt,
        refreshBy: refreshMonths ? monthsAfter(issuedAt, refreshMonths) : null,
      },
    ],
    skipDuplicates: true,
  });
  if (count === 1 && !enrolment.user.deactivatedAt) await queueMail(tx, certificateMail(enrolment.user.email, enrolment.user.name, course.title, code));
  return count === 1;
}

/** Who passed a letter that passed: whoever marked it, unless it took a second opinion. */
const passedBy = ({ markedBy, scores }: { markedBy: string; scores: unknown }) => (isGoodEnough(scores as Scores) ? markedBy : 'an admin, on a second opinion');

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
  supersededAt: true,
  refreshBy: true,
  enrolment: { select: { courseSlug: true, userId: true } },
} as const;

/** What a code leads to: what anybody may see; what its holder may; and for the holder of a corrected one, the code of the one they have now. */
export type FoundCertificate = { shown: PublicCertificate; held: HeldCertificate | null; mineNow: string | null };

/**
 * A certificate by its code: what a stranger may know, and for its holder the rest as well. Null for a code that is
 * malformed or unknown, which look the same.
 */
export async function findCertificate(viewer: Viewer | null, typed: string): Promise<FoundCertificate | null> {
  const code = readCode(typed);
  if (!code) return null;
  const row = await db.certificate.findUnique({ where: { code }, relationLoadStrategy: 'join', select: heldSelect });
  if (!row) return null;
  const { name, courseTitle, issuedAt, revokedAt, refreshBy, outcomes, studyMinutes, letterMarkedBy } = row;
  const own = viewer && row.enrolment?.userId === viewer.id ? row.enrolment : null;
  const status = statusOf(row);
  if (status === 'superseded') return { shown: { status }, held: null, mineNow: own && (await validCodeOf(viewer!, own.courseSlug)) };
  const shown = { name, courseTitle, issuedAt, revokedAt, letterMarkedBy, refreshBy, status };
  return { shown, held: own && { ...shown, code, outcomes, studyMinutes, courseSlug: own.courseSlug }, mineNow: null };
}

const validCodeOf = async (viewer: Viewer, courseSlug: string): Promise<string | null> =>
  (await db.certificate.findFirst({ where: { revokedAt: null, supersededAt: null, enrolment: { userId: viewer.id, courseSlug } }, select: { code: true } }))
    ?.code ?? null;
