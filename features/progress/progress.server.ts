import 'server-only';
import { now } from '#lib/clock.ts';
import { db, type Transaction } from '#lib/db.ts';
import type { Viewer } from '../accounts/account.ts';
import { findCourse } from '../courses/course.server.ts';
import { type Course, DELAYED, FINAL, findLesson } from '../courses/course.ts';
import { inForce } from '../enrolments/waiver.server.ts';
import { missingPrompts, noteKey, type Progress } from './progress.ts';

const EACH_VERDICT: ('scenarioSlug' | 'verdict')[] = ['scenarioSlug', 'verdict'];

const progressSelect = () =>
  ({
    id: true,
    courseSlug: true,
    createdAt: true,
    placeLesson: true,
    placeHeading: true,
    placeAt: true,
    completions: { select: { lessonSlug: true } },
    notes: { select: { lessonSlug: true, blockId: true, text: true } },
    attempts: {
      select: { id: true, lessonSlug: true, state: true, passed: true, score: true, questionIds: true, byOutcome: true, startedAt: true, markedAt: true },
      orderBy: { startedAt: 'desc' },
    },
    exercises: { select: { lessonSlug: true, exerciseId: true, value: true, met: true } },
    runs: {
      select: { id: true, scenarioSlug: true, verdict: true, ending: true, startedAt: true, endedAt: true, _count: { select: { replies: true } } },
      orderBy: { startedAt: 'desc' },
      // The latest of each verdict, and the open one: all that a page needs, however often they have practised.
      distinct: EACH_VERDICT,
    },
    letters: { select: { handedInAt: true, selfScores: true, askedAt: true, closedAt: true, passed: true }, orderBy: { createdAt: 'desc' } },
    certificates: { where: { revokedAt: null, supersededAt: null }, select: { code: true, issuedAt: true } },
    dueAt: true,
    waivers: { where: inForce(), select: { id: true }, take: 1 },
    allowances: { where: { usedAt: null }, take: 1, select: { id: true } },
    _count: { select: { cards: { where: { box: { lte: 5 }, dueAt: { lte: now() } } } } },
  }) as const;

type Row = NonNullable<Awaited<ReturnType<typeof findRow>>>;

const findRow = (viewer: Viewer, courseSlug: string) =>
  db.enrolment.findUnique({
    where: { userId_courseSlug: { userId: viewer.id, courseSlug }, withdrawnAt: null },
    relationLoadStrategy: 'join',
    select: progressSelect(),
  });

function toProgress(row: Row): Progress {
  const attempts = row.attempts.map((attempt) => ({
    ...attempt,
    open: attempt.state === 'IN_PROGRESS',
    // A line rewritten is not scored, so what was marked is counted and not what was drawn.
    of: attempt.byOutcome
      ? Object.values(attempt.byOutcome as Record<string, { of: number }>).reduce((sum, { of }) => sum + of, 0)
      : attempt.questionIds.length,
    lesson: attempt.lessonSlug,
  }));
  const sittings = (kind: string): Progress['finals'] =>
    attempts
      .filter(({ lesson }) => lesson === kind)
      .map(({ id, open, passed, score, of, startedAt, markedAt }) => ({ id, open, passed, score, of, startedAt, markedAt }));
  return {
    enrolmentId: row.id,
    courseSlug: row.courseSlug,
    enrolledAt: row.createdAt,
    completed: new Set(row.completions.map(({ lessonSlug }) => lessonSlug)),
    notes: new Map(row.notes.map(({ lessonSlug, blockId, text }) => [noteKey(lessonSlug, blockId), text])),
    place: row.placeLesson && row.placeAt ? { lesson: row.placeLesson, heading: row.placeHeading, at: row.placeAt } : null,
    finals: sittings(FINAL),
    delayed: sittings(DELAYED),
    letters: row.letters.map(({ handedInAt, selfScores, askedAt, closedAt, passed }) => ({
      state: closedAt ? 'marked' : askedAt ? 'asked' : selfScores ? 'scored' : handedInAt ? 'handed-in' : 'draft',
      passed,
    })),
    checks: attempts
      .filter(({ lesson }) => lesson !== FINAL && !lesson.startsWith('~'))
      .map(({ id, lesson, open, passed, score, of }) => ({ id, lesson, open, passed, score, of })),
    exercises: new Map(
      row.exercises.map(({ lessonSlug, exerciseId, value, met }) => [noteKey(lessonSlug, exerciseId), { value: value as Record<string, string>, met }]),
    ),
    runs: row.runs.map(({ scenarioSlug, _count, ...run }) => ({ ...run, scenario: scenarioSlug, replies: _count.replies })),
    allowance: row.allowances.length > 0,
    // Cards come once the course itself is behind the learner.
    due: attempts.some(({ lesson, passed }) => lesson === FINAL && passed) ? row._count.cards : 0,
    certificate: row.certificates[0] ?? null,
    // Whoever need not take it is not hurried.
    dueAt: row.waivers.length > 0 ? null : row.dueAt,
  };
}

/** What this learner has done on a course, in one round trip; null when they are not on it, or were taken off it. */
export async function findProgress(viewer: Viewer, courseSlug: string): Promise<Progress | null> {
  const row = await findRow(viewer, courseSlug);
  return row ? toProgress(row) : null;
}

/** Every course this learner is on, the one touched last first. */
export async function listProgress(viewer: Viewer): Promise<Progress[]> {
  const rows = await db.enrolment.findMany({
    where: { userId: viewer.id, withdrawnAt: null },
    relationLoadStrategy: 'join',
    select: progressSelect(),
    take: 100,
  });
  const touched = ({ placeAt, createdAt }: Row) => (placeAt ?? createdAt).getTime();
  return rows.sort((a, b) => touched(b) - touched(a)).map(toProgress);
}

/** The valid certificates of courses they were taken off: what was earned stays theirs. */
export const listKeptCertificates = (viewer: Viewer): Promise<{ code: string; courseTitle: string; issuedAt: Date }[]> =>
  db.certificate.findMany({
    where: { revokedAt: null, supersededAt: null, enrolment: { userId: viewer.id, withdrawnAt: { not: null } } },
    orderBy: { issuedAt: 'desc' },
    take: 100,
    select: { code: true, courseTitle: true, issuedAt: true },
  });

/** Saves what the learner wrote in a lesson's box, whole, replacing what was there; false when the box is not theirs to write in. */
export async function saveNote(viewer: Viewer, courseSlug: string, lessonSlug: string, blockId: string, text: string): Promise<boolean> {
  const course = findCourse(courseSlug);
  const lesson = course && findLesson(course, lessonSlug);
  if (!lesson?.noteIds.includes(blockId)) return false;
  const written = await db.$executeRaw`
    INSERT INTO "Note" ("enrolmentId", "lessonSlug", "blockId", "text", "createdAt", "updatedAt")
    SELECT e."id", ${lessonSlug}, ${blockId}, ${text}, ${now()}, ${now()}
    FROM "Enrolment" e WHERE e."userId" = ${viewer.id}::uuid AND e."courseSlug" = ${courseSlug} AND e."withdrawnAt" IS NULL
    ON CONFLICT ("enrolmentId", "lessonSlug", "blockId") DO UPDATE SET "text" = EXCLUDED."text", "updatedAt" = EXCLUDED."updatedAt"`;
  return written === 1;
}

/** Remembers where in a lesson the learner is, for their other devices; false when they are not on the course. */
export async function savePlace(viewer: Viewer, courseSlug: string, lessonSlug: string, heading: string | null): Promise<boolean> {
  const course = findCourse(courseSlug);
  const lesson = course && findLesson(course, lessonSlug);
  if (!lesson || (heading !== null && !lesson.headings.some(({ id }) => id === heading))) return false;
  const { count } = await db.enrolment.updateMany({
    where: { userId: viewer.id, courseSlug, withdrawnAt: null },
    data: { placeLesson: lessonSlug, placeHeading: heading, placeAt: now() },
  });
  return count === 1;
}

/** Locks the learner's row on a course, so that the steps that can make a certificate due happen one after the other. */
export async function lockEnrolment(tx: Transaction, viewer: Viewer, courseSlug: string): Promise<string | null> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Enrolment" WHERE "userId" = ${viewer.id}::uuid AND "courseSlug" = ${courseSlug} AND "withdrawnAt" IS NULL FOR UPDATE`;
  return rows[0]?.id ?? null;
}

/** Marks a lesson done, once; progress is insert-only. */
export async function completeLesson(tx: Transaction, enrolmentId: string, lessonSlug: string): Promise<void> {
  await tx.lessonCompletion.createMany({ data: [{ enrolmentId, lessonSlug, createdAt: now() }], skipDuplicates: true });
}

/** The retrieval prompts still to attempt before this lesson can be finished by its end. */
export async function whyNotDone(viewer: Viewer, course: Course, lessonSlug: string): Promise<{ id: string; question: string }[] | null> {
  const lesson = findLesson(course, lessonSlug);
  const progress = lesson && (await findProgress(viewer, course.slug));
  return progress ? missingPrompts(lesson, progress) : null;
}
