import 'server-only';
import { db, type Transaction } from '#lib/db.ts';
import type { Admin, Viewer } from '../accounts/account.ts';
import { findCourse } from '../courses/course.server.ts';
import { type Course, findLesson, START } from '../courses/course.ts';
import type { Scores } from '../letters/letter.ts';
import { addSecondOpinion, findLetterPlace, markLetter } from '../letters/marking.server.ts';
import { completeLesson, lockEnrolment, whyNotDone } from '../progress/progress.server.ts';
import { findAttemptPlace, markAttempt } from '../quizzes/attempt.server.ts';
import { addMissed, addPoorTurns } from '../reviews/review.server.ts';
import { findRun, giveReply, type Replied } from '../scenarios/run.server.ts';
import type { Reply } from '../scenarios/run.ts';
import { issueIfDue } from './certificate.server.ts';
import { planDelayedMail } from './delayed-mail.server.ts';

/*
 * The moments that can make a certificate due: the end of a lesson, a hand-in, the end of a conversation, a letter marked. Each
 * is one transaction that locks the learner's enrolment first, so that the last two things done cannot both miss the other.
 */

export type Finished = { ok: true; certificate: boolean } | { ok: false; missing: { id: string; question: string }[] };

/** Finishes a lesson at its end, once its retrieval prompts were attempted; null when the learner is not on the course. */
export async function finishLesson(viewer: Viewer, course: Course, lessonSlug: string): Promise<Finished | null> {
  if (!findLesson(course, lessonSlug)) return null;
  const missing = await whyNotDone(viewer, course, lessonSlug);
  if (!missing) return null;
  if (missing.length > 0) return { ok: false, missing };
  return db.$transaction(async (tx) => {
    const enrolmentId = await lockEnrolment(tx, viewer, course.slug);
    if (!enrolmentId) return null;
    await completeLesson(tx, enrolmentId, lessonSlug);
    return { ok: true, certificate: await issueIfDue(tx, enrolmentId, course) };
  });
}

export type HandedIn = { courseSlug: string; lessonSlug: string };

const handingIn = new Map<string, Promise<HandedIn | null>>();

/**
 * Hands an attempt in: marks it once, finishes the lesson a passed check belongs to, and issues the certificate if that
 * was the last thing missing. Handing in twice is normal and changes nothing. Null when the attempt is not theirs.
 */
export async function handIn(viewer: Viewer, attemptId: string): Promise<HandedIn | null> {
  // A crowd of identical requests (a stuck button, a retry) shares one piece of work instead of queueing for the database.
  const key = `${viewer.id}/${attemptId}`;
  const running = handingIn.get(key);
  if (running) return running;
  const work = handInOnce(viewer, attemptId).finally(() => handingIn.delete(key));
  handingIn.set(key, work);
  return work;
}

async function handInOnce(viewer: Viewer, attemptId: string): Promise<HandedIn | null> {
  const place = await findAttemptPlace(viewer, attemptId);
  if (!place) return null;
  await db.$transaction(async (tx) => {
    const enrolmentId = await lockEnrolment(tx, viewer, place.courseSlug);
    if (!enrolmentId) return;
    const marked = await markAttempt(tx, attemptId);
    if (marked && place.lessonSlug !== START) await addMissed(tx, enrolmentId, marked.contentVersion, marked.missed);
    if (!marked?.passed) return;
    const course = findCourse(place.courseSlug);
    if (course && findLesson(course, place.lessonSlug)) await completeLesson(tx, enrolmentId, place.lessonSlug);
    if (course?.assessment.delayed) await planDelayedMail(tx, enrolmentId, place.lessonSlug, course.assessment.delayed.afterDays);
    if (course) await issueIfDue(tx, enrolmentId, course);
  });
  return place;
}

/** Marks a letter, tells its writer, and issues the certificate if that was the last thing missing. Null when it is not for this person to mark, or is marked already. */
export async function markLetterOnce(marker: Viewer | Admin, letterId: string, scores: Scores, comment: string): Promise<{ passed: boolean } | null> {
  const place = await findLetterPlace(marker, letterId);
  if (!place) return null;
  return db.$transaction(async (tx) => {
    await lockPlace(tx, place.enrolmentId);
    const marked = await markLetter(tx, marker, letterId, scores, comment);
    const course = findCourse(place.courseSlug);
    if (marked?.passed && course) await issueIfDue(tx, place.enrolmentId, course);
    return marked;
  });
}

/**
 * Gives a second opinion on a marked letter, tells its writer, and issues the certificate if the letter passes by it and was
 * the last thing missing. Null when it is not for this admin to give, or is given already.
 */
export async function giveSecondOpinion(admin: Admin, letterId: string, scores: Scores, comment: string): Promise<{ passes: boolean } | null> {
  const place = await findLetterPlace(admin, letterId);
  if (!place) return null;
  return db.$transaction(async (tx) => {
    await lockPlace(tx, place.enrolmentId);
    const given = await addSecondOpinion(tx, admin, letterId, scores, comment);
    const course = findCourse(place.courseSlug);
    if (given?.passes && course) await issueIfDue(tx, place.enrolmentId, course);
    return given;
  });
}

/** The same lock, where it is somebody else who works on the learner's behalf. */
const lockPlace = (tx: Transaction, enrolmentId: string) => tx.$queryRaw`SELECT "id" FROM "Enrolment" WHERE "id" = ${enrolmentId}::uuid FOR UPDATE`;

/** Gives a reply in a conversation, and issues the certificate if its ending was the last thing missing. Null when the run is not theirs. */
export async function replyInRun(viewer: Viewer, runId: string, reply: Reply): Promise<(Replied & { courseSlug: string; scenarioSlug: string }) | null> {
  const run = await findRun(viewer, runId);
  if (!run) return null;
  const replied = await db.$transaction(async (tx) => {
    const enrolmentId = await lockEnrolment(tx, viewer, run.courseSlug);
    if (!enrolmentId) return null;
    const given = await giveReply(tx, run, reply);
    const course = findCourse(run.courseSlug);
    if (given.ok && given.ended) await addPoorTurns(tx, enrolmentId, given.ended.contentVersion, run.scenario, given.ended.conversation);
    if (given.ok && given.verdict && course) await issueIfDue(tx, enrolmentId, course);
    return given;
  });
  return replied && { ...replied, courseSlug: run.courseSlug, scenarioSlug: run.scenario.slug };
}
