import { describe, expect, test } from 'vitest';
import { listCourses } from '#features/courses/course.server.ts';
import { findScenario } from '#features/scenarios/scenario.server.ts';
import { decisionsOf } from '#features/scenarios/scenario.ts';
import { compile, findFlags } from './coach.ts';
import { listPhrases } from './phrase.server.ts';
import { REASONS, rulesOf } from './phrase.ts';
import type { Phrase } from './phrase-schema.ts';

const phrases = listPhrases();
const rows = phrases.map((phrase) => [`${phrase.id} ${phrase.avoid}`, phrase] as const);
const compiled = compile(rulesOf(phrases, { off: [], reword: [] }));

const caughtBy = (text: string) => findFlags(text, compiled).map(({ rule }) => rule.id);
/** The lines some row catches, with the rows that do. */
const caught = (lines: string[]) => lines.map((line) => ({ line, rows: caughtBy(line) })).filter((found) => found.rows.length > 0);

test('there are 84 rows, each with an id of its own, and every reason has some', () => {
  expect(phrases.length).toBe(84);
  expect(new Set(phrases.map(({ id }) => id)).size).toBe(84);
  expect(new Set(phrases.map(({ reason }) => reason))).toEqual(new Set(REASONS));
});

describe('a row keeps its own promises, beside all the others', () => {
  test.each(rows)('%s is caught, and so is every sentence it says it catches', (_, { id, avoid, matches }) => {
    expect([avoid, ...matches].filter((line) => !caughtBy(line).includes(id))).toEqual([]);
  });

  test.each(rows)('%s leaves its near misses alone', (_, { id, passes }) => {
    expect(passes.filter((line) => caughtBy(line).includes(id))).toEqual([]);
  });

  test.each(rows)('%s suggests nothing that any row would catch', (_, { better, also }) => {
    expect(caught([better, ...also])).toEqual([]);
  });

  test.each(rows)('%s catches the same with straight and with curly apostrophes, and in capitals', (_, { id, avoid, matches }) => {
    const variants = [avoid, ...matches].flatMap((line) => [line.replaceAll('’', "'"), line.replaceAll("'", '’'), line.toUpperCase()]);
    expect(variants.filter((line) => !caughtBy(line).includes(id))).toEqual([]);
  });
});

describe('no pattern is slow', () => {
  const LENGTH = 20_000;
  const LIMIT = 500;
  const filled = (text: string) => text.repeat(Math.ceil(LENGTH / text.length)).slice(0, LENGTH);
  const patternsOf = (some: Phrase[]) =>
    some.flatMap(({ pattern, except }) => [new RegExp(pattern, 'gim'), ...(except ? [new RegExp(except.pattern, 'gi')] : [])]);

  /** Milliseconds for every match of every pattern in the text; slow ones get three goes, since machines are noisy. */
  function took(patterns: RegExp[], text: string): number {
    let best = Number.POSITIVE_INFINITY;
    for (let go = 0; go < 3 && best >= LIMIT; go++) {
      const from = performance.now();
      for (const pattern of patterns) Array.from(text.matchAll(pattern));
      best = Math.min(best, performance.now() - from);
    }
    return best;
  }

  test.each([
    ['one letter', 'a'],
    ['spaces', ' '],
    ['I I I', 'I '],
    ['you you you', 'you '],
    ['line breaks', '\n'],
    ['digits', '7'],
    ['apostrophes', "'"],
    ['exclamation marks', '!'],
    ['“I am we are”', 'I am we are '],
    ['“at least a”', 'at least a '],
    ['“to ask for your”', 'to ask for your '],
    ['“that’s the way it”', "that's the way it "],
    ['“because so that”', 'because so that '],
  ])('all rows together read 20,000 characters of %s quickly', (_, text) => {
    expect(took(patternsOf(phrases), filled(text))).toBeLessThan(LIMIT);
  });

  test.each(rows)('%s reads 20,000 characters of what it looks for, and of its near misses, quickly', (_, phrase) => {
    const own = patternsOf([phrase]);
    for (const line of [phrase.avoid, ...phrase.matches, ...phrase.passes]) {
      const straight = line.replaceAll('’', "'");
      for (const text of [straight, `${straight} `, `${straight.replace(/[.!?…]$/, '')} `]) expect(took(own, filled(text))).toBeLessThan(LIMIT);
    }
  });
});

describe('on the lines of our own scenarios', () => {
  const options = listCourses().flatMap((course) =>
    course.scenarios.flatMap(({ slug }) => decisionsOf(findScenario(course, slug)!.scenario).flatMap(([, { options }]) => options)),
  );
  const best = options.filter(({ quality }) => quality === 'best').map(({ line }) => line);
  const others = options.filter(({ quality }) => quality !== 'best').map(({ line }) => line);

  test('there are at least 30 best lines and twice as many others', () => {
    expect(best.length).toBeGreaterThanOrEqual(30);
    expect(others.length).toBe(best.length * 2);
  });

  test('no best line is caught', () => {
    expect(caught(best)).toEqual([]);
  });

  test('weaker lines hold such phrases, and some of them are caught', () => {
    expect(caught(others).length).toBeGreaterThanOrEqual(8);
  });
});
