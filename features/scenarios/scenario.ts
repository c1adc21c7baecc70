import { z } from 'zod';
import { outcomeIdSchema } from '../courses/course.ts';

/** A customer's state in a conversation. Each is a whole number from 0 to 10. */
export const MEASURES = ['heat', 'trust', 'fix'] as const;
export type Measure = (typeof MEASURES)[number];
export type Levels = Record<Measure, number>;

/** What a good reply does; `docs/writing-a-course.md` says when a line has really done it. */
export const MOVES = ['acknowledge', 'find-out', 'own', 'options', 'next-step'] as const;
export type Move = (typeof MOVES)[number];
export const MOVE_WORDS: Record<Move, { name: string; how: string }> = {
  acknowledge: { name: 'Acknowledge', how: 'Say back the fact, and what it cost them, before anything else.' },
  'find-out': { name: 'Find out', how: 'Ask the one question whose answer you need.' },
  own: { name: 'Own', how: 'Take the part that is yours, and put your name to the work.' },
  options: { name: 'Options', how: 'Put a real choice in front of them, with what each one means.' },
  'next-step': { name: 'Next step', how: 'Say who does what, and by when.' },
};

export const CHOICES = ['a', 'b', 'c'] as const;
export type Choice = (typeof CHOICES)[number];

export const GRADES = ['good', 'acceptable', 'retry', 'fail'] as const;
export type Grade = (typeof GRADES)[number];

/** How an ending is judged, as it is stored and shown: retry and fail are both poor. */
export type Verdict = 'GOOD' | 'ACCEPTABLE' | 'POOR';
export const verdictOf = (grade: Grade): Verdict => (grade === 'good' ? 'GOOD' : grade === 'acceptable' ? 'ACCEPTABLE' : 'POOR');
export const VERDICT_WORDS: Record<Verdict, string> = { GOOD: 'A good ending', ACCEPTABLE: 'An acceptable ending', POOR: 'A poor ending' };
export const BEST_FIRST: Verdict[] = ['GOOD', 'ACCEPTABLE', 'POOR'];

const WORDS: Record<Measure, string[]> = {
  heat: ['calm', 'settled', 'settled', 'uneasy', 'uneasy', 'tense', 'tense', 'heated', 'heated', 'boiling', 'boiling'],
  trust: ['none', 'hardly any', 'hardly any', 'a little', 'a little', 'some', 'some', 'good', 'good', 'full', 'full'],
  fix: ['nothing yet', 'begun', 'begun', 'under way', 'under way', 'halfway', 'halfway', 'nearly there', 'nearly there', 'solved', 'solved'],
};

/** A level as a word: no state is told by a colour or a line alone. */
export const wordFor = (measure: Measure, level: number): string => WORDS[measure][level] ?? '';

/** What has to hold for a route or an ending. All conditions of a guard hold together. */
export type Condition = { measure: Measure; is: '<=' | '>='; level: number } | { flag: string };
export type Guard = 'otherwise' | 'direct' | Condition[];

const guardSchema = z.string().transform((text, context): Guard => {
  if (text === 'otherwise' || text === 'direct') return text;
  const conditions: Condition[] = [];
  for (const part of text.split(/\s+and\s+/)) {
    const compared = /^(heat|trust|fix)\s*(<=|>=)\s*(\d+)$/.exec(part.trim());
    const flagged = /^flag ([a-z][a-z0-9_-]*)$/.exec(part.trim());
    if (compared && Number(compared[3]) <= 10) conditions.push({ measure: compared[1] as Measure, is: compared[2] as '<=' | '>=', level: Number(compared[3]) });
    else if (flagged) conditions.push({ flag: flagged[1]! });
    else context.addIssue({ code: 'custom', message: `“${part}” is not a condition such as “heat <= 3”, “flag name”, “otherwise” or “direct”` });
  }
  return conditions;
});

const line = z.string().trim().min(1);
const id = z.string().regex(/^[a-z][a-z0-9_-]*$/, 'is not an id (a–z, 0–9, - and _, beginning with a letter)');
const level = z.int().min(0).max(10);
const target = z.string().regex(/^(end( [a-z][a-z0-9_-]*)?|[a-z][a-z0-9_-]*)$/, 'is not a node, “end”, or “end” and an ending');

const optionSchema = z.strictObject({
  line,
  reaction: line,
  change: z.strictObject({ heat: z.int(), trust: z.int(), fix: z.int() }),
  next: target,
  flag: id.optional(),
  quality: z.enum(['best', 'ok', 'poor']),
  moves: z.array(z.enum(MOVES)),
  why: line,
});

const decisionSchema = z.strictObject({
  outcome: outcomeIdSchema,
  repair: z.literal(true).optional(),
  safety: z.literal(true).optional(),
  prompt: line,
  options: z.array(optionSchema).length(3, 'has to offer exactly three replies (S2)'),
});

const gateSchema = z.strictObject({ routes: z.array(z.strictObject({ when: guardSchema, next: id })).min(2) });

const nodeName = z.string().superRefine((name, context) => {
  if (!id.safeParse(name).success) context.addIssue({ code: 'custom', message: `“${name}” cannot name a node (a–z, 0–9, - and _, beginning with a letter)` });
});

export const scenarioSchema = z
  .strictObject({
    id: z.string().regex(/^C\d\d-S\d$/, 'is not a scenario id such as C03-S1'),
    title: line,
    channel: line,
    /** Best played after this lesson. */
    lesson: z.int().min(1),
    role: line,
    situation: line,
    customer: z.strictObject({ name: line, mood: line }),
    start: z.strictObject({ heat: level, trust: level, fix: level }),
    first: id,
    nodes: z.record(nodeName, z.union([decisionSchema, gateSchema], { error: unionReason })),
    endings: z.array(z.strictObject({ id, when: guardSchema, grade: z.enum(GRADES), title: line, text: line })).min(2),
    debrief: line,
  })
  .superRefine(checkReferences);

/** zod says only "invalid input" of a union; an author wants to know which part of which kind of node is wrong. */
function unionReason(issue: { input?: unknown }) {
  const isGate = typeof issue.input === 'object' && issue.input !== null && 'routes' in issue.input;
  const result = (isGate ? gateSchema : decisionSchema).safeParse(issue.input);
  const first = result.error?.issues[0];
  return first ? `${first.path.join('.')}: ${first.message}`.replace(/^: /, '') : 'is not a node';
}

function checkReferences(scenario: { first: string; nodes: Record<string, Node>; endings: Ending[] }, context: z.RefinementCtx) {
  const refuse = (message: string, ...path: (string | number)[]) => context.addIssue({ code: 'custom', message, path });
  const { nodes, endings, first } = scenario;
  const flags = new Set<string>();
  const goes = (next: string, ...path: (string | number)[]) => {
    const direct = /^end (.+)$/.exec(next)?.[1];
    if (direct && !endings.some((ending) => ending.id === direct && ending.when === 'direct')) refuse(`“${direct}” is no ending with “when: direct”`, ...path);
    if (next !== 'end' && !direct && !Object.hasOwn(nodes, next)) refuse(`leads to “${next}”, and there is no such node (S4)`, ...path);
  };
  if (!Object.hasOwn(nodes, first)) refuse(`there is no node “${first}”`, 'first');
  if ('end' in nodes) refuse('“end” is how a conversation ends; call the node something else', 'nodes', 'end');
  for (const [name, node] of Object.entries(nodes)) {
    if (isGate(node)) {
      if (node.routes.at(-1)?.when !== 'otherwise') refuse('the last route has to be “otherwise”, or there is no way on', 'nodes', name, 'routes');
      node.routes.forEach(({ next, when }, at) => {
        goes(next, 'nodes', name, 'routes', at);
        if (next === 'end') refuse('a gate leads to a reply, never to an end', 'nodes', name, 'routes', at);
        if (when === 'direct' || (when === 'otherwise' && at < node.routes.length - 1))
          refuse('only the last route is “otherwise”, and none is “direct”', 'nodes', name, 'routes', at);
        if (Object.hasOwn(nodes, next) && isGate(nodes[next]!)) refuse('a gate leads to a reply, never to another gate', 'nodes', name, 'routes', at);
      });
    } else {
      node.options.forEach((option, at) => {
        goes(option.next, 'nodes', name, 'options', at, 'next');
        if (option.flag) flags.add(option.flag);
      });
      if (node.options.filter(({ quality }) => quality === 'best').length !== 1) refuse('wants exactly one best reply (S7)', 'nodes', name);
    }
  }
  const ids = endings.map((ending) => ending.id);
  const twice = ids.find((name, at) => ids.indexOf(name) !== at);
  if (twice) refuse(`two endings share the id “${twice}”`, 'endings');
  if (endings.at(-1)?.when !== 'otherwise') refuse('the last ending has to be “otherwise”, or a conversation could stop without one (S4)', 'endings');
  const guards = [
    ...endings.map(({ when, id: name }) => ({ when, path: ['endings', name] })),
    ...Object.entries(nodes).flatMap(([name, node]) => (isGate(node) ? node.routes.map(({ when }) => ({ when, path: ['nodes', name] })) : [])),
  ];
  for (const { when, path } of guards) {
    for (const condition of Array.isArray(when) ? when : [])
      if ('flag' in condition && !flags.has(condition.flag)) refuse(`asks for the flag “${condition.flag}”, which no reply sets`, ...path);
  }
  endings.forEach((ending, at) => {
    if (ending.when === 'otherwise' && at < endings.length - 1)
      refuse(`“${ending.id}” is “otherwise” and not the last, so nothing after it is reached (S4)`, 'endings', at);
  });
}

export type Option = z.infer<typeof optionSchema>;
export type Decision = z.infer<typeof decisionSchema>;
export type Gate = z.infer<typeof gateSchema>;
export type Node = Decision | Gate;
type Ending = { id: string; when: Guard; grade: Grade; title: string; text: string };
export type Scenario = z.infer<typeof scenarioSchema> & { slug: string };

export const isGate = (node: Node): node is Gate => 'routes' in node;

/** A node where somebody has to speak. */
export function decisionAt(scenario: Scenario, name: string): Decision {
  const node = scenario.nodes[name];
  if (!node || isGate(node)) throw new Error(`${scenario.id} has no replies at ${name}`);
  return node;
}

export const decisionsOf = (scenario: Scenario): [string, Decision][] =>
  Object.entries(scenario.nodes).filter((entry): entry is [string, Decision] => !isGate(entry[1]));

export const endingOf = (scenario: Scenario, name: string) => {
  const ending = scenario.endings.find(({ id }) => id === name);
  if (!ending) throw new Error(`${scenario.id} has no ending ${name}`);
  return ending;
};
