import type { Finding } from '#lib/finding.ts';
import type { Course } from '../courses/course.ts';
import { bestOf, type Conversation, everyPath, optionOf, step } from './conversation.ts';
import { CHOICES, type Choice, decisionsOf, endingOf, type Grade, isGate, MEASURES, type Scenario, wordFor } from './scenario.ts';

/*
 * The scenario rules of the content brief (3.2, S1–S10), each by its id, proved by walking every path. What the schema
 * refuses already (three replies, one best, nodes that exist, a last ending that catches all) is not asked again.
 */
export type Figures = {
  paths: number;
  /** Paths by ending, in the scenario's order. */
  endings: { id: string; title: string; grade: Grade; paths: number }[];
  good: number;
  /** How paths with one reply that is not the best end. */
  oneSlip: { paths: number; recovered: number };
};

type Place = { file: string; course: Course; scenario: Scenario };
type Add = (rule: string, level: Finding['level'], message: string) => void;
const ACCEPTABLE: Grade[] = ['good', 'acceptable'];
const MOST_DECISIONS = 6;
const WIDEST = { down: -3, up: 6 };

/** Where a loop closes, or null: a conversation that goes round would never have to end. */
export function findLoop(scenario: Scenario): string[] | null {
  const nextOf = (name: string) => {
    const node = scenario.nodes[name]!;
    return (isGate(node) ? node.routes : node.options).map(({ next }) => next).filter((next) => Object.hasOwn(scenario.nodes, next));
  };
  const done = new Set<string>();
  const visit = (name: string, trail: string[]): string[] | null => {
    if (trail.includes(name)) return [...trail.slice(trail.indexOf(name)), name];
    if (done.has(name)) return null;
    for (const next of nextOf(name)) {
      const loop = visit(next, [...trail, name]);
      if (loop) return loop;
    }
    done.add(name);
    return null;
  };
  return visit(scenario.first, []);
}

/** Whether its paths can be counted at all: it does not go round, and is no larger than a conversation may be. */
export const canBeWalked = (scenario: Scenario) => decisionsOf(scenario).length <= MOST_DECISIONS && findLoop(scenario) === null;

const isBest = (scenario: Scenario, { node, choice }: { node: string; choice: Choice }) => bestOf(scenario, node).choice === choice;

export function figuresOf(scenario: Scenario): Figures {
  const endings = scenario.endings.map(({ id, title, grade }) => ({ id, title, grade, paths: 0 }));
  const oneSlip = { paths: 0, recovered: 0 };
  let paths = 0;
  for (const path of everyPath(scenario)) {
    paths += 1;
    const ending = endings.find(({ id }) => id === path.ending)!;
    ending.paths += 1;
    if (path.turns.filter((turn) => !isBest(scenario, turn)).length !== 1) continue;
    oneSlip.paths += 1;
    if (ACCEPTABLE.includes(ending.grade)) oneSlip.recovered += 1;
  }
  const good = endings.filter(({ grade }) => grade === 'good').reduce((sum, ending) => sum + ending.paths, 0);
  return { paths, endings, good, oneSlip };
}

const leadsTo = (scenario: Scenario, name: string) =>
  scenario.first === name || decisionsOf(scenario).some(([, { options }]) => options.some(({ next }) => next === name));

/** Every rule on one scenario. */
export function checkScenario({ file, scenario }: Place): Finding[] {
  const findings: Finding[] = [];
  const add: Add = (rule, level, message) => findings.push({ rule, level, file, message });
  const loop = findLoop(scenario);
  if (loop) {
    add('S4', 'error', `goes round: ${loop.join(' → ')}`);
    return findings;
  }
  checkNodes(scenario, add);
  if (!canBeWalked(scenario)) return findings;
  const figures = figuresOf(scenario);
  for (const { id, paths } of figures.endings) if (paths === 0) add('S4', 'error', `ending “${id}” is reached by none of the ${figures.paths} paths`);
  const seen = new Set<string>();
  for (const path of everyPath(scenario)) for (const { node } of path.turns) seen.add(node);
  for (const [name] of decisionsOf(scenario)) if (!seen.has(name)) add('S4', 'error', `node ${name} is reached by no path`);
  for (const [name, node] of Object.entries(scenario.nodes))
    if (isGate(node) && !leadsTo(scenario, name)) add('S4', 'error', `gate ${name} is led to by no reply`);
  if (figures.good < 2) add('S5', 'error', `${figures.good} path ends good; two different ones are wanted`);
  const { paths, recovered } = figures.oneSlip;
  if (recovered * 2 <= paths) add('S5', 'error', `of ${paths} paths with one slip, ${recovered} end acceptable or better; most have to`);
  const share = figures.good / figures.paths;
  if (share < 0.03 || share > 0.35) add('S6', 'warn', `${(share * 100).toFixed(1)} % of paths end good; 3–35 % is the range`);
  for (const measure of MEASURES) for (let level = 0; level <= 10; level++) if (!wordFor(measure, level)) add('S9', 'error', `${measure} ${level} has no word`);
  return findings;
}

function checkNodes(scenario: Scenario, add: Add) {
  const decisions = decisionsOf(scenario);
  if (decisions.length < 3 || decisions.length > MOST_DECISIONS) add('S2', 'error', `has ${decisions.length} decision points; three to six are wanted`);
  for (const [name, node] of decisions) {
    node.options.forEach((option, at) => {
      const place = `node ${name}, reply ${CHOICES[at]}`;
      for (const measure of MEASURES) {
        const change = option.change[measure];
        if (change < WIDEST.down || change > WIDEST.up) add('S1', 'error', `${place}: changes ${measure} by ${change}; −3 to +6 is the range`);
      }
      if (option.why.split(/\s+/).length < 3) add('S3', 'error', `${place}: its commentary explains nothing (“${option.why}”)`);
    });
    const safe = node.options.some(({ next }) => next.startsWith('end ') && endingOf(scenario, next.slice('end '.length)).grade === 'good');
    if (node.safety && !safe) add('S10', 'error', `node ${name}: safety is in play, and no reply leads straight to a good ending`);
  }
}

/** The rules that look at many scenarios together: S7 over the bank, S8 over a course. */
export function checkScenarioBank(places: Place[]): Finding[] {
  const findings: Finding[] = [];
  const nodes = places.flatMap(({ scenario }) => decisionsOf(scenario).map(([, node]) => node));
  const share = (count: number) => count / Math.max(1, nodes.length);
  const add = (rule: string, file: string, message: string) => findings.push({ rule, level: 'error', file, message });
  if (nodes.length >= 12) {
    CHOICES.forEach((choice, at) => {
      const best = share(nodes.filter(({ options }) => options[at]!.quality === 'best').length);
      if (Math.abs(best - 1 / 3) > 0.1)
        add('S7', 'courses', `the best reply is ${choice} in ${(best * 100).toFixed(0)} % of ${nodes.length} nodes; 23–43 % is the range`);
    });
    for (const [word, sign] of [
      ['longest', 1],
      ['shortest', -1],
    ] as const) {
      // A best reply as long as another gives nothing away, so only the one that sticks out counts.
      const sticksOut = ({ options }: (typeof nodes)[number]) => {
        const best = options.find(({ quality }) => quality === 'best')!;
        return options.every((option) => option === best || sign * best.line.length > sign * option.line.length);
      };
      const best = share(nodes.filter(sticksOut).length);
      if (best > 0.45) add('S7', 'courses', `the best reply is the ${word} in ${(best * 100).toFixed(0)} % of ${nodes.length} nodes; 45 % is the limit`);
    }
  }
  for (const slug of new Set(places.map(({ course }) => course.slug))) {
    const own = places.filter(({ course }) => course.slug === slug);
    const hasRepair = ({ scenario }: Place) => decisionsOf(scenario).some(([, node]) => node.repair);
    if (!own.some(hasRepair)) add('S8', `courses/${slug}/course.yaml`, 'none of its scenarios has a repair node');
    for (const { scenario, file } of own.filter((place) => !hasRepair(place))) {
      if (!poorStarts(scenario).every((path) => ACCEPTABLE.includes(endingOf(scenario, path.ending!).grade)))
        add('S8', file, 'has no repair node, and a poor first reply cannot be recovered by the best that follow');
    }
  }
  return findings;
}

/** The paths that begin with a reply that is not the best, and go on with the best. */
export function poorStarts(scenario: Scenario): Conversation[] {
  const first = [...everyPath(scenario)].flatMap((path) => (path.turns[0] ? [path.turns[0]] : []));
  const choices = [...new Set(first.filter((turn) => !isBest(scenario, turn)).map(({ choice }) => choice))];
  return choices.map((choice) => {
    let state: Conversation = step(scenario, { node: first[0]!.node, levels: scenario.start, flags: [], turns: [], ending: null }, choice)!;
    while (state.node !== null) state = step(scenario, state, bestOf(scenario, state.node).choice)!;
    return state;
  });
}

/** What an author reads: how many ways there are, where they end, and what the steadiest way says. */
export function reportOf(scenario: Scenario): string[] {
  const { paths, endings, good, oneSlip } = figuresOf(scenario);
  const percent = (count: number) => `${((100 * count) / paths).toFixed(1)} %`;
  const best = [...everyPath(scenario)].find((path) => path.turns.every((turn) => isBest(scenario, turn)))!;
  return [
    `${scenario.id} “${scenario.title}”: ${decisionsOf(scenario).length} decision points, ${paths} paths, ${good} good (${percent(good)}); with one slip, ${oneSlip.recovered} of ${oneSlip.paths} still end acceptable or better`,
    ...endings.map(
      ({ id, title, grade, paths: count }) => `    ${String(count).padStart(4)}  ${percent(count).padStart(6)}  ${grade.padEnd(10)}  ${id}: ${title}`,
    ),
    `    steadiest: ${best.turns.map((turn) => `${turn.node}${turn.choice} (${optionOf(scenario, turn).moves.join(', ') || 'no move'})`).join(' → ')} → ${best.ending} at heat ${best.levels.heat}, trust ${best.levels.trust}, fix ${best.levels.fix}`,
  ];
}
