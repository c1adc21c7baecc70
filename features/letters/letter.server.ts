import 'server-only';
import { now } from '#lib/clock.ts';
import { readYaml } from '#lib/content.ts';
import { db } from '#lib/db.ts';
import { siteUrl } from '#lib/env.ts';
import { queueMail } from '#lib/mail.ts';
import type { Viewer } from '../accounts/account.ts';
import { type Course, isOpen } from '../courses/course.ts';
import { type Letter, type LetterTask, letterTaskSchema, type Scores } from './letter.ts';

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
  savedAt: true,
  handedInAt: true,
  selfScores: true,
  mentorEmail: true,
  askedAt: true,
  closedAt: true,
  passed: true,
  mark: { select: { scores: true, comment: true, markedBy: true, markedAt: true } },
  secondOpinion: { select: { scores: true, comment: true, markedAt: true } },
} as const;

type Row = NonNullable<Awaited<ReturnType<typeof findRows>>>['letters'][number];

const findRows = (viewer: Viewer, courseSlug: string) =>
  db.enrolment.findUnique({
    where: { userId_courseSlug: { userId: viewer.id, courseSlug }, withdrawnAt: null },
    relationLoadStrategy: 'join',
    select: { letters: { orderBy: { createdAt: 'desc' }, take: 20, select } },
  });

const toLetter = (row: Row): Letter => ({
  id: row.id,
  text: row.text,
  savedAt: row.savedAt,
  state: row.closedAt ? 'marked' : row.askedAt ? 'asked' : row.selfScores ? 'scored' : row.handedInAt ? 'handed-in' : 'draft',
  selfScores: row.selfScores as Scores | null,
  mentorEmail: row.mentorEmail,
  mark: row.mark && { ...row.mark, scores: row.mark.scores as Scores },
  secondOpinion: row.secondOpinion && { ...row.secondOpinion, scores: row.secondOpinion.scores as Scores },
  passed: row.passed,
});

/** The learner's own letters on a course, the latest first; null when they are not on it. */
export const findLetters = async (viewer: Viewer, courseSlug: string): Promise<Letter[] | null> =>
  (await findRows(viewer, courseSlug))?.letters.map(toLetter) ?? null;

/** The open letter of a learner on a course that asks for one, in a state that may be written to. */
const openLetter = (viewer: Viewer, courseSlug: string) => ({ enrolment: { userId: viewer.id, courseSlug, withdrawnAt: null }, closedAt: null });

/** `fixed`: handed in already, or not theirs to write; `changed`: saved elsewhere since, at that time. */
export type SavedDraft = { ok: true; savedAt: Date } | { ok: false; reason: 'fixed' } | { ok: false; reason: 'changed'; savedAt: Date };

/**
 * Saves the draft as it was typed, whole, over the one its writer saw and over no other: a page left open elsewhere does not
 * undo what was written since. The first save begins the letter; of many at once one does, which the partial unique index settles.
 */
export async function saveDraft(viewer: Viewer, course: Course, text: string, seen: Date | null = null): Promise<SavedDraft> {
  const fixed = { ok: false, reason: 'fixed' } as const;
  if (!findLetterTask(course)) return fixed;
  const enrolment = await db.enrolment.findUnique({
    where: { userId_courseSlug: { userId: viewer.id, courseSlug: course.slug }, withdrawnAt: null },
    select: { id: true },
  });
  if (!enrolment) return fixed;
  const savedAt = now();
  const made = await db.letter.createMany({ data: [{ enrolmentId: enrolment.id, text, createdAt: savedAt, savedAt }], skipDuplicates: true });
  if (made.count === 1) return { ok: true, savedAt };
  const draft = { enrolmentId: enrolment.id, closedAt: null, handedInAt: null };
  const { count } = seen ? await db.letter.updateMany({ where: { ...draft, savedAt: seen }, data: { text, savedAt } }) : { count: 0 };
  if (count === 1) return { ok: true, savedAt };
  const kept = await db.letter.findFirst({ where: draft, select: { text: true, savedAt: true } });
  if (!kept) return fixed;
  return kept.text === text ? { ok: true, savedAt: kept.savedAt } : { ok: false, reason: 'changed', savedAt: kept.savedAt };
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
