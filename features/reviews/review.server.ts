import 'server-only';
import { days, fromNow, hours, now } from '#lib/clock.ts';
import { db, type Transaction } from '#lib/db.ts';
import { siteUrl } from '#lib/env.ts';
import { isUuid } from '#lib/form.ts';
import { queueMail } from '#lib/mail.ts';
import { seal, unseal } from '#lib/secrets.ts';
import type { Viewer } from '../accounts/account.ts';
import { findCourse } from '../courses/course.server.ts';
import { type Course, FINAL } from '../courses/course.ts';
import { afterMarking, type MarkedQuestion } from '../quizzes/attempt.ts';
import { getBankByHash } from '../quizzes/bank.server.ts';

import { type AnswerValue, disguise, forLearner, isRight, type Question, type QuestionForLearner, unfit } from '../quizzes/question.ts';
import { bestOf, type Conversation, optionOf } from '../scenarios/conversation.ts';
import { getScenarioByHash } from '../scenarios/scenario.server.ts';
import { type Choice, decisionAt, type Option, type Scenario } from '../scenarios/scenario.ts';
import { DONE, daysUntil, type Item, itemName, nextBox, readItem, SITTING } from './review.ts';

/** Puts items into the first box; one that is there already goes back to it. Inside the transaction that missed them. */
async function addCards(tx: Transaction, enrolmentId: string, contentVersion: string, items: Item[]): Promise<void> {
  const dueAt = fromNow(days(daysUntil(1)!));
  for (const item of items.map(itemName)) {
    await tx.$executeRaw`
      INSERT INTO "ReviewCard" ("id", "enrolmentId", "item", "contentVersion", "dueAt", "createdAt")
      VALUES (gen_random_uuid(), ${enrolmentId}::uuid, ${item}, ${contentVersion}, ${dueAt}, ${now()})
      ON CONFLICT ("enrolmentId", "item") DO UPDATE SET "contentVersion" = EXCLUDED."contentVersion", "box" = 1, "dueAt" = EXCLUDED."dueAt"`;
  }
}

/** The questions missed in a lesson check, a final or a delayed one come back. */
export const addMissed = (tx: Transaction, enrolmentId: string, contentVersion: string, ids: string[]) =>
  addCards(
    tx,
    enrolmentId,
    contentVersion,
    ids.map((id) => ({ kind: 'question', id })),
  );

/** The poor turns of a conversation that has ended come back. */
export async function addPoorTurns(tx: Transaction, enrolmentId: string, contentVersion: string, scenario: Scenario, { turns }: Conversation) {
  const poor = turns.filter((turn) => optionOf(scenario, turn).quality === 'poor');
  await addCards(
    tx,
    enrolmentId,
    contentVersion,
    poor.map(({ node }) => ({ kind: 'turn', scenario: scenario.slug, node })),
  );
}

/** Cards come once the course itself is behind the learner: its final check is passed. */
const due = (userId: string) => ({
  box: { lt: DONE },
  dueAt: { lte: now() },
  enrolment: { userId, withdrawnAt: null, attempts: { some: { lessonSlug: FINAL, passed: true } } },
});

/* Only what the page shows goes to it: a card holds no course and no scenario. */
type Shared = { id: string; courseTitle: string; answers: number };
export type OpenCard = Shared & ({ kind: 'question'; question: QuestionForLearner } | { kind: 'turn'; scenarioTitle: string; prompt: string; lines: string[] });
export type AnsweredCard = { box: number; right: boolean; again: Date | null } & (
  | { kind: 'question'; question: MarkedQuestion }
  | { kind: 'turn'; prompt: string; said: Option; steadier: Option | null }
);

/** What the form of a card answers: a word about what is wrong, or the card opened up. */
export type CardState = { message?: string; answered?: AnsweredCard };

const select = { id: true, item: true, contentVersion: true, box: true, answers: true, dueAt: true, enrolment: { select: { courseSlug: true } } } as const;
type Row = { id: string; item: string; contentVersion: string; box: number; answers: number; dueAt: Date; enrolment: { courseSlug: string } };

/** The question of a card, in the order it has this time: another each time it is met. */
async function questionOf(row: Row, id: string): Promise<{ question: Question; seed: number } | null> {
  const bank = await getBankByHash(row.contentVersion, row.enrolment.courseSlug);
  const question = [bank.finalItems, ...Object.values(bank.checks).map(({ items }) => items)].flat().find((item) => item.id === id);
  const seed = row.answers * 7_919 + row.item.length;
  return question ? { question: disguise(question, seed), seed } : null;
}

async function toOpen(row: Row): Promise<OpenCard | null> {
  const course = findCourse(row.enrolment.courseSlug);
  const item = readItem(row.item);
  if (!course || !item) return null;
  const shared = { id: row.id, courseTitle: course.short, answers: row.answers };
  if (item.kind === 'question') {
    const found = await questionOf(row, item.id);
    return found && { ...shared, kind: 'question', question: forLearner(found.question, found.seed) };
  }
  const scenario = await getScenarioByHash(row.contentVersion, course.slug, item.scenario);
  const { prompt, options } = decisionAt(scenario, item.node);
  return { ...shared, kind: 'turn', scenarioTitle: scenario.title, prompt, lines: options.map(({ line }) => line) };
}

/** The same order on every page: cards made in one moment are due in one, so the item settles it. */
export const LONGEST_DUE_FIRST = [{ dueAt: 'asc' as const }, { item: 'asc' as const }];

/** A card of theirs, due or not, and the one that is due after it, in one round trip; null for anybody else's. */
export async function findCard(viewer: Viewer, id: string): Promise<{ card: OpenCard; nextId: string | null } | null> {
  if (!isUuid(id)) return null;
  const rows = await db.reviewCard.findMany({
    where: { OR: [{ id, enrolment: { userId: viewer.id, withdrawnAt: null } }, due(viewer.id)] },
    orderBy: LONGEST_DUE_FIRST,
    // More than a course can have: the card itself must be among them, wherever it stands.
    take: 200,
    relationLoadStrategy: 'join',
    select,
  });
  const row = rows.find((other) => other.id === id);
  const card = row && (await toOpen(row));
  return card ? { card, nextId: rows.find((other) => other.id !== id)?.id ?? null } : null;
}

/** What is due for this learner now, the longest due first, a sitting at a time. */
export async function listDue(viewer: Viewer): Promise<OpenCard[]> {
  const rows = await db.reviewCard.findMany({ where: due(viewer.id), orderBy: LONGEST_DUE_FIRST, take: SITTING, relationLoadStrategy: 'join', select });
  return (await Promise.all(rows.map(toOpen))).flatMap((card) => card ?? []);
}

/**
 * Answers a card of theirs: opens it up, and moves it to its next box if it is due. Sent twice it moves once: the second finds
 * another number of answers and only opens it up, as does an answer to one that is not due yet. Null for a card that is not
 * theirs; a sentence when the answer does not fit.
 */
export async function answerCard(
  viewer: Viewer,
  id: string,
  answers: number,
  given: { value: AnswerValue; choice?: Choice | undefined },
): Promise<AnsweredCard | string | null> {
  const row = isUuid(id)
    ? await db.reviewCard.findFirst({ where: { id, enrolment: { userId: viewer.id, withdrawnAt: null } }, relationLoadStrategy: 'join', select })
    : null;
  const course = row && findCourse(row.enrolment.courseSlug);
  const item = row && readItem(row.item);
  if (!row || !course || !item) return null;
  const asked = { ...row, answers };
  const opened = item.kind === 'question' ? await openQuestion(asked, item.id, given.value) : await openTurn(asked, course, item, given.choice);
  if (opened === null || typeof opened === 'string') return opened;
  const box = nextBox(row.box, opened.right);
  const wait = daysUntil(box);
  const dueAt = fromNow(days(wait ?? 0));
  const { count } = await db.reviewCard.updateMany({
    where: { id, answers, dueAt: { lte: now() } },
    data: { box, dueAt, answers: answers + 1, answeredAt: now() },
  });
  const again = count === 1 ? (wait === null ? null : dueAt) : row.box === DONE ? null : row.dueAt;
  return { box: count === 1 ? box : row.box, again, ...opened };
}

async function openQuestion(row: Row, id: string, value: AnswerValue) {
  const found = await questionOf(row, id);
  if (!found) return null;
  const refused = unfit(found.question, value);
  if (refused) return refused;
  return { kind: 'question' as const, right: isRight(found.question, value), question: afterMarking(found.question, found.seed, value) };
}

async function openTurn(row: Row, course: Course, { scenario: slug, node }: { scenario: string; node: string }, choice: Choice | undefined) {
  if (!choice) return 'Choose one of the three.';
  const scenario = await getScenarioByHash(row.contentVersion, course.slug, slug);
  const said = optionOf(scenario, { node, choice });
  const best = bestOf(scenario, node).option;
  return { kind: 'turn' as const, prompt: decisionAt(scenario, node).prompt, said, steadier: said === best ? null : best, right: said === best };
}

/* The mail that says so. */

const MAIL = 'review-mail';

/** An address that switches a person's review mail off, for whoever holds it: it came to them alone. */
export const offUrl = (userId: string) => `/review/mail/${seal(MAIL, userId)}`;

/** Whose review mail a link is about; null for a forged one. */
export const readOffLink = (link: string): string | null => unseal(MAIL, link);

/** Whether the review mail a link is about is on; null for a forged link, or whose account is gone. */
export async function findReviewMail(link: string): Promise<{ on: boolean } | null> {
  const id = readOffLink(link);
  const row = id && (await db.user.findUnique({ where: { id }, select: { reviewMail: true } }));
  return row ? { on: row.reviewMail } : null;
}

export async function setReviewMail(userId: string, on: boolean): Promise<void> {
  await db.user.updateMany({ where: { id: userId }, data: { reviewMail: on } });
}

export const wantsReviewMail = async (viewer: Viewer): Promise<boolean> =>
  (await db.user.findUniqueOrThrow({ where: { id: viewer.id }, select: { reviewMail: true } })).reviewMail;

/** Tells everybody with cards due, at most once in 20 hours each, however many instances ask; answers how many. */
export async function remindOfReviews(): Promise<number> {
  const before = fromNow(-hours(20));
  const notSince = { OR: [{ reviewMailAt: null }, { reviewMailAt: { lt: before } }] };
  const people = await db.user.findMany({
    where: {
      reviewMail: true,
      deactivatedAt: null,
      ...notSince,
      enrolments: {
        some: { withdrawnAt: null, cards: { some: { box: { lt: DONE }, dueAt: { lte: now() } } }, attempts: { some: { lessonSlug: FINAL, passed: true } } },
      },
    },
    take: 500,
    select: { id: true, email: true },
  });
  let told = 0;
  for (const { id, email } of people) {
    await db.$transaction(async (tx) => {
      const { count } = await tx.user.updateMany({ where: { id, reviewMail: true, ...notSince }, data: { reviewMailAt: now() } });
      if (count === 0) return;
      told += 1;
      await queueMail(tx, {
        to: email,
        subject: 'Two minutes of review',
        text: `Something you missed on a course has come round again. It takes about two minutes:\n\n${siteUrl('/review')}\n\nIt comes back after 1, 3, 7, 21 and 60 days, and then no more.\n\nTo stop these mails, with one click:\n${siteUrl(offUrl(id))}\n`,
        unsubscribe: siteUrl(offUrl(id)),
      });
    });
  }
  return told;
}
