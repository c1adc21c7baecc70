import 'server-only';
import { now } from '#lib/clock.ts';
import { db, type Transaction } from '#lib/db.ts';
import { siteUrl } from '#lib/env.ts';
import { isUuid } from '#lib/form.ts';
import { queueMail } from '#lib/mail.ts';
import type { Admin, Viewer } from '../accounts/account.ts';
import { isAddressOf } from '../accounts/sign-in-request.server.ts';
import { record } from '../audit/audit.server.ts';
import { findCourse } from '../courses/course.server.ts';
import { letterUrl } from '../courses/course.ts';
import { isGoodEnough, type LetterToMark, type Scores } from './letter.ts';

/** A letter that is put to somebody, and is not the viewer's own. */
const putTo = (viewer: Viewer, id: string) => ({ id, askedAt: { not: null }, enrolment: { userId: { not: viewer.id }, withdrawnAt: null } });

/** Whom a letter waits for: the mentor its writer named, by any address that signs in to their account, or any admin. Never its writer. */
async function waitsFor(viewer: Viewer, id: string, tx: Transaction | typeof db = db) {
  if (viewer.role === 'ADMIN') return putTo(viewer, id);
  const letter = await tx.letter.findUnique({ where: { id }, select: { mentorEmail: true } });
  const theirs = letter?.mentorEmail && (await isAddressOf(viewer, letter.mentorEmail, tx)) ? [letter.mentorEmail] : [];
  return { ...putTo(viewer, id), mentorEmail: { in: theirs } };
}

/** What waits for a second opinion of this admin: a marked letter that they did not mark, and that nobody has looked at twice. */
const waitsForSecond = (admin: Admin, id: string) => ({
  ...putTo(admin, id),
  closedAt: { not: null },
  mark: { markerId: { not: admin.id } },
  secondOpinion: null,
});

const toldSelect = { enrolment: { select: { userId: true, courseSlug: true, user: { select: { email: true, deactivatedAt: true } } } } } as const;

/**
 * A letter for whoever may mark it; null for everybody else, its writer included. Who may still give a second opinion is
 * not shown the first, so that the second is their own.
 */
export async function findLetterToMark(viewer: Viewer, id: string): Promise<LetterToMark | null> {
  if (!isUuid(id)) return null;
  const row = await db.letter.findFirst({
    where: await waitsFor(viewer, id),
    relationLoadStrategy: 'join',
    select: {
      id: true,
      text: true,
      selfScores: true,
      closedAt: true,
      mark: { select: { markerId: true, scores: true, comment: true, markedAt: true } },
      secondOpinion: { select: { scores: true, comment: true, markedAt: true } },
      enrolment: { select: { courseSlug: true, user: { select: { name: true } } } },
    },
  });
  if (!row) return null;
  const { mark, secondOpinion, enrolment } = row;
  const isAdmin = viewer.role === 'ADMIN';
  const seesFirst = mark?.markerId === viewer.id || (isAdmin && secondOpinion !== null);
  return {
    id: row.id,
    courseSlug: enrolment.courseSlug,
    writer: enrolment.user.name || 'A learner',
    text: row.text,
    selfScores: row.selfScores as Scores,
    state: row.closedAt === null ? 'open' : isAdmin && !seesFirst ? 'second-opinion' : 'marked',
    mark: mark && seesFirst ? { scores: mark.scores as Scores, comment: mark.comment, markedAt: mark.markedAt } : null,
    secondOpinion: secondOpinion && isAdmin ? { ...secondOpinion, scores: secondOpinion.scores as Scores } : null,
  };
}

/** Whose enrolment a letter hangs on, for the lock that comes before its marking. */
export async function findLetterPlace(viewer: Viewer, id: string): Promise<{ enrolmentId: string; courseSlug: string } | null> {
  if (!isUuid(id)) return null;
  const row = await db.letter.findFirst({
    where: await waitsFor(viewer, id),
    relationLoadStrategy: 'join',
    select: { enrolmentId: true, enrolment: { select: { courseSlug: true } } },
  });
  return row && { enrolmentId: row.enrolmentId, courseSlug: row.enrolment.courseSlug };
}

/**
 * Marks a letter, once, inside the caller's transaction, and closes it; of two who mark at once the first is kept. Tells
 * the writer by mail. Null when it is marked already.
 */
export async function markLetter(tx: Transaction, marker: Viewer | Admin, id: string, scores: Scores, comment: string): Promise<{ passed: boolean } | null> {
  const where = { ...(await waitsFor(marker, id, tx)), closedAt: null };
  const letter = await tx.letter.findFirst({ where, select: { mentorEmail: true, ...toldSelect } });
  if (!letter) return null;
  const markedBy = letter.mentorEmail && (await isAddressOf(marker, letter.mentorEmail, tx)) ? 'their named mentor' : 'an admin';
  const { count } = await tx.letterMark.createMany({
    data: [{ letterId: id, markerId: marker.id, markedBy, scores, comment, markedAt: now() }],
    skipDuplicates: true,
  });
  if (count === 0) return null;
  const passed = isGoodEnough(scores);
  await tx.letter.updateMany({ where: { id, closedAt: null }, data: { closedAt: now(), passed } });
  const { userId, courseSlug, user } = letter.enrolment;
  if (marker.role === 'ADMIN') await record(tx, asAdmin(marker), 'letter.mark', { personId: userId, subject: id, detail: { passed } });
  await tell(tx, user, {
    subject: 'Your letter has been marked',
    text: `Your response letter for “${titleOf(courseSlug)}” has been marked by ${markedBy === 'an admin' ? 'an admin' : 'the mentor you named'}.\n\n${passed ? 'It meets all six criteria.' : 'It does not meet all six criteria yet. You can read why, and write another.'}\n\n${siteUrl(letterUrl(courseSlug))}\n`,
  });
  return { passed };
}

/** What an admin marks is written down, with where they did it from; so nobody marks as an admin who came by another way than `requireAdmin`. */
function asAdmin(marker: Viewer | Admin): Admin {
  if (!('network' in marker)) throw new Error('An admin marks a letter as one whom requireAdmin let in.');
  return marker;
}

/**
 * A second opinion on a marked letter, once, by an admin who is neither its writer nor its marker, inside the caller's
 * transaction. One that passes it passes the letter; one that does not changes nothing. Its writer is told either way.
 * Null when it is not theirs to give, or is given already. `passes`: whether it is this that passed the letter.
 */
export async function addSecondOpinion(tx: Transaction, admin: Admin, id: string, scores: Scores, comment: string): Promise<{ passes: boolean } | null> {
  const letter = await tx.letter.findFirst({ where: waitsForSecond(admin, id), select: toldSelect });
  if (!letter) return null;
  const { count: written } = await tx.secondOpinion.createMany({
    data: [{ letterId: id, markerId: admin.id, scores, comment, markedAt: now() }],
    skipDuplicates: true,
  });
  if (written === 0) return null;
  const agrees = isGoodEnough(scores);
  const { count: turned } = agrees ? await tx.letter.updateMany({ where: { id, passed: false }, data: { passed: true } }) : { count: 0 };
  const { passed } = await tx.letter.findUniqueOrThrow({ where: { id }, select: { passed: true } });
  const { userId, courseSlug, user } = letter.enrolment;
  await record(tx, admin, 'letter.second-opinion', { personId: userId, subject: id, detail: { passes: agrees } });
  const outcome =
    turned === 1
      ? 'By it your letter meets all six criteria, and that counts.'
      : passed
        ? 'Nothing changes: your letter met all six criteria, and still does.'
        : 'It does not meet all six criteria by this one either. You can read why.';
  await tell(tx, user, {
    subject: 'A second opinion on your letter',
    text: `Another admin has given a second opinion on your response letter for “${titleOf(courseSlug)}”.\n\n${outcome}\n\nYou can read both:\n\n${siteUrl(letterUrl(courseSlug))}\n`,
  });
  return { passes: turned === 1 };
}

/** Mail to a letter's writer, unless their account is closed. */
async function tell(tx: Transaction, writer: { email: string; deactivatedAt: Date | null }, mail: { subject: string; text: string }) {
  if (!writer.deactivatedAt) await queueMail(tx, { to: writer.email, ...mail });
}

const titleOf = (courseSlug: string) => findCourse(courseSlug)?.title ?? 'your course';
