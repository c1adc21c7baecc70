import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CHOOSE_TWO, QUESTIONS, SPOT } from '#test/questions.ts';
import { type AnswerValue, disguise, isRight, keyOf, type Question } from '../quizzes/question.ts';
import { analyseItems, lookAgain, pointBiserial, type Sitting } from './items.ts';

const bankOf = (count: number): Question[] => Array.from({ length: count }, (_, at) => ({ ...QUESTIONS.choice, id: `q${at + 1}` }));

/** What somebody with this paper stored when they chose these of the author's options. */
const chose = (question: Question, seed: number, ...options: string[]): AnswerValue => {
  const shown = disguise(question, seed);
  return Object.fromEntries(options.map((id) => [shown.options[question.options.findIndex((option) => option.id === id)]!.id, 'true']));
};

const paper = (bank: Question[], seed: number, rights: boolean[]): Sitting => ({
  seed,
  questionIds: bank.map(({ id }) => id),
  given: Object.fromEntries(bank.map((question, at) => [question.id, chose(question, seed, rights[at] ? 'ivy' : 'fox')])),
});

test('facility and discrimination of four papers worked out by hand', () => {
  // Three questions; papers 1 1 1, 1 1 0, 0 1 0, 0 0 0. Of the first: x = 1 1 0 0, and the rest of the paper y = 1, ½, ½, 0.
  // n = 4, Σx = 2, Σy = 2, Σxy = 1½, Σy² = 1½: (4·1½ − 2·2) / √((4·2 − 4)(4·1½ − 4)) = 2 / √8 = 0.7071.
  const bank = bankOf(3);
  const rights = [
    [true, true, true],
    [true, true, false],
    [false, true, false],
    [false, false, false],
  ];
  const [first, second, third] = analyseItems(
    bank,
    rights.map((each, at) => paper(bank, 11 * at + 3, each)),
  );
  expect(first).toMatchObject({ asked: 4, answered: 4, right: 2, facility: 0.5 });
  expect(first!.discrimination).toBeCloseTo(Math.SQRT1_2, 10);
  // x = 1 1 1 0, y = 1, ½, 0, 0: (4·1½ − 3·1½) / √((4·3 − 9)(4·1¼ − 2¼)) = 1½ / √8¼ = 0.5222.
  expect(second!.facility).toBe(0.75);
  expect(second!.discrimination).toBeCloseTo(1.5 / Math.sqrt(8.25), 10);
  // x = 1 0 0 0, y = 1, 1, ½, 0: (4·1 − 1·2½) / √((4·1 − 1)(4·2¼ − 6¼)) = 1½ / √8¼.
  expect(third!.facility).toBe(0.25);
  expect(third!.discrimination).toBeCloseTo(1.5 / Math.sqrt(8.25), 10);
});

test('discrimination is Pearson’s r: between −1 and 1, turned by turning the answers, and none where nothing varies', () => {
  const pairs = fc.array(fc.record({ right: fc.boolean(), rest: fc.integer({ min: 0, max: 14 }).map((n) => n / 14) }), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(pairs, (all) => {
      const r = pointBiserial(all);
      const turned = pointBiserial(all.map(({ right, rest }) => ({ right: !right, rest })));
      const varies = new Set(all.map(({ right }) => right)).size === 2 && new Set(all.map(({ rest }) => rest)).size > 1;
      expect(r !== null).toBe(varies);
      if (r === null || turned === null) {
        expect(turned).toBe(r);
        return;
      }
      expect(Math.abs(r)).toBeLessThanOrEqual(1);
      expect(turned).toBeCloseTo(-r, 8);
      const mean = (of: number[]) => of.reduce((sum, each) => sum + each, 0) / of.length;
      const [x, y] = [all.map(({ right }) => Number(right)), all.map(({ rest }) => rest)];
      const together = mean(x.map((each, at) => (each - mean(x)) * (y[at]! - mean(y))));
      const spread = (of: number[]) => Math.sqrt(mean(of.map((each) => (each - mean(of)) ** 2)));
      expect(r).toBeCloseTo(together / (spread(x) * spread(y)), 8);
    }),
  );
});

test.each([
  [20, 0.29, 0.2, ['fewer than 30% get it right']],
  [20, 0.3, 0.2, []],
  [20, 0.95, 0.2, []],
  [20, 0.96, 0.2, ['more than 95% get it right']],
  [20, 0.5, -0.01, ['those who do well miss it more often']],
  [20, 0.2, -0.1, ['fewer than 30% get it right', 'those who do well miss it more often']],
  [19, 0.1, -0.5, []],
  [20, 1, null, ['more than 95% get it right']],
  [20, null, null, []],
])('%i answers, facility %s, discrimination %s: %j', (answered, facility, discrimination, again) => {
  expect(lookAgain({ answered, facility, discrimination })).toEqual(again);
});

test('what was stored under a paper’s disguise is counted for the author’s option', () => {
  const bank = [QUESTIONS.choice];
  const seeds = Array.from({ length: 30 }, (_, at) => at * 977);
  const sittings = seeds.map((seed, at) => ({ seed, questionIds: ['q1'], given: { q1: chose(QUESTIONS.choice, seed, ['ivy', 'fox', 'oak'][at % 3]!) } }));
  const [item] = analyseItems(bank, [...sittings, { seed: 5, questionIds: ['q1'], given: {} }]);
  // Disguised, the same option stands under different ids, so that a count of stored ids would come out otherwise.
  expect(new Set(sittings.map(({ given }) => Object.keys(given.q1)[0])).size).toBeGreaterThan(1);
  expect(item!.options).toEqual([
    { text: 'One', isKey: true, count: 10 },
    { text: 'Two', isKey: false, count: 10 },
    { text: 'Three', isKey: false, count: 10 },
    { text: 'Left empty', isKey: false, count: 1 },
  ]);
  expect(item).toMatchObject({ asked: 31, answered: 30, right: 10, discrimination: null });
});

test('every interaction answered rightly counts each of its right parts, whatever the disguise', () => {
  const all = [...Object.values(QUESTIONS).filter(({ interaction }) => interaction !== 'rewrite'), SPOT, CHOOSE_TWO].map((question, at) => ({
    ...question,
    id: `q${at}`,
  }));
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 5 }), (seeds) => {
      const sittings = seeds.map((seed) => ({
        seed,
        questionIds: all.map(({ id }) => id),
        given: Object.fromEntries(all.map((question) => [question.id, keyOf(disguise(question, seed))])),
      }));
      for (const item of analyseItems(all, sittings)) {
        expect(item).toMatchObject({ asked: seeds.length, answered: seeds.length, right: seeds.length, facility: 1 });
        const keys = item.options.filter(({ isKey }) => isKey);
        const counts = keys.map(({ count }) => count);
        // Of a typed answer one of the accepted ones was typed; of anything else every right part was chosen.
        expect(item.counted === 'Typed' ? Math.max(...counts) : Math.min(...counts)).toBe(seeds.length);
        expect(item.options.filter(({ isKey }) => !isKey).every(({ count }) => count === 0)).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});

test('a question is right here exactly when the marking says so, and one that is no longer asked is passed over', () => {
  const question = QUESTIONS['gap-match'];
  const half = { o1: 't1' };
  const [item] = analyseItems([question], [{ seed: 9, questionIds: ['q1', 'gone'], given: { q1: half } }]);
  expect(item!.right).toBe(isRight(disguise(question, 9), half) ? 1 : 0);
  expect(item!.asked).toBe(1);
  expect(analyseItems([question], [])).toMatchObject([{ asked: 0, facility: null, discrimination: null, again: [] }]);
});
