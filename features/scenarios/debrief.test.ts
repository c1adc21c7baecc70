import { describe, expect, test } from 'vitest';
import { listCourses } from '../courses/course.server.ts';
import { bestOf, type Conversation, everyPath, optionOf, replay } from './conversation.ts';
import { debriefOf } from './debrief.ts';
import { findScenario } from './scenario.server.ts';
import { type Choice, endingOf, MOVES, type Move, type Scenario } from './scenario.ts';

const scenarios: Scenario[] = listCourses().flatMap((course) => course.scenarios.map(({ slug }) => findScenario(course, slug)!.scenario));
const named = scenarios.map((scenario) => [scenario.slug, scenario] as const);
const scenarioOf = (slug: string) => scenarios.find((scenario) => scenario.slug === slug)!;

const DESK = 'returns-desk-raised-voice';
const BROADBAND = 'third-call-no-signal';
const STAIRLIFT = 'i-dont-want-to-make-a-fuss';
const LAPTOP = 'four-years-of-paying-in';

/** A conversation by its choices, such as “acbc”. */
const played = (slug: string, choices: string): Conversation => replay(scenarioOf(slug), [...choices] as Choice[])!;
const debrief = (slug: string, choices: string) => debriefOf(scenarioOf(slug), played(slug, choices));

/** How much worse off each turn left the customer than the best reply would have. */
const lossesOf = (scenario: Scenario, { turns }: Conversation) =>
  turns.map((turn) => {
    const [said, best] = [optionOf(scenario, turn).change, bestOf(scenario, turn.node).option.change];
    return best.trust + best.fix - best.heat - (said.trust + said.fix - said.heat);
  });
const wasBest = (scenario: Scenario, turn: Conversation['turns'][0]) => bestOf(scenario, turn.node).choice === turn.choice;

/** The turns an ending blames by itself: a flag it asks for, or the reply that led straight to it. */
const blamed = (scenario: Scenario, path: Conversation): number[] => {
  const { when } = endingOf(scenario, path.ending!);
  const flags = Array.isArray(when) ? when.flatMap((condition) => ('flag' in condition ? [condition.flag] : [])) : [];
  return path.turns.flatMap((turn, at) => {
    if (wasBest(scenario, turn)) return [];
    return flags.includes(optionOf(scenario, turn).flag ?? '') || (when === 'direct' && at === path.turns.length - 1) ? [at] : [];
  });
};

describe('the one thing to try', () => {
  test.each<[string, string, string, string, number | null]>([
    ['the turn whose flag decided the ending, though an earlier one cost more', DESK, 'acbc', 'paid', 1],
    ['the turn whose flag decided the ending, though every other one cost more', DESK, 'acbb', 'paid', 1],
    ['the turn that led straight to a bad ending, though the others cost more', DESK, 'abca', 'exposed', 3],
    ['the turn that led straight to a bad ending, and not one that cost as much', BROADBAND, 'bbc', 'cold', 2],
    ['the turn that cost most, when a flag was set and did not decide', STAIRLIFT, 'baca', 'stage2', 3],
    ['the turn that cost most, when the way out was the good one', DESK, 'abcb', 'safe', 2],
    ['the only turn that was not the best', LAPTOP, 'bcab', 'repaired', null],
    ['the only turn that was not the best, at the end of a good run', LAPTOP, 'bcaa', 'sore', 3],
    ['nothing, when each reply was the best', DESK, 'cabc', 'repaired', null],
  ])('is %s (%s, %s)', (_, slug, choices, ending, turn) => {
    expect(played(slug, choices).ending).toBe(ending);
    expect(debrief(slug, choices).tryNext?.turn ?? null).toBe(turn);
  });

  test('is the best line of its turn, with its reason and a move that was missing', () => {
    const best = bestOf(scenarioOf(DESK), 'd2').option;
    expect(debrief(DESK, 'acbc').tryNext).toEqual({ turn: 1, line: best.line, why: best.why, move: 'options' });
  });
});

describe.each(named)('after every way through %s', (_, scenario) => {
  const paths = [...everyPath(scenario)].map((path) => ({ path, ...debriefOf(scenario, path) }));

  test('there is nothing to try only when every reply was the best', () => {
    for (const { path, tryNext } of paths) expect(tryNext === null).toBe(path.turns.every((turn) => wasBest(scenario, turn)));
    expect(paths.filter(({ tryNext }) => tryNext === null).length).toBe(1);
  });

  test('what to try was never said at that turn, and names a move that was missing there', () => {
    for (const { path, tryNext } of paths) {
      if (!tryNext) continue;
      const turn = path.turns[tryNext.turn]!;
      const [said, best] = [optionOf(scenario, turn), bestOf(scenario, turn.node).option];
      expect(tryNext.line).not.toBe(said.line);
      expect([tryNext.line, tryNext.why]).toEqual([best.line, best.why]);
      if (tryNext.move) expect(best.moves.includes(tryNext.move) && !said.moves.includes(tryNext.move)).toBe(true);
      else expect(best.moves.filter((move) => !said.moves.includes(move))).toEqual([]);
    }
  });

  test('it is at a turn the ending blames, and where it blames none, at the first of those that cost most', () => {
    for (const { path, tryNext } of paths) {
      if (!tryNext) continue;
      const culprits = blamed(scenario, path);
      const losses = lossesOf(scenario, path);
      if (culprits.length > 0) expect(culprits).toContain(tryNext.turn);
      else expect(tryNext.turn).toBe(losses.indexOf(Math.max(...losses)));
    }
  });

  test('each turn shows what was asked and said, and beside it the best reply, or nothing where that was said', () => {
    for (const { path, turns } of paths) {
      expect(turns.length).toBe(path.turns.length);
      turns.forEach(({ prompt, said, steadier }, at) => {
        const turn = path.turns[at]!;
        expect(scenario.nodes[turn.node]).toMatchObject({ prompt });
        expect(said).toBe(optionOf(scenario, turn));
        expect(steadier).toBe(said.quality === 'best' ? null : bestOf(scenario, turn.node).option);
      });
    }
  });

  test('every move made is counted, once for each turn that made it', () => {
    for (const { path, moves } of paths) {
      const made = path.turns.flatMap((turn) => optionOf(scenario, turn).moves);
      for (const move of MOVES) expect(moves[move]).toBe(made.filter((one) => one === move).length);
    }
  });
});

test.each<[string, string, Record<Move, number>]>([
  [DESK, 'cabc', { acknowledge: 2, 'find-out': 1, own: 1, options: 1, 'next-step': 1 }],
  [DESK, 'acbb', { acknowledge: 0, 'find-out': 0, own: 0, options: 0, 'next-step': 3 }],
  [DESK, 'abcc', { acknowledge: 0, 'find-out': 0, own: 0, options: 0, 'next-step': 0 }],
])('the moves of %s, %s, are counted by hand', (slug, choices, moves) => {
  expect(debrief(slug, choices).moves).toEqual(moves);
});

test('a conversation that has not ended is looked back on as far as it went', () => {
  const { turns, tryNext } = debrief(DESK, 'ab');
  expect(turns.map(({ said }) => said.quality)).toEqual(['poor', 'poor']);
  expect(tryNext?.turn).toBe(0);
});
