import 'server-only';
import { randomInt } from 'node:crypto';
import { now } from '#lib/clock.ts';
import { db, type Transaction } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import type { Prisma } from '#prisma/client/client.ts';
import type { Viewer } from '../accounts/account.ts';
import { findCourse } from '../courses/course.server.ts';
import { type Course, DELAYED, FINAL, findLesson, isOpen, START } from '../courses/course.ts';
import { afterMarking, type MarkedAttempt, type OpenAttempt } from './attempt.ts';
import { getBank, getBankByHash, storeBank } from './bank.server.ts';
import { type Bank, type ByOutcome, drawCheck, drawDelayed, drawFinal, drawStart, type Marked, mark, needed, nextDelayedAt, nextFinalAt } from './bank.ts';
import { type AnswerValue, answerSchema, disguise, forLearner, isScored, ofRubric, type Question, unfit } from './question.ts';

export type Started =
  | { ok: true; attemptId: string }
  | { ok: false; reason: 'not-enrolled' | 'passed' | 'too-early' }
  | { ok: false; reason: 'wait'; until: Date };

/**
 * Starts a lesson check, or the final check when no lesson is named, or answers the one already open on any device.
 * Many starts at once make one attempt: the partial unique index settles it.
 */
export async function startAttempt(viewer: Viewer, course: Course, lessonSlug = FINAL): Promise<Started | null> {
  if (!isOpen(course) || !hasCheck(course, lessonSlug)) return null;
  const bank = getBank(course);
  const enrolment = await db.enrolment.findUnique({
    where: { userId_courseSlug: { userId: viewer.id, courseSlug: course.slug }, withdrawnAt: null },
    relationLoadStrategy: 'join',
    select: {
      id: true,
      attempts: {
        where: { lessonSlug: { in: isOfFinalBank(lessonSlug) ? [FINAL, DELAYED, START] : [lessonSlug] } },
        orderBy: { startedAt: 'desc' },
        select: { id: true, lessonSlug: true, state: true, passed: true, markedAt: true, questionIds: true },
      },
      allowances: { where: { usedAt: null }, take: 1, select: { id: true } },
    },
  });
  if (!enrolment) return { ok: false, reason: 'not-enrolled' };
  const own = enrolment.attempts.filter((attempt) => attempt.lessonSlug === lessonSlug);
  const open = own.find(({ state }) => state === 'IN_PROGRESS');
  if (open) return { ok: true, attemptId: open.id };
  // It shows keys of the final check's questions, so it is taken once; its result stays to be looked at.
  if (lessonSlug === START && own[0]) return { ok: true, attemptId: own[0].id };
  let byAllowance = false;
  if (lessonSlug === FINAL || lessonSlug === DELAYED) {
    if (own.some(({ passed }) => passed)) return { ok: false, reason: 'passed' };
    const finalPassedAt = enrolment.attempts.find((attempt) => attempt.lessonSlug === FINAL && attempt.passed)?.markedAt ?? null;
    if (lessonSlug === DELAYED && !finalPassedAt) return { ok: false, reason: 'too-early' };
    const last = own[0]?.markedAt ?? null;
    const { waitHours } = bank.final;
    const opens = (after: Date | null) =>
      lessonSlug === FINAL
        ? nextFinalAt(after, waitHours, now())
        : nextDelayedAt(finalPassedAt, after, course.assessment.delayed?.afterDays ?? 0, waitHours, now());
    const until = opens(last);
    // An allowance lifts the wait after a sitting that failed, and no other.
    byAllowance = until !== null && opens(null) === null && enrolment.allowances.length > 0;
    if (until && !byAllowance) return { ok: false, reason: 'wait', until };
  }
  const seen = new Map<string, number>();
  for (const id of enrolment.attempts.flatMap(({ questionIds }) => questionIds)) seen.set(id, (seen.get(id) ?? 0) + 1);
  const seed = randomInt(2 ** 31 - 1);
  const questions = draw(bank, lessonSlug, seen, seed);
  await storeBank(bank);
  const attempt = { enrolmentId: enrolment.id, lessonSlug, contentVersion: bank.hash, seed, questionIds: questions.map(({ id }) => id), startedAt: now() };
  if (byAllowance) await createByAllowance(attempt);
  else await db.attempt.createMany({ data: [attempt], skipDuplicates: true });
  const made = await db.attempt.findFirst({ where: { enrolmentId: enrolment.id, lessonSlug, state: 'IN_PROGRESS' }, select: { id: true } });
  return made ? { ok: true, attemptId: made.id } : startAttempt(viewer, course, lessonSlug);
}

/**
 * Makes an attempt by one of its enrolment's unused allowances and uses that up, both or neither. Where another start was
 * first, nothing is made and nothing used.
 */
const createByAllowance = (attempt: Prisma.AttemptCreateManyInput): Promise<void> =>
  db.$transaction(async (tx) => {
    const [allowance] = await tx.$queryRaw<{ id: string }[]>`
      SELECT "id" FROM "Allowance" WHERE "enrolmentId" = ${attempt.enrolmentId}::uuid AND "usedAt" IS NULL ORDER BY "createdAt" LIMIT 1 FOR UPDATE`;
    if (!allowance) return;
    const { count } = await tx.attempt.createMany({ data: [attempt], skipDuplicates: true });
    if (count === 1) await tx.allowance.updateMany({ where: { id: allowance.id, usedAt: null }, data: { usedAt: now() } });
  });

const findRow = async (viewer: Viewer, attemptId: string) =>
  isUuid(attemptId)
    ? db.attempt.findFirst({
        // Of a course they were taken off, what is marked can still be read.
        where: { id: attemptId, enrolment: { userId: viewer.id }, OR: [{ state: 'MARKED' }, { enrolment: { withdrawnAt: null } }] },
        relationLoadStrategy: 'join',
        include: { enrolment: { select: { courseSlug: true } }, answers: { select: { questionId: true, value: true, sequence: true, met: true } } },
      })
    : null;

/** The questions an attempt drew, in its order, from the bank it began with, under the attempt's own option ids. */
export function questionsOf(bank: Bank, { lessonSlug, questionIds, seed }: { lessonSlug: string; questionIds: string[]; seed: number }): Question[] {
  const items = isOfFinalBank(lessonSlug) ? bank.finalItems : (bank.checks[lessonSlug]?.items ?? []);
  const byId = new Map(items.map((item) => [item.id, item]));
  return questionIds.flatMap((id) => byId.get(id) ?? []).map((question) => disguise(question, seed));
}

const isOfFinalBank = (lessonSlug: string) => [FINAL, DELAYED, START].includes(lessonSlug);

const passMarkOf = (bank: Bank, lessonSlug: string) => (isOfFinalBank(lessonSlug) ? bank.final.passMark : bank.checkPassMark);

/** Whether a course has the check that is asked for. */
const hasCheck = (course: Course, lessonSlug: string) =>
  lessonSlug === FINAL ||
  (lessonSlug === DELAYED && course.assessment.delayed !== undefined) ||
  (lessonSlug === START && course.level === 'Advanced') ||
  findLesson(course, lessonSlug)?.hasCheck === true;

function draw(bank: Bank, lessonSlug: string, seen: ReadonlyMap<string, number>, seed: number): Question[] {
  if (lessonSlug === FINAL) return drawFinal(bank, seen, seed);
  if (lessonSlug === DELAYED) return drawDelayed(bank, seen, seed);
  return lessonSlug === START ? drawStart(bank, seen, seed) : drawCheck(bank, lessonSlug, seen, seed);
}

/** The learner's own attempt, with keys and reasons only once it is marked; null for anybody else's. */
export async function findAttempt(viewer: Viewer, attemptId: string): Promise<OpenAttempt | MarkedAttempt | null> {
  const row = await findRow(viewer, attemptId);
  if (!row) return null;
  const bank = await getBankByHash(row.contentVersion, row.enrolment.courseSlug);
  const questions = questionsOf(bank, row);
  const course = findCourse(row.enrolment.courseSlug);
  const shared = { id: row.id, courseSlug: row.enrolment.courseSlug, lessonSlug: row.lessonSlug || null };
  if (row.state === 'IN_PROGRESS') {
    return {
      ...shared,
      state: 'IN_PROGRESS',
      presentation: (row.lessonSlug === FINAL || row.lessonSlug === DELAYED ? bank.final.presentation : course?.assessment.lessonChecks) ?? 'all-at-once',
      questions: questions.map((question) => forLearner(question, row.seed)),
      answers: Object.fromEntries(row.answers.map(({ questionId, value, sequence }) => [questionId, { value: value as AnswerValue, sequence }])),
    };
  }
  const given = new Map(row.answers.map(({ questionId, value }) => [questionId, value as AnswerValue]));
  const met = new Map(row.answers.map((answer) => [answer.questionId, answer.met]));
  return {
    ...shared,
    state: 'MARKED',
    markedAt: row.markedAt!,
    score: row.score!,
    needed: needed(questions.filter(isScored).length, passMarkOf(bank, row.lessonSlug)),
    of: questions.filter(isScored).length,
    passed: row.passed!,
    byOutcome: row.byOutcome as ByOutcome,
    waitHours: row.lessonSlug === FINAL || row.lessonSlug === DELAYED ? bank.final.waitHours : 0,
    perOutcome: row.lessonSlug === FINAL ? (bank.final.perOutcome ?? 0) : 0,
    questions: questions.map((question) => afterMarking(question, row.seed, given.get(question.id), met.get(question.id))),
  };
}

export type Saved =
  | { ok: true; sequence: number }
  | { ok: false; reason: 'marked' }
  | { ok: false; reason: 'stale'; sequence: number; value: AnswerValue }
  | { ok: false; reason: 'unfit'; message: string };

/**
 * Saves one answer; the highest sequence number wins, whichever tab or device it comes from. Saving holds a share lock on
 * the attempt, so that an answer acknowledged before marking is in the marking. Null when the attempt is not theirs.
 */
export async function saveAnswer(viewer: Viewer, attemptId: string, questionId: string, sequence: number, value: AnswerValue): Promise<Saved | null> {
  const row = await findRow(viewer, attemptId);
  if (!row) return null;
  if (row.state === 'MARKED') return { ok: false, reason: 'marked' };
  const fits = answerSchema.safeParse(value);
  if (!fits.success) return { ok: false, reason: 'unfit', message: fits.error.issues[0]!.message };
  const bank = await getBankByHash(row.contentVersion, row.enrolment.courseSlug);
  const question = questionsOf(bank, row).find(({ id }) => id === questionId);
  const problem = question ? unfit(question, value) : 'This attempt does not have that question.';
  if (problem) return { ok: false, reason: 'unfit', message: problem };
  const written = await db.$executeRaw`
    WITH open AS (SELECT "id" FROM "Attempt" WHERE "id" = ${attemptId}::uuid AND "state" = 'IN_PROGRESS' FOR SHARE)
    INSERT INTO "Answer" ("attemptId", "questionId", "sequence", "value", "savedAt")
    SELECT open."id", ${questionId}, ${sequence}, ${JSON.stringify(value)}::jsonb, ${now()} FROM open
    ON CONFLICT ("attemptId", "questionId") DO UPDATE
      SET "sequence" = EXCLUDED."sequence", "value" = EXCLUDED."value", "savedAt" = EXCLUDED."savedAt"
      WHERE "Answer"."sequence" < EXCLUDED."sequence"`;
  if (written === 1) return { ok: true, sequence };
  const stored = await db.answer.findUnique({ where: { attemptId_questionId: { attemptId, questionId } }, select: { sequence: true, value: true } });
  if (!stored || stored.sequence < sequence) return { ok: false, reason: 'marked' };
  const same = stored.sequence === sequence && JSON.stringify(sorted(stored.value as AnswerValue)) === JSON.stringify(sorted(value));
  return same ? { ok: true, sequence } : { ok: false, reason: 'stale', sequence: stored.sequence, value: stored.value as AnswerValue };
}

const sorted = (value: AnswerValue) => Object.entries(value).sort(([a], [b]) => a.localeCompare(b));

/** Which course and quiz an attempt of theirs belongs to; null for anybody else's. */
export async function findAttemptPlace(viewer: Viewer, attemptId: string): Promise<{ courseSlug: string; lessonSlug: string } | null> {
  if (!isUuid(attemptId)) return null;
  const row = await db.attempt.findFirst({
    where: { id: attemptId, enrolment: { userId: viewer.id, withdrawnAt: null } },
    relationLoadStrategy: 'join',
    select: { lessonSlug: true, contentVersion: true, enrolment: { select: { courseSlug: true } } },
  });
  if (!row) return null;
  // Marking happens in a transaction, which must not wait for a second connection to read an older version.
  await getBankByHash(row.contentVersion, row.enrolment.courseSlug);
  return { courseSlug: row.enrolment.courseSlug, lessonSlug: row.lessonSlug };
}

/**
 * Marks an attempt inside the caller's transaction: of any number of hand-ins at once, one marks (its update finds the
 * attempt open) and the others answer null.
 */
export async function markAttempt(tx: Transaction, attemptId: string): Promise<(Marked & { contentVersion: string }) | null> {
  const locked = await tx.$queryRaw<{ contentVersion: string; lessonSlug: string; questionIds: string[]; seed: number; courseSlug: string }[]>`
    SELECT a."contentVersion", a."lessonSlug", a."questionIds", a."seed", e."courseSlug"
    FROM "Attempt" a JOIN "Enrolment" e ON e."id" = a."enrolmentId"
    WHERE a."id" = ${attemptId}::uuid AND a."state" = 'IN_PROGRESS' FOR UPDATE OF a`;
  const row = locked[0];
  if (!row) return null;
  const bank = await getBankByHash(row.contentVersion, row.courseSlug);
  const answers = await tx.answer.findMany({ where: { attemptId }, select: { questionId: true, value: true } });
  const given = new Map(answers.map(({ questionId, value }) => [questionId, value as AnswerValue]));
  const marked = mark(questionsOf(bank, row), given, passMarkOf(bank, row.lessonSlug), row.lessonSlug === FINAL ? bank.final.perOutcome : 0);
  const { score, passed, byOutcome } = marked;
  const { count } = await tx.attempt.updateMany({
    where: { id: attemptId, state: 'IN_PROGRESS' },
    data: { state: 'MARKED', score, passed, byOutcome, markedAt: now() },
  });
  return count === 1 ? { ...marked, contentVersion: row.contentVersion } : null;
}

/** Saves which lines of the rubric the learner says their own rewrite meets, once it is handed in; false for anything else. */
export async function markMyself(viewer: Viewer, attemptId: string, questionId: string, met: string[]): Promise<boolean> {
  const attempt = await findAttempt(viewer, attemptId);
  const question = attempt?.state === 'MARKED' ? attempt.questions.find(({ id }) => id === questionId) : undefined;
  if (!question?.rewrite) return false;
  const { count } = await db.answer.updateMany({
    where: { attemptId, questionId, attempt: { enrolment: { withdrawnAt: null } } },
    data: { met: ofRubric(question, met) },
  });
  return count === 1;
}
