import 'server-only';
import { now } from '#lib/clock.ts';
import { readYaml } from '#lib/content.ts';
import { db, type Transaction } from '#lib/db.ts';
import { siteUrl } from '#lib/env.ts';
import { isUuid } from '#lib/form.ts';
import { queueMail } from '#lib/mail.ts';
import type { Admin, Viewer } from '../accounts/account.ts';
import { findCourse } from '../courses/course.server.ts';
import { type Course, isOpen, letterUrl } from '../courses/course.ts';
import { isGoodEnough, type Letter, type LetterTask, letterTaskSchema, type Scores } from './letter.ts';

const tasks = new Map<string, LetterTask>();
/** The letter a course asks for, or null when its certificate asks for none. Read once; a bad file stops the build by name. */
export function findLetterTask(course: Course): LetterTask | null {
  if (!isOpen(course) || !course.assessment.letter) return null;
  const known = tasks.get(course.slug) ?? readYaml(`courses/${course.slug}/letter.yaml`, letterTaskSchema);
  tasks.set(course.slug, known);
  return known;
}

const select = {
  id: true,
  text: true,
  handedInAt: true,
  selfScores: true,
  mentorEmail: true,
  askedAt: true,
  closedAt: true,
  passed: true,
  mark: { select: { scores: true, comment: true, markedBy: true, markedAt: true } },
} as const;

type Row = NonNullable<Awaited<ReturnType<typeof findRows>>>['letters'][number];

const findRows = (viewer: Viewer, courseSlug: string) =>
  db.enrolment.findUnique({
    where: { userId_courseSlug: { userId: viewer.id, courseSlug } },
    relationLoadStrategy: 'join',
    select: { letters: { orderBy: { createdAt: 'desc' }, take: 20, select } },
  });

const toLetter = (row: Row): Letter => ({
  id: row.id,
  text: row.text,
  state: row.closedAt ? 'marked' : row.askedAt ? 'asked' : row.selfScores ? 'scored' : row.handedInAt ? 'handed-in' : 'draft',
  selfScores: row.selfScores as Scores | null,
  mentorEmail: row.mentorEmail,
  mark: row.mark && { ...row.mark, scores: row.mark.scores as Scores },
  passed: row.passed,
});

/** The learner's own letters on a course, the latest first; null when they are not on it. */
export const findLetters = async (viewer: Viewer, courseSlug: string): Promise<Letter[] | null> =>
  (await findRows(viewer, courseSlug))?.letters.map(toLetter) ?? null;

/** The open letter of a learner on a course that asks for one, in a state that may be written to. */
const openLetter = (viewer: Viewer, courseSlug: string) => ({ enrolment: { userId: viewer.id, courseSlug }, closedAt: null });

/**
 * Saves the draft as it was typed, whole; the first save begins the letter. False when it is handed in already, or they
 * are not on the course. Many first saves at once begin one letter: the partial unique index settles it.
 */
export async function saveDraft(viewer: Viewer, course: Course, text: string): Promise<boolean> {
  if (!findLetterTask(course)) return false;
  const enrolment = await db.enrolment.findUnique({ where: { userId_courseSlug: { userId: viewer.id, courseSlug: course.slug } }, select: { id: true } });
  if (!enrolment) return false;
  await db.letter.createMany({ data: [{ enrolmentId: enrolment.id, text, createdAt: now(), savedAt: now() }], skipDuplicates: true });
  const { count } = await db.letter.updateMany({ where: { enrolmentId: enrolment.id, closedAt: null, handedInAt: null }, data: { text, savedAt: now() } });
  return count === 1;
}

/** Hands the draft in; from then on its text stays as it is. False when there is none to hand in. */
export async function handInLetter(viewer: Viewer, courseSlug: string): Promise<boolean> {
  const { count } = await db.letter.updateMany({
    where: { ...openLetter(viewer, courseSlug), handedInAt: null, text: { not: '' } },
    data: { handedInAt: now() },
  });
  return count === 1;
}

/** The writer's own scores, which come before anybody else's. */
export async function scoreOwnLetter(viewer: Viewer, courseSlug: string, scores: Scores): Promise<boolean> {
  const { count } = await db.letter.updateMany({
    where: { ...openLetter(viewer, courseSlug), handedInAt: { not: null }, askedAt: null },
    data: { selfScores: scores },
  });
  return count === 1;
}

/** Puts the letter to a mentor: the one who is named, who gets a mail, or any admin. */
export async function askForMark(viewer: Viewer, course: Course, mentorEmail: string | null): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const open = await tx.letter.findFirst({
      where: { ...openLetter(viewer, course.slug), askedAt: null, handedInAt: { not: null } },
      select: { id: true, selfScores: true },
    });
    if (!open?.selfScores) return false;
    const { count } = await tx.letter.updateMany({ where: { id: open.id, askedAt: null }, data: { askedAt: now(), mentorEmail } });
    if (count === 1 && mentorEmail) await queueMail(tx, mentorMail(mentorEmail, viewer.name, course.title, open.id));
    return count === 1;
  });
}

function mentorMail(to: string, name: string, courseTitle: string, letter: string) {
  const who = name || 'A learner';
  return {
    to,
    subject: 'A letter to mark',
    text: `${who} is on the course “${courseTitle}” and has named you as the mentor who marks their response letter.\n\nIt takes about fifteen minutes: read the letter, score it on six criteria, and say in a few words what works and what to mend. Sign in with this address:\n\n${siteUrl(`/letters/${letter}`)}\n\nIf you do not know them, do nothing: nobody else hears of it.\n`,
  };
}

export type LetterToMark = { id: string; courseSlug: string; writer: string; text: string; selfScores: Scores; done: boolean };

/** Whom a letter waits for: the mentor its writer named, by the address they signed in with, or any admin. Never its writer. */
const waitsFor = (viewer: Viewer) => ({
  askedAt: { not: null },
  enrolment: { userId: { not: viewer.id } },
  ...(viewer.role === 'ADMIN' ? {} : { mentorEmail: viewer.email }),
});

/** A letter for whoever may mark it; null for everybody else, its writer included. */
export async function findLetterToMark(viewer: Viewer, id: string): Promise<LetterToMark | null> {
  if (!isUuid(id)) return null;
  const row = await db.letter.findFirst({
    where: { id, ...waitsFor(viewer) },
    relationLoadStrategy: 'join',
    select: { id: true, text: true, selfScores: true, closedAt: true, enrolment: { select: { courseSlug: true, user: { select: { name: true } } } } },
  });
  return row && toMark(row);
}

/** Letters that wait to be marked, the longest waiting first. */
export async function listLettersToMark(admin: Admin): Promise<(LetterToMark & { mentorNamed: boolean; askedAt: Date })[]> {
  const rows = await db.letter.findMany({
    where: { ...waitsFor(admin), closedAt: null },
    orderBy: { askedAt: 'asc' },
    take: 100,
    relationLoadStrategy: 'join',
    select: {
      id: true,
      text: true,
      selfScores: true,
      closedAt: true,
      mentorEmail: true,
      askedAt: true,
      enrolment: { select: { courseSlug: true, user: { select: { name: true } } } },
    },
  });
  return rows.map((row) => ({ ...toMark(row), mentorNamed: row.mentorEmail !== null, askedAt: row.askedAt! }));
}

const toMark = (row: {
  id: string;
  text: string;
  selfScores: unknown;
  closedAt: Date | null;
  enrolment: { courseSlug: string; user: { name: string } };
}): LetterToMark => ({
  id: row.id,
  text: row.text,
  selfScores: row.selfScores as Scores,
  done: row.closedAt !== null,
  courseSlug: row.enrolment.courseSlug,
  writer: row.enrolment.user.name || 'A learner',
});

/** Whose enrolment a letter hangs on, for the lock that comes before its marking. */
export async function findLetterPlace(viewer: Viewer, id: string): Promise<{ enrolmentId: string; courseSlug: string } | null> {
  if (!isUuid(id)) return null;
  const row = await db.letter.findFirst({
    where: { id, ...waitsFor(viewer) },
    relationLoadStrategy: 'join',
    select: { enrolmentId: true, enrolment: { select: { courseSlug: true } } },
  });
  return row && { enrolmentId: row.enrolmentId, courseSlug: row.enrolment.courseSlug };
}

/**
 * Marks a letter, once, inside the caller's transaction, and closes it; of two who mark at once the first is kept. Tells
 * the writer by mail. Null when it is marked already.
 */
export async function markLetter(tx: Transaction, marker: Viewer, id: string, scores: Scores, comment: string): Promise<{ passed: boolean } | null> {
  const letter = await tx.letter.findFirst({
    where: { id, closedAt: null, ...waitsFor(marker) },
    select: { mentorEmail: true, enrolment: { select: { courseSlug: true, user: { select: { email: true } } } } },
  });
  if (!letter) return null;
  const markedBy = letter.mentorEmail === marker.email ? 'their named mentor' : 'an admin';
  const { count } = await tx.letterMark.createMany({
    data: [{ letterId: id, markerId: marker.id, markedBy, scores, comment, markedAt: now() }],
    skipDuplicates: true,
  });
  if (count === 0) return null;
  const passed = isGoodEnough(scores);
  await tx.letter.updateMany({ where: { id, closedAt: null }, data: { closedAt: now(), passed } });
  const { courseSlug, user } = letter.enrolment;
  const course = findCourse(courseSlug);
  await queueMail(tx, {
    to: user.email,
    subject: 'Your letter has been marked',
    text: `Your response letter for “${course?.title ?? 'your course'}” has been marked by ${markedBy === 'an admin' ? 'an admin' : 'the mentor you named'}.\n\n${passed ? 'It meets all six criteria.' : 'It does not meet all six criteria yet. You can read why, and write another.'}\n\n${siteUrl(letterUrl(courseSlug))}\n`,
  });
  return { passed };
}
