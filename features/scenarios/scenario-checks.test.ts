import { describe, expect, test } from 'vitest';
import type { Finding } from '#lib/finding.ts';
import { listCourses } from '../courses/course.server.ts';
import type { Course } from '../courses/course.ts';
import { begin, bestOf, everyPath, replay, step } from './conversation.ts';
import { findScenario } from './scenario.server.ts';
import { CHOICES, type Choice, type Decision, decisionAt, decisionsOf, endingOf, MEASURES, type Scenario, wordFor } from './scenario.ts';
import { checkScenario, checkScenarioBank, figuresOf, findLoop, poorStarts, reportOf } from './scenario-checks.ts';

type Place = { file: string; course: Course; scenario: Scenario };
const places: Place[] = listCourses().flatMap((course) =>
  course.scenarios.map(({ slug, file }) => ({ file: `courses/${course.slug}/${file}`, course, scenario: findScenario(course, slug)!.scenario })),
);
const named = places.map((place) => [place.scenario.slug, place] as const);

const DESK = 'returns-desk-raised-voice';
const BROADBAND = 'third-call-no-signal';
const LAPTOP = 'four-years-of-paying-in';
const WEDDING = 'nine-days-to-the-wedding';

/** A copy of a real scenario with one thing changed. */
function changed(slug: string, change: (scenario: Scenario) => unknown): Place {
  const place = places.find(({ scenario }) => scenario.slug === slug)!;
  const scenario = structuredClone(place.scenario);
  change(scenario);
  return { ...place, scenario };
}
/** All six, some of them replaced. */
const bankWith = (...others: Place[]) => places.map((place) => others.find(({ scenario }) => scenario.slug === place.scenario.slug) ?? place);
const everyNode = (change: (options: Decision['options']) => unknown) =>
  places.map(({ scenario: { slug } }) => changed(slug, (scenario) => decisionsOf(scenario).map(([, node]) => change(node.options))));
const everyBest = (line: (line: string) => string) =>
  everyNode((options) => options.filter(({ quality }) => quality === 'best').map((best) => Object.assign(best, { line: line(best.line) })));
const bestFirst = (options: Decision['options']) => options.sort((a, b) => Number(b.quality === 'best') - Number(a.quality === 'best'));

const option = (scenario: Scenario, node: string, choice: Choice) => decisionAt(scenario, node).options[CHOICES.indexOf(choice)]!;
const ending = (scenario: Scenario, id: string) => scenario.endings.find((one) => one.id === id)!;
/** Goes from the first turn straight to a later one, and leaves out what lies between. */
const shorten = (scenario: Scenario, next: string, ...between: string[]) => {
  for (const one of decisionAt(scenario, 'd1').options) one.next = next;
  for (const name of between) delete scenario.nodes[name];
  scenario.endings = scenario.endings.filter(({ id }) => id !== 'cold');
};
/** Puts turns that change nothing before all the others. */
const lengthen = (scenario: Scenario, ...names: string[]) => {
  for (const name of names) {
    const node = structuredClone(decisionAt(scenario, 'd1'));
    for (const one of node.options) Object.assign(one, { next: scenario.first, change: { heat: 0, trust: 0, fix: 0 } });
    Object.assign(scenario, { first: name, nodes: { ...scenario.nodes, [name]: node } });
  }
};
const noRepair = (scenario: Scenario) => decisionsOf(scenario).map(([, node]) => delete node.repair);
const heat = (is: '<=' | '>=', level: number) => ({ measure: 'heat' as const, is, level });
const trust = (is: '<=' | '>=', level: number) => ({ measure: 'trust' as const, is, level });

/** The rule and its level, what the author did, the conversation it was done to, and the reason. */
const broken: [string, string, Place, RegExp][] = [
  ['error S1', 'a reply that adds seven', changed(DESK, (s) => (option(s, 'd4a', 'c').change.fix = 7)), /node d4a, reply c: changes fix by 7/],
  ['error S1', 'a reply that takes four', changed(DESK, (s) => (option(s, 'd3', 'b').change.heat = -4)), /node d3, reply b: changes heat by -4/],
  [
    'error S2',
    'two decision points',
    changed(BROADBAND, (s) => {
      shorten(s, 'd4', 'd2', 'r1', 'd3');
      s.endings = [Object.assign(ending(s, 'repaired'), { when: [heat('<=', 5)] }), Object.assign(ending(s, 'sore'), { when: 'otherwise' })];
    }),
    /has 2 decision points; three to six/,
  ],
  ['error S2', 'seven decision points', changed(BROADBAND, (s) => lengthen(s, 'w1', 'w2')), /has 7 decision points; three to six/],
  ['error S3', 'a commentary of two words', changed(DESK, (s) => (option(s, 'd2', 'b').why = 'Too  vague.')), /node d2, reply b: its commentary/],
  ['error S4', 'a reply that goes back', changed(DESK, (s) => (option(s, 'd3', 'a').next = 'd2')), /goes round: d2 → d3 → d2$/],
  ['error S4', 'a node that leads to itself', changed(DESK, (s) => (option(s, 'd3', 'c').next = 'd3')), /goes round: d3 → d3$/],
  ['error S4', 'a loop through a gate', changed(DESK, (s) => (option(s, 'd4a', 'c').next = 'd3')), /goes round: d3 → gate → d4a → d3$/],
  [
    'error S4',
    'an ending whose guard no path meets',
    changed(DESK, (s) => (ending(s, 'broken').when = [heat('>=', 10), trust('>=', 10)])),
    /ending “broken” is reached by none of the 81 paths/,
  ],
  ['error S4', 'a direct ending no reply names', changed(BROADBAND, (s) => (option(s, 'r1', 'c').next = 'end')), /ending “cold” is reached by none/],
  ['error S4', 'a node nothing leads to', changed(BROADBAND, (s) => (s.nodes['d9'] = s.nodes['d4']!)), /node d9 is reached by no path/],
  ['error S5', 'one path alone that ends good', changed(BROADBAND, (s) => shorten(s, 'd3', 'd2', 'r1')), /yaml 1 path ends good; two different/],
  [
    'error S5',
    'a conversation that forgives little',
    changed(DESK, (s) => Object.assign(ending(s, 'repaired'), { when: [trust('>=', 7)] }) && (ending(s, 'sore').grade = 'retry')),
    /of 8 paths with one slip, 3 end acceptable or better; most have to/,
  ],
  ['warn S6', 'a gift', changed(DESK, (s) => (ending(s, 'sore').grade = 'good')), /43\.2 % of paths end good; 3–35 %/],
  ['warn S6', 'a lottery', changed(LAPTOP, (s) => (ending(s, 'repaired').when = [heat('<=', 4), trust('>=', 9)])), / % of paths end good; 3–35 %/],
  ['error S10', 'safety in play and no way out', changed(DESK, (s) => (decisionAt(s, 'd3').safety = true)), /node d3: safety is in play/],
  ['error S10', 'a way out that is not graded good', changed(DESK, (s) => (ending(s, 'safe').grade = 'acceptable')), /node d4b: safety is in play/],
];

/** The same of a bank, and how often it is said. */
const brokenBanks: [string, string, Place[], RegExp, number?][] = [
  ['error S7', 'the best reply always first', everyNode(bestFirst), /the best reply is (a in 100|[bc] in 0) % of/, 3],
  ['error S7', 'the best reply always longest', everyBest((line) => line.padEnd(999, '.')), /the best reply is the longest in 100 %/],
  ['error S7', 'the best reply always shortest', everyBest(() => 'Yes.'), /the best reply is the shortest in 100 %/],
  [
    'error S8',
    'a course without a repair node',
    bankWith(changed(LAPTOP, noRepair), changed(WEDDING, noRepair)),
    /^courses\/straight-and-kind\/course\.yaml none of its scenarios has a repair node/,
  ],
  [
    'error S8',
    'a poor first reply that settles all, and no repair node',
    bankWith(changed(DESK, (s) => (option(s, 'd1', 'a').flag = 'paidnoise'))),
    /^courses\/lower-the-heat\/returns-desk-raised-voice\.scenario\.yaml has no repair node, and a poor first reply cannot be recovered/,
  ],
];

describe('the real conversations', () => {
  test.each(named)('%s breaks no rule', (_, place) => {
    expect(checkScenario(place)).toEqual([]);
  });

  test('together they break none', () => {
    expect(checkScenarioBank(places)).toEqual([]);
  });

  test.each(named)('%s goes round nowhere', (_, { scenario }) => {
    expect(findLoop(scenario)).toBeNull();
  });
});

test('every rule but S9, for which there is a word at each level, is broken below', () => {
  const rules = new Set([...broken, ...brokenBanks].map(([rule]) => Number(/\d+$/.exec(rule))));
  expect([...rules].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 10]);
  for (const measure of MEASURES) for (let level = 0; level <= 10; level++) expect(wordFor(measure, level)).not.toBe('');
  for (const measure of MEASURES) for (const level of [-1, 11, 0.5]) expect(wordFor(measure, level)).toBe('');
});

describe('an author is told once, and of nothing else:', () => {
  const said = ({ level, rule, file, message }: Finding) => [`${level} ${rule}`, `${file} ${message}`];

  test.each(broken)('%s, %s', (rule, _, place, reason) => {
    expect(checkScenario(place).map(said)).toEqual([[rule, expect.stringMatching(reason)]]);
  });

  test.each(brokenBanks)('%s, %s', (rule, _, bank, reason, times = 1) => {
    expect(checkScenarioBank(bank).map(said)).toEqual(Array(times).fill([rule, expect.stringMatching(reason)]));
  });
});

describe('an author is not told of', () => {
  test.each<[string, Finding[]]>([
    ['changes of −3 and of +6', checkScenario(changed(DESK, (s) => Object.assign(option(s, 'd4a', 'c').change, { heat: -3, fix: 6 })))],
    ['a commentary of three words', checkScenario(changed(DESK, (s) => (option(s, 'd2', 'b').why = 'Far too vague.')))],
    ['six decision points', checkScenario(changed(BROADBAND, (s) => lengthen(s, 'w1')))],
    [
      'a best reply always first, where there are too few to judge',
      checkScenarioBank([changed(BROADBAND, (s) => decisionsOf(s).map(([, node]) => bestFirst(node.options)))]),
    ],
    ['a best reply as long as the others', checkScenarioBank(everyNode((options) => options.map((one) => Object.assign(one, { line: 'As long.' }))))],
  ])('%s', (_, findings) => {
    expect(findings).toEqual([]);
  });
});

describe.each(named)('the figures of %s', (_, { scenario }) => {
  const figures = figuresOf(scenario);

  /** Every list of choices that brings it to an end, found by trying. */
  const lists = (said: Choice[] = []): Choice[][] => (replay(scenario, said)!.node === null ? [said] : CHOICES.flatMap((choice) => lists([...said, choice])));
  const ends = lists().map((said) => replay(scenario, said)!.ending!);

  test('count every way through, by its ending', () => {
    expect(figures.paths).toBe(ends.length);
    expect(figures.endings.map(({ id, paths }) => [id, paths])).toEqual(scenario.endings.map(({ id }) => [id, ends.filter((end) => end === id).length]));
    expect(figures.endings.reduce((sum, { paths }) => sum + paths, 0)).toBe(figures.paths);
    expect(figures.good).toBe(ends.filter((id) => endingOf(scenario, id).grade === 'good').length);
  });

  test('count one slip as the best all the way but at one turn, and on with the best from there', () => {
    const slips = [];
    for (let state = begin(scenario); state.node !== null; state = step(scenario, state, bestOf(scenario, state.node).choice)!) {
      for (const choice of CHOICES.filter((one) => one !== bestOf(scenario, state.node!).choice)) {
        let after = step(scenario, state, choice)!;
        while (after.node !== null) after = step(scenario, after, bestOf(scenario, after.node).choice)!;
        slips.push(endingOf(scenario, after.ending!).grade);
      }
    }
    expect(figures.oneSlip).toEqual({ paths: slips.length, recovered: slips.filter((grade) => grade === 'good' || grade === 'acceptable').length });
  });

  test('are what its author reads: each ending with its count, and the steadiest way', () => {
    const report = reportOf(scenario);
    expect(report[0]).toContain(`${figures.paths} paths, ${figures.good} good`);
    expect(report[0]).toContain(`${figures.oneSlip.recovered} of ${figures.oneSlip.paths} still end`);
    figures.endings.forEach(({ id, title, grade, paths }, at) => {
      expect(report[at + 1]).toMatch(new RegExp(`^ +${paths} .* % +${grade} +${id}: `));
      expect(report[at + 1]).toContain(title);
    });
    const steadiest = [...everyPath(scenario)].find((path) => path.turns.every(({ node, choice }) => bestOf(scenario, node).choice === choice))!;
    for (const { node, choice } of steadiest.turns) expect(report.at(-1)).toContain(`${node}${choice} (`);
    expect(report.at(-1)).toContain(`→ ${steadiest.ending} at heat ${steadiest.levels.heat}`);
  });

  test('include a poor start for each first reply but the best, and each can be recovered', () => {
    const starts = poorStarts(scenario);
    expect(starts.map(({ turns }) => turns[0]!.choice).sort()).toEqual(CHOICES.filter((one) => one !== bestOf(scenario, begin(scenario).node!).choice));
    for (const { turns, ending: id } of starts) {
      for (const { node, choice } of turns.slice(1)) expect(choice).toBe(bestOf(scenario, node).choice);
      expect(['good', 'acceptable']).toContain(endingOf(scenario, id!).grade);
    }
  });
});
