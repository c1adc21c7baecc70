import { type Course, DELAYED, START } from '../courses/course.ts';
import { type AnswerValue, isRight, isScored, type Question, seeded, shuffle } from './question.ts';

/** Everything a course asks, with its rules, under one content version. */
export type Bank = {
  hash: string;
  courseSlug: string;
  outcomes: string[];
  final: Course['assessment']['final'];
  delayed?: Course['assessment']['delayed'];
  finalItems: Question[];
  /** The passing share of a lesson check. */
  checkPassMark: number;
  checks: Record<string, { draw: number; items: Question[] }>;
};

/** What a check is called where it is taken. */
export const nameOf = (lessonSlug: string | null, lesson?: { title: string } | undefined): string =>
  lesson ? `Check: ${lesson.title}` : lessonSlug === DELAYED ? 'Delayed check' : lessonSlug === START ? 'Start here?' : 'Final check';

export type ByOutcome = Record<string, { right: number; of: number }>;
export type Marked = { score: number; of: number; passed: boolean; byOutcome: ByOutcome; missed: string[] };

/** How many right answers pass. */
export const needed = (count: number, passMark: number) => Math.ceil(count * passMark - 1e-9);

/** Questions least seen by this learner first; among equals, by the seed. */
function freshest(items: Question[], seen: ReadonlyMap<string, number>, random: () => number): Question[] {
  return shuffle(items, random).sort((a, b) => (seen.get(a.id) ?? 0) - (seen.get(b.id) ?? 0));
}

/** Draws a final check to the course's blueprint: at least two questions per outcome, evenly spread, fresh ones first. */
export function drawFinal(bank: Bank, seen: ReadonlyMap<string, number>, seed: number): Question[] {
  const random = seeded(seed);
  const pools = shuffle(bank.outcomes, random).map((outcome) =>
    freshest(
      bank.finalItems.filter((item) => item.outcome === outcome),
      seen,
      random,
    ),
  );
  const drawn: Question[] = [];
  while (drawn.length < bank.final.draw && pools.some((pool) => pool.length > 0)) {
    for (const pool of pools) {
      const next = drawn.length < bank.final.draw ? pool.shift() : undefined;
      if (next) drawn.push(next);
    }
  }
  return shuffle(drawn, random);
}

/** Draws the delayed check: questions of the final bank, fresh ones first, spread over the outcomes. */
export const drawDelayed = (bank: Bank, seen: ReadonlyMap<string, number>, seed: number): Question[] =>
  drawFinal({ ...bank, final: { ...bank.final, draw: bank.delayed?.draw ?? 0 } }, seen, seed);

/** The five questions of “start here?”, one an outcome, which nobody scores. */
export const START_DRAW = 5;
export const drawStart = (bank: Bank, seen: ReadonlyMap<string, number>, seed: number): Question[] =>
  drawFinal({ ...bank, final: { ...bank.final, draw: START_DRAW } }, seen, seed);

/** Draws a lesson check, fresh questions first; where there are lines to rewrite, one of them stands at its end. */
export function drawCheck(bank: Bank, lesson: string, seen: ReadonlyMap<string, number>, seed: number): Question[] {
  const check = bank.checks[lesson];
  if (!check) return [];
  const random = seeded(seed);
  const scored = freshest(check.items.filter(isScored), seen, random).slice(0, check.draw);
  const rewrites = freshest(
    check.items.filter((item) => !isScored(item)),
    seen,
    random,
  );
  return [...scored, ...rewrites.slice(0, 1)];
}

/** Marks answers: one point for each question wholly right, counted by outcome as well. A rewrite counts for nothing here. */
export function mark(questions: Question[], answers: ReadonlyMap<string, AnswerValue>, passMark: number, perOutcome = 0): Marked {
  const byOutcome: ByOutcome = {};
  let score = 0;
  const missed: string[] = [];
  const scored = questions.filter(isScored);
  for (const question of scored) {
    const tally = (byOutcome[question.outcome] ??= { right: 0, of: 0 });
    tally.of += 1;
    if (isRight(question, answers.get(question.id))) {
      tally.right += 1;
      score += 1;
    } else missed.push(question.id);
  }
  return { score, of: scored.length, passed: score >= needed(scored.length, passMark) && weakOutcomes(byOutcome, perOutcome).length === 0, byOutcome, missed };
}

/** The outcomes with a smaller share of right answers than each needs; they fail a check whatever its score. */
export const weakOutcomes = (byOutcome: ByOutcome, perOutcome: number): string[] =>
  Object.keys(byOutcome).filter((outcome) => byOutcome[outcome]!.right < needed(byOutcome[outcome]!.of, perOutcome));

/** When the next final check may begin; null means now. */
export function nextFinalAt(lastMarkedAt: Date | null, waitHours: number, now: Date): Date | null {
  if (!lastMarkedAt) return null;
  const opens = new Date(lastMarkedAt.getTime() + waitHours * 3_600_000);
  return opens > now ? opens : null;
}

/** When the next delayed check may begin: so many days after the final was passed, and never sooner than another final could; null means now. */
export const nextDelayedAt = (finalPassedAt: Date | null, lastMarkedAt: Date | null, afterDays: number, waitHours: number, now: Date): Date | null =>
  nextFinalAt(lastMarkedAt, waitHours, now) ?? nextFinalAt(finalPassedAt, 24 * afterDays, now);
