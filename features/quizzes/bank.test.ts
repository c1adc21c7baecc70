import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { QUESTIONS } from '#test/questions.ts';
import { findCourse } from '../courses/course.server.ts';
import { readBank } from './bank.server.ts';
import { drawCheck, drawFinal, mark, needed, nextFinalAt } from './bank.ts';
import { type AnswerValue, isScored, keyOf, type Question } from './question.ts';

const bank = readBank(findCourse('straight-and-kind')!);
const lessons = Object.keys(bank.checks);
const nothingSeen: ReadonlyMap<string, number> = new Map();

const seed = fc.integer({ min: -0x80000000, max: 0xffffffff });
const seenCounts = (items: Question[]) =>
  fc.array(fc.nat(4), { minLength: items.length, maxLength: items.length }).map((counts) => new Map(items.map(({ id }, at) => [id, counts[at]!])));
const ids = (items: Question[]) => items.map(({ id }) => id);
const once = (items: Question[]) => new Map(items.map(({ id }) => [id, 1]));
const of = (items: Question[], outcome: string) => items.filter((item) => item.outcome === outcome);

describe('the final check', () => {
  test('draws what the course says, never a question twice, at least two and evenly many for every outcome', () => {
    fc.assert(
      fc.property(seed, seenCounts(bank.finalItems), (at, seen) => {
        const drawn = drawFinal(bank, seen, at);
        expect(drawn.length).toBe(bank.final.draw);
        expect(new Set(ids(drawn)).size).toBe(drawn.length);
        const counts = bank.outcomes.map((outcome) => of(drawn, outcome).length);
        expect(Math.min(...counts)).toBeGreaterThanOrEqual(2);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('is the same paper for the same seed', () => {
    fc.assert(
      fc.property(seed, seenCounts(bank.finalItems), (at, seen) => {
        expect(ids(drawFinal(bank, seen, at))).toEqual(ids(drawFinal(bank, seen, at)));
      }),
    );
  });

  test('takes the questions a learner has seen least: none left out was seen less often than one drawn', () => {
    fc.assert(
      fc.property(seed, seenCounts(bank.finalItems), (at, seen) => {
        const drawn = drawFinal(bank, seen, at);
        for (const outcome of bank.outcomes) {
          const left = of(bank.finalItems, outcome).filter((item) => !drawn.includes(item));
          expect(Math.max(...of(drawn, outcome).map(({ id }) => seen.get(id)!))).toBeLessThanOrEqual(Math.min(...left.map(({ id }) => seen.get(id)!)));
        }
      }),
    );
  });

  test('shares nothing with the one before while fresh questions last', () => {
    fc.assert(
      fc.property(seed, seed, (one, other) => {
        const first = drawFinal(bank, nothingSeen, one);
        const second = drawFinal(bank, once(first), other);
        expect(ids(second).filter((id) => ids(first).includes(id))).toEqual([]);
      }),
    );
  });

  test('a third attempt takes up what is still fresh, and only then repeats', () => {
    const first = drawFinal(bank, nothingSeen, 1);
    const second = drawFinal(bank, once(first), 2);
    const third = drawFinal(bank, once([...first, ...second]), 3);
    const fresh = bank.finalItems.length - first.length - second.length;
    expect(third.filter((item) => !first.includes(item) && !second.includes(item)).length).toBe(Math.min(fresh, bank.final.draw));
  });

  test('differs from seed to seed, and every question of the bank comes up', () => {
    const papers = Array.from({ length: 200 }, (_, at) => ids(drawFinal(bank, nothingSeen, at)));
    expect(new Set(papers.map((paper) => paper.join())).size).toBe(200);
    expect(new Set(papers.flat()).size).toBe(bank.finalItems.length);
  });

  test('a bank that is too small gives what it has, and ends', () => {
    const small = { ...bank, finalItems: bank.finalItems.slice(0, 4) };
    expect(ids(drawFinal(small, nothingSeen, 1)).sort()).toEqual(ids(small.finalItems).sort());
    expect(drawFinal({ ...bank, finalItems: [] }, nothingSeen, 1)).toEqual([]);
  });

  test('leaves the bank as it was', () => {
    const before = ids(bank.finalItems);
    drawFinal(bank, nothingSeen, 9);
    expect(ids(bank.finalItems)).toEqual(before);
  });
});

describe('a lesson check', () => {
  test('draws what it says, without repeats, the same for the same seed, least seen first', () => {
    fc.assert(
      fc.property(fc.constantFrom(...lessons), seed, fc.nat(), (lesson, at, salt) => {
        const { draw, items } = bank.checks[lesson]!;
        const seen = new Map(items.map(({ id }, place) => [id, (salt >> place) % 3]));
        const drawn = drawCheck(bank, lesson, seen, at);
        const scored = drawn.filter(isScored);
        // A line to rewrite comes on top, at the end, where the check has any.
        expect(drawn.slice(draw).map(({ interaction }) => interaction)).toEqual(items.every(isScored) ? [] : ['rewrite']);
        expect(scored.length).toBe(draw);
        expect(new Set(ids(drawn)).size).toBe(drawn.length);
        expect(ids(drawCheck(bank, lesson, seen, at))).toEqual(ids(drawn));
        const left = items.filter((item) => isScored(item) && !drawn.includes(item)).map(({ id }) => seen.get(id)!);
        expect(Math.max(...scored.map(({ id }) => seen.get(id)!))).toBeLessThanOrEqual(Math.min(...left));
      }),
    );
  });

  test.each(lessons)('of %s, taken again, shares as little as its bank allows', (lesson) => {
    const { draw, items } = bank.checks[lesson]!;
    const first = drawCheck(bank, lesson, nothingSeen, 1);
    const shared = drawCheck(bank, lesson, once(first), 2).filter((item) => isScored(item) && first.includes(item));
    expect(shared.length).toBe(Math.max(0, 2 * draw - items.filter(isScored).length));
  });

  test.each(['', 'nope', '../01'])('of a lesson that has none (%j) is empty', (lesson) => {
    expect(drawCheck(bank, lesson, nothingSeen, 1)).toEqual([]);
  });
});

describe('marking', () => {
  const paper: Question[] = ['C03-O1', 'C03-O1', 'C03-O2', 'C03-O3'].map((outcome, at) => ({ ...QUESTIONS.choice, id: `q${at}`, outcome }));
  const answers = (...right: number[]) => new Map<string, AnswerValue>(right.map((at) => [`q${at}`, keyOf(QUESTIONS.choice)]));

  test.each([
    [[0, 1, 2, 3], 4, true],
    [[0, 1, 2], 3, true],
    [[0, 1], 2, false],
    [[], 0, false],
  ])('with questions %j right scores %i of 4; passed at 75 %%: %s', (right, score, passed) => {
    expect(mark(paper, answers(...right), 0.75)).toMatchObject({ score, of: 4, passed });
  });

  test('counts by outcome, unanswered questions too', () => {
    expect(mark(paper, answers(0, 3), 0.75).byOutcome).toEqual({ 'C03-O1': { right: 1, of: 2 }, 'C03-O2': { right: 0, of: 1 }, 'C03-O3': { right: 1, of: 1 } });
  });

  test('counts no line that was rewritten: nobody but its writer judges it', () => {
    const rewrite = { ...QUESTIONS.rewrite, id: 'q9' };
    const given = new Map([...answers(0, 1, 2), ['q9', { text: 'Mine.' }] as [string, AnswerValue]]);
    expect(mark([...paper, rewrite], given, 0.75)).toMatchObject({ score: 3, of: 4, passed: true });
  });

  test('gives nothing for answers to questions that were not asked', () => {
    expect(mark(paper, new Map([['q9', keyOf(QUESTIONS.choice)]]), 0.75).score).toBe(0);
  });
});

describe('how many right answers pass', () => {
  test.each([
    [15, 0.75, 12],
    [4, 0.75, 3],
    [10, 0.7, 7],
    [100, 0.07, 7],
    [25, 0.28, 7],
    [3, 1 / 3, 1],
    [5, 1, 5],
    [7, 0.5, 4],
  ])('of %i at %d: %i', (count, passMark, enough) => {
    expect(needed(count, passMark)).toBe(enough);
  });

  test('is the smallest number whose share reaches the mark, for every mark in whole per cents', () => {
    for (let count = 1; count <= 60; count++)
      for (let percent = 1; percent <= 100; percent++) expect(needed(count, percent / 100)).toBe(Math.ceil((count * percent) / 100));
  });
});

describe('the next final check', () => {
  const marked = new Date('2026-11-21T09:30:00Z');
  const after = (milliseconds: number) => new Date(marked.getTime() + milliseconds);
  const day = 24 * 3_600_000;
  test.each<[string, Date | null, number, Date, Date | null]>([
    ['may begin at once when there was none', null, 24, marked, null],
    ['waits right after one was marked', marked, 24, marked, after(day)],
    ['waits until the last millisecond', marked, 24, after(day - 1), after(day)],
    ['may begin on the hour', marked, 24, after(day), null],
    ['may begin later', marked, 24, after(3 * day), null],
    ['waits half an hour where the course says so', marked, 0.5, after(60_000), after(1_800_000)],
    ['never waits where the course has no wait', marked, 0, marked, null],
  ])('%s', (_, last, hours, now, opens) => {
    expect(nextFinalAt(last, hours, now)).toEqual(opens);
  });
});
