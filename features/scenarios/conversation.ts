import { CHOICES, type Choice, type Condition, decisionAt, isGate, type Levels, MEASURES, type Option, type Scenario } from './scenario.ts';

/** One turn that was taken: what was asked, what was answered, and where it left the customer. */
export type Turn = { node: string; choice: Choice; levels: Levels };

/** A conversation as it stands. `node` waits for a reply; null once there is an ending. */
export type Conversation = { node: string | null; levels: Levels; flags: string[]; turns: Turn[]; ending: string | null };

const clamp = (level: number) => Math.min(10, Math.max(0, level));

const holds = (condition: Condition, levels: Levels, flags: string[]) =>
  'flag' in condition
    ? flags.includes(condition.flag)
    : condition.is === '<='
      ? levels[condition.measure] <= condition.level
      : levels[condition.measure] >= condition.level;

/** The first of the guarded things whose guard holds; tested from top to bottom. */
function firstThatHolds<T extends { when: 'otherwise' | 'direct' | Condition[] }>(list: T[], levels: Levels, flags: string[]): T {
  const found = list.find(({ when }) => when === 'otherwise' || (Array.isArray(when) && when.every((condition) => holds(condition, levels, flags))));
  if (!found) throw new Error('A list of guards ends with “otherwise”; the schema sees to it.');
  return found;
}

/** Where a name leads: a gate is passed at once, so a conversation only ever waits at a reply. */
function arrive(scenario: Scenario, name: string, levels: Levels, flags: string[]): string {
  const node = scenario.nodes[name];
  return node && isGate(node) ? firstThatHolds(node.routes, levels, flags).next : name;
}

export const begin = (scenario: Scenario): Conversation => ({
  node: arrive(scenario, scenario.first, scenario.start, []),
  levels: scenario.start,
  flags: [],
  turns: [],
  ending: null,
});

/**
 * The reducer: a conversation and a reply make the next conversation. Pure, so that a stored list of choices is the
 * whole run. Null when there is nothing to answer, or no such reply.
 */
export function step(scenario: Scenario, state: Conversation, choice: Choice): Conversation | null {
  if (state.node === null || !CHOICES.includes(choice)) return null;
  const option = optionOf(scenario, { node: state.node, choice });
  const levels = Object.fromEntries(MEASURES.map((measure) => [measure, clamp(state.levels[measure] + option.change[measure])])) as Levels;
  const flags = option.flag && !state.flags.includes(option.flag) ? [...state.flags, option.flag] : state.flags;
  const turns = [...state.turns, { node: state.node, choice, levels }];
  if (option.next === 'end') return { node: null, levels, flags, turns, ending: firstThatHolds(scenario.endings, levels, flags).id };
  if (option.next.startsWith('end ')) return { node: null, levels, flags, turns, ending: option.next.slice('end '.length) };
  return { node: arrive(scenario, option.next, levels, flags), levels, flags, turns, ending: null };
}

/** Plays a list of choices from the beginning; null when it does not fit the scenario. */
export function replay(scenario: Scenario, choices: readonly Choice[]): Conversation | null {
  let state: Conversation | null = begin(scenario);
  for (const choice of choices) state = state && step(scenario, state, choice);
  return state;
}

/** Going back to a turn: what was said from there on is unsaid. */
export const backTo = <T>(choices: readonly T[], turn: number): T[] => choices.slice(0, turn);

export const optionOf = (scenario: Scenario, { node, choice }: { node: string; choice: Choice }): Option =>
  decisionAt(scenario, node).options[CHOICES.indexOf(choice)]!;

export const bestOf = (scenario: Scenario, node: string): { choice: Choice; option: Option } => {
  const { options } = decisionAt(scenario, node);
  const at = options.findIndex(({ quality }) => quality === 'best');
  return { choice: CHOICES[at]!, option: options[at]! };
};

/** Every way through a scenario, one by one. Endless only if it goes round, which the checks look for first. */
export function* everyPath(scenario: Scenario, from: Conversation = begin(scenario)): Generator<Conversation> {
  if (from.node === null) {
    yield from;
    return;
  }
  for (const choice of CHOICES) yield* everyPath(scenario, step(scenario, from, choice)!);
}
