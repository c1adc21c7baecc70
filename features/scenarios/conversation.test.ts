import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { listCourses } from '../courses/course.server.ts';
import { backTo, begin, type Conversation, everyPath, replay, step } from './conversation.ts';
import { choicesAfter, readSaid } from './run.ts';
import { findScenario } from './scenario.server.ts';
import { CHOICES, type Choice, endingOf, isGate, type Levels, MEASURES, type Measure, type Scenario, scenarioSchema } from './scenario.ts';

const scenarios: Scenario[] = listCourses().flatMap((course) => course.scenarios.map(({ slug }) => findScenario(course, slug)!.scenario));
const named = scenarios.map((scenario) => [scenario.slug, scenario] as const);

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value) for (const part of Object.values(Object.freeze(value))) frozen(part);
  return value;
}
frozen(scenarios);

const anyScenario = fc.constantFrom(...scenarios);
const anyChoice = fc.constantFrom(...CHOICES);
const anyChoices = fc.array(anyChoice, { minLength: 1, maxLength: 8 });

/** Every state of a conversation, reply by reply, until it ends or nothing more is said. */
function statesOf(scenario: Scenario, choices: readonly Choice[]): Conversation[] {
  const states = [frozen(begin(scenario))];
  for (const choice of choices) {
    const last = states.at(-1)!;
    if (last.node !== null) states.push(frozen(step(scenario, last, choice)!));
  }
  return states;
}
const saidIn = ({ turns }: Conversation) => turns.map(({ choice }) => choice);

const still = { heat: 0, trust: 0, fix: 0 };
type Part = { change?: Partial<Levels>; flag?: string; quality?: string };
const reply = (next: string, { change, ...part }: Part = {}) => ({
  ...{ line: 'A line.', reaction: 'A look.', change: { ...still, ...change }, next, quality: 'ok', moves: [], why: 'There is a reason.' },
  ...part,
});
const turn = (...options: unknown[]) => ({ outcome: 'C01-O1', prompt: 'Well?', options });
const ending = (id: string, when: string) => ({ id, when, grade: 'acceptable', title: id, text: 'It ends.' });
const best = { quality: 'best' };

/** The least that is a scenario, written as an author would and read by the schema. */
const small = (start: Partial<Levels>, nodes: Record<string, unknown>, endings = [ending('only', 'direct'), ending('rest', 'otherwise')]): Scenario => ({
  ...scenarioSchema.parse({
    ...{ id: 'C01-S1', title: 'Small', channel: 'phone', lesson: 1, role: 'You.', situation: 'Here.', customer: { name: 'Kim', mood: 'calm' } },
    ...{ start: { heat: 5, trust: 5, fix: 5, ...start }, first: 'd1', nodes, endings, debrief: 'And now?' },
  }),
  slug: 'small',
});
const ends = turn(reply('end', best), reply('end'), reply('end'));
const rest = { when: 'otherwise', next: 'no' };
/** Reply a sets the flag, b does not, and c sets it too and changes every level by one. */
const gated = (when: string, start: Partial<Levels>) =>
  small(start, {
    d1: turn(
      reply('gate', { ...best, flag: 'seen' }),
      reply('gate'),
      reply('gate', { flag: 'seen', change: Object.fromEntries(MEASURES.map((name) => [name, 1])) }),
    ),
    gate: { routes: [{ when, next: 'yes' }, rest] },
    yes: ends,
    no: ends,
  });

describe('in every real conversation', () => {
  test('there are the seven of them', () => {
    expect(new Set(scenarios.map(({ id }) => id)).size).toBe(7);
  });

  test('levels are whole numbers from 0 to 10, whatever is said', () => {
    fc.assert(
      fc.property(anyScenario, anyChoices, (scenario, choices) => {
        for (const { levels } of statesOf(scenario, choices).flatMap((state) => [state, ...state.turns]))
          for (const name of MEASURES) expect(Number.isInteger(levels[name]) && levels[name] >= 0 && levels[name] <= 10).toBe(true);
      }),
    );
  });

  test('the same reply to the same words has the same effect, and changes nothing that was', () => {
    fc.assert(
      fc.property(anyScenario, anyChoices, anyChoice, (scenario, choices, choice) => {
        const state = statesOf(scenario, choices).at(-1)!;
        const before = structuredClone(state);
        expect(step(scenario, state, choice)).toEqual(step(scenario, state, choice));
        expect(state).toEqual(before);
      }),
    );
  });

  test('a list of choices is the whole run', () => {
    fc.assert(
      fc.property(anyScenario, anyChoices, (scenario, choices) => {
        for (const state of statesOf(scenario, choices)) expect(replay(scenario, saidIn(state))).toEqual(state);
      }),
    );
  });

  test('going back and choosing again is as if the first choice had never been made', () => {
    fc.assert(
      fc.property(anyScenario, anyChoices, fc.nat(7), anyChoice, (scenario, choices, at, choice) => {
        const states = statesOf(scenario, choices);
        const to = at % (states.length - 1);
        const again = replay(scenario, [...backTo(saidIn(states.at(-1)!), to), choice]);
        expect(again).toEqual(step(scenario, states[to]!, choice));
        expect(again?.turns.length).toBe(to + 1);
      }),
    );
  });

  test('going back and saying the same again changes nothing', () => {
    fc.assert(
      fc.property(anyScenario, anyChoices, fc.nat(7), (scenario, choices, at) => {
        const last = statesOf(scenario, choices).at(-1)!;
        const said = saidIn(last);
        const to = at % said.length;
        const back = replay(scenario, backTo(said, to));
        expect(said.slice(to).reduce((state, choice) => state && step(scenario, state, choice), back)).toEqual(last);
      }),
    );
  });

  test.each(['d', '', '__proto__', 'A', 'ab', 'constructor', '0'])('“%s” is no reply, at no turn', (choice) => {
    fc.assert(
      fc.property(anyScenario, anyChoices, (scenario, choices) => {
        for (const state of statesOf(scenario, choices))
          expect([step(scenario, state, choice as Choice), replay(scenario, [...saidIn(state), choice as Choice])]).toEqual([null, null]);
      }),
    );
  });

  test.each(named)('every way through %s ends, is short, passes nothing twice, and is told by its choices', (_, scenario) => {
    const told = new Set<string>();
    for (const path of everyPath(scenario)) {
      expect(path.node).toBeNull();
      for (const { node } of path.turns) expect(isGate(scenario.nodes[node]!)).toBe(false);
      expect(endingOf(scenario, path.ending!).id).toBe(path.ending);
      expect(path.turns.length).toBeLessThanOrEqual(8);
      expect(new Set(path.turns.map(({ node }) => node)).size).toBe(path.turns.length);
      expect(replay(scenario, saidIn(path))).toEqual(path);
      for (const choice of CHOICES) expect([step(scenario, path, choice), replay(scenario, [...saidIn(path), choice])]).toEqual([null, null]);
      told.add(saidIn(path).join(''));
    }
    expect(told.size).toBe([...everyPath(scenario)].length);
  });
});

describe('a gate', () => {
  test.each<[string, Partial<Levels>, Choice, 'yes' | 'no']>([
    ['heat >= 7', { heat: 6 }, 'b', 'no'],
    ['heat >= 7', { heat: 7 }, 'b', 'yes'],
    ['heat >= 7', { heat: 8 }, 'b', 'yes'],
    ['heat <= 3', { heat: 2 }, 'b', 'yes'],
    ['heat <= 3', { heat: 3 }, 'b', 'yes'],
    ['heat <= 3', { heat: 4 }, 'b', 'no'],
    ['heat >= 7', { heat: 6 }, 'c', 'yes'],
    ['heat <= 3', { heat: 3 }, 'c', 'no'],
    ['heat >= 7 and trust <= 2', { heat: 7, trust: 2 }, 'b', 'yes'],
    ['heat >= 7 and trust <= 2', { heat: 6, trust: 2 }, 'b', 'no'],
    ['heat >= 7 and trust <= 2', { heat: 7, trust: 3 }, 'b', 'no'],
    ['flag seen', {}, 'a', 'yes'],
    ['flag seen', {}, 'b', 'no'],
    ['flag seen and fix >= 1', { fix: 0 }, 'a', 'no'],
    ['flag seen and fix >= 1', { fix: 0 }, 'c', 'yes'],
    ['flag seen and fix >= 1', { fix: 1 }, 'b', 'no'],
  ])('“%s” from %o, after reply %s: %s', (when, start, choice, node) => {
    expect(replay(gated(when, start), [choice])?.node).toBe(node);
  });

  test('opens on the right side of its threshold, at every level of every measure', () => {
    fc.assert(
      fc.property(fc.constantFrom<Measure>(...MEASURES), fc.boolean(), fc.nat(10), fc.nat(10), (name, up, threshold, level) => {
        const open = up ? level >= threshold : level <= threshold;
        expect(replay(gated(`${name} ${up ? '>=' : '<='} ${threshold}`, { [name]: level }), ['b'])?.node).toBe(open ? 'yes' : 'no');
      }),
    );
  });

  test('takes the first route that holds, and is passed at once when a conversation begins with it', () => {
    const routes = ['heat >= 9', 'heat >= 7', 'heat >= 5', 'otherwise'].map((when, at) => ({ when, next: `n${at}` }));
    const nodes = { d1: { routes }, n0: ends, n1: ends, n2: ends, n3: ends };
    expect([10, 9, 8, 7, 6, 5, 4, 0].map((heat) => begin(small({ heat }, nodes)).node)).toEqual(['n0', 'n0', 'n1', 'n1', 'n2', 'n2', 'n3', 'n3']);
  });
});

describe('levels', () => {
  test('stop at 0 and at 10, and go on from there', () => {
    const d1 = turn(reply('d2', { ...best, change: { heat: 6, trust: -3 } }), reply('end'), reply('end'));
    const d2 = turn(reply('end', { ...best, change: { heat: -2, trust: 2 } }), reply('end'), reply('end'));
    const up = small({ heat: 8, trust: 1 }, { d1, d2 });
    expect(replay(up, ['a'])?.levels).toEqual({ heat: 10, trust: 0, fix: 5 });
    expect(replay(up, ['a', 'a'])?.levels).toEqual({ heat: 8, trust: 2, fix: 5 });
  });

  test('move by what the reply says, as far as there is room', () => {
    fc.assert(
      fc.property(fc.constantFrom<Measure>(...MEASURES), fc.nat(10), fc.integer({ min: -20, max: 20 }), (name, level, by) => {
        const after = replay(small({ [name]: level }, { d1: turn(reply('end', { ...best, change: { [name]: by } }), reply('end'), reply('end')) }), ['a']);
        expect(after?.levels).toEqual({ heat: 5, trust: 5, fix: 5, [name]: Math.min(10, Math.max(0, level + by)) });
      }),
    );
  });
});

describe('the ending', () => {
  const d1 = turn(reply('end', best), reply('end only'), reply('end', { flag: 'seen' }));
  const guards = { only: 'direct', flagged: 'flag seen', warm: 'heat >= 4', hot: 'heat >= 8', rest: 'otherwise' };
  const endings = Object.entries(guards).map(([id, when]) => ending(id, when));

  test.each<[string, number, Choice, string]>([
    ['the first that holds', 9, 'a', 'warm'],
    ['the last, when nothing else does', 3, 'a', 'rest'],
    ['the one above it, when both hold', 9, 'c', 'flagged'],
    ['the one a reply names, whatever else holds', 9, 'b', 'only'],
  ])('is %s', (_, heat, choice, id) => {
    expect(replay(small({ heat }, { d1 }, endings), [choice])?.ending).toBe(id);
  });
});

describe('what was said', () => {
  test('a reply to an earlier turn takes back everything from there on', () => {
    const at = (text: string) => choicesAfter([...text.matchAll(/(\d)([abc])/g)].map(([, to, choice]) => ({ turn: Number(to), choice: choice! }))).join('');
    expect(['', '0a', '0a1b2c', '0a1b2c1a', '0a1b2c0b', '0a1b2c1a2b', '0a0a0a'].map(at)).toEqual(['', 'a', 'abc', 'aa', 'b', 'aab', 'a']);
  });

  test('a run with any number of steps back is the run that only ever said what stands', () => {
    fc.assert(
      fc.property(anyScenario, fc.array(fc.record({ turn: fc.nat(3), choice: anyChoice }), { maxLength: 12 }), (scenario, asked) => {
        let state = begin(scenario);
        const replies = asked.filter(({ turn: to, choice }) => {
          const next = to <= state.turns.length ? step(scenario, replay(scenario, backTo(saidIn(state), to))!, choice) : null;
          if (next) state = next;
          return next;
        });
        expect(replay(scenario, choicesAfter(replies))).toEqual(state);
      }),
    );
  });

  test.each<[unknown, unknown, string | null]>([
    ['', '', ''],
    ['ab', '', 'ab'],
    ['ab', 'c', 'abc'],
    ['a'.repeat(20), 'b', `${'a'.repeat(20)}b`],
    ['a'.repeat(21), '', null],
    ['ab', 'cc', null],
    ...['abd', 'AB', 'a b', 'a\n', 'а', '__proto__', ['a'], [], undefined, null, 1, { length: 1 }].flatMap<[unknown, unknown, null]>((bad) => [
      [bad, 'a', null],
      ['a', bad, null],
    ]),
  ])('an address that says %j, then %j, is read as %j', (said, say, read) => {
    expect(readSaid(said, say)).toEqual(read === null ? null : [...read]);
  });

  test('an address as long as a book is not read at all', () => {
    expect(readSaid('a'.repeat(100_000), '')).toBeNull();
    expect(readSaid('', 'a'.repeat(100_000))).toBeNull();
  });
});
