import type { Finding } from '#lib/finding.ts';
import type { Course, Lesson } from './course.ts';
import { attributesOf, blocks, textOf } from './lesson-mdx.ts';
import { type Add, checkProse, figuresOf, finder, type ProseInput } from './prose-checks.ts';

/*
 * The lesson rules of the content brief (3.2, L1–L16), each by its id. Those of every
 * text are in prose-checks.ts.
 */
export type LessonInput = Pick<ProseInput, 'file' | 'text' | 'tree' | 'avoid' | 'register' | 'seeds'> & {
  course: Course;
  lesson: Lesson;
  quizItems: number;
};

const BLOCKS = [
  'Point',
  'Callout',
  'Exchange',
  'Turn',
  'Pairs',
  'Pair',
  'WorkedExample',
  'TryIt',
  'Practice',
  'Reflect',
  'NextShift',
  'Cite',
  'SpotTheTurn',
  'Rewrite',
  'PhraseCoach',
];
/** Every lesson rule on one lesson. */
export function checkLesson(input: LessonInput): Finding[] {
  const { lesson, file, tree } = input;
  const { findings, add } = finder(file);
  findings.push(...checkProse({ ...input, ...lesson, file, blocks: BLOCKS, limits: [400, 1300, 500, 1100] }));
  checkBlocks(input, add);
  const expected = figuresOf(tree).words / 180 + input.quizItems;
  if (lesson.minutes < expected * 0.75 || lesson.minutes > expected * 1.25)
    add('L15', 'warn', `says ${lesson.minutes} minutes; words and check come to ${expected.toFixed(0)}`);
  return findings;
}

function checkBlocks({ course, lesson, tree }: LessonInput, add: Add) {
  const prompts = blocks(tree, 'TryIt');
  if (prompts.length === 0) add('L4', 'error', 'has no <TryIt>');
  for (const prompt of prompts) {
    if (!attributesOf(prompt)['question']) add('L4', 'error', '<TryIt> asks no question', prompt.position?.start.line);
    if (!textOf(prompt).trim()) add('L4', 'error', '<TryIt> has no answer to hide', prompt.position?.start.line);
  }
  const examples = blocks(tree, 'WorkedExample');
  const practice = blocks(tree, 'Practice');
  if (examples.length === 0) add('L5', 'error', 'has no <WorkedExample>');
  if (practice.length === 0) add('L5', 'error', 'has no <Practice>');
  const begins = practice[0]?.position?.start.line ?? Number.POSITIVE_INFINITY;
  if (begins < (examples[0]?.position?.start.line ?? 0)) add('L5', 'error', '<Practice> comes before <WorkedExample>', begins);
  if (lesson.outcomes.length === 0) add('L6', 'error', 'names no outcome');
  for (const id of lesson.outcomes) if (!course.outcomes.some((outcome) => outcome.id === id)) add('L6', 'error', `${id} is not an outcome of the course`);
  if (lesson.number >= 3 && !prompts.some((prompt) => Number(attributesOf(prompt)['recalls']) < lesson.number && attributesOf(prompt)['recalls'])) {
    add('L11', 'warn', 'no <TryIt recalls="…"> returns to an earlier lesson');
  }
  if (blocks(tree, 'PhraseCoach').length > 1) add('T23', 'error', 'has two <PhraseCoach />; one is enough');
  for (const [name, why] of [
    ['Point', 'its one point'],
    ['NextShift', 'one action for the next shift'],
  ] as const) {
    if (blocks(tree, name).length === 0) add('L5', 'error', `has no <${name}>: ${why}`);
  }
}
