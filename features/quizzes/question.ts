import { z } from 'zod';
import { storable } from '#lib/form.ts';
import { outcomeIdSchema } from '../courses/course.ts';

/** The interactions, named as QTI 3 names them. */
export const INTERACTIONS = ['choice', 'order', 'match', 'gap-match', 'text-entry', 'hottext'] as const;
export const BLOOM = ['Remember', 'Understand', 'Apply', 'Analyse', 'Evaluate', 'Create'] as const;

const id = z.string().regex(/^[a-z0-9-]{1,40}$/, 'is not an id (a–z, 0–9 and -)');

const optionSchema = z.strictObject({
  id,
  text: z.string().min(1),
  speaker: z.string().optional(),
  key: z.literal(true).optional(),
  match: id.optional(),
  context: z.literal(true).optional(),
  tempt: z.string().min(1).optional(),
  why: z.string().min(1).optional(),
});

export const questionSchema = z
  .strictObject({
    id,
    outcome: outcomeIdSchema,
    lesson: z.int().min(1),
    look: z.string().optional(),
    level: z.enum(BLOOM),
    interaction: z.enum(INTERACTIONS),
    stem: z.string().min(1),
    choose: z.int().min(2).optional(),
    shuffle: z.literal(false).optional(),
    shuffleNote: z.string().optional(),
    targets: z.array(z.strictObject({ id, text: z.string().min(1) })).optional(),
    options: z.array(optionSchema).min(2),
  })
  .superRefine((question, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message: `${question.id}: ${message}` });
    const { interaction, options, targets = [], choose } = question;
    const keys = options.filter((option) => option.key).length;
    const ids = options.map((option) => option.id);
    if (new Set(ids).size !== ids.length) refuse('two options share an id');
    if (options.some((option) => !option.context && !option.why)) refuse('every option needs its own reason (why)');
    if (interaction === 'choice' && keys !== (choose ?? 1)) refuse(`has ${keys} keys, and wants ${choose ?? 1}`);
    if (interaction === 'hottext' && (keys !== 1 || options.some((option) => option.key && option.context)))
      refuse('wants one key among the turns that can be chosen');
    if (interaction === 'text-entry' && keys < 1) refuse('accepts no answer');
    if (interaction === 'match' || interaction === 'gap-match') {
      if (targets.length < 2) refuse('needs targets');
      if (new Set(targets.map((target) => target.id)).size !== targets.length) refuse('two targets share an id');
      for (const option of options) if (!targets.some((target) => target.id === option.match)) refuse(`option ${option.id} matches no target`);
      if (interaction === 'match' && new Set(options.map((option) => option.match)).size !== options.length)
        refuse('two options match one target; make it a gap-match');
    }
  });

/** A question with its keys. Stays on the server. */
export type Question = z.infer<typeof questionSchema>;

/** A question as a learner may see it before it is marked: no key, no match, no reason, no misconception. */
export type QuestionForLearner = {
  id: string;
  interaction: Question['interaction'];
  stem: string;
  choose: number;
  options: { id: string; text: string; speaker?: string; context?: boolean }[];
  targets: { id: string; text: string }[];
};

/** option → 'true' (choice, hottext), its place (order), its target (match, gap-match); for text-entry { text: … }. */
export type AnswerValue = Record<string, string>;
export const answerSchema = z.record(storable.max(40), storable.max(200)).refine((value) => Object.keys(value).length <= 20);

/** A small seeded generator (mulberry32): the same seed gives the same paper on every device. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A shuffled copy (Fisher–Yates). */
export function shuffle<T>(items: readonly T[], random: () => number): T[] {
  const copy = [...items];
  for (let at = copy.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [copy[at], copy[other]] = [copy[other]!, copy[at]!];
  }
  return copy;
}

const seedFor = (seed: number, text: string) => [...text].reduce((sum, letter) => Math.imul(sum ^ letter.charCodeAt(0), 16_777_619), seed ^ 0x811c9dc5) >>> 0;

const keepsOrder = ({ shuffle, interaction }: Question) => interaction === 'hottext' || (shuffle === false && interaction !== 'order');

/** The options in the order this attempt shows them; an order question is never handed over already solved. */
export function optionsInOrder(question: Question, seed: number): Question['options'] {
  if (question.interaction === 'text-entry' || keepsOrder(question)) return question.options;
  const shuffled = shuffle(question.options, seeded(seedFor(seed, question.id)));
  const solved = question.interaction === 'order' && shuffled.every((option, at) => option === question.options[at]);
  return solved ? [...shuffled.slice(1), shuffled[0]!] : shuffled;
}

const targetsInOrder = (question: Question, seed: number) => shuffle(question.targets ?? [], seeded(seedFor(seed, `${question.id}>`)));

/**
 * Gives options and targets the ids of their places on the learner's screen. An author's a, b, c would give an order away
 * to anybody who reads the page's source, and anything computed from them could be computed back.
 */
export function disguise(question: Question, seed: number): Question {
  const byPlace = (letter: string, items: { id: string }[]) => new Map(items.map(({ id }, at) => [id, `${letter}${at + 1}`]));
  const options = byPlace('o', optionsInOrder(question, seed));
  const targets = byPlace('t', targetsInOrder(question, seed));
  return {
    ...question,
    options: question.options.map((option) => ({ ...option, id: options.get(option.id)!, ...(option.match ? { match: targets.get(option.match)! } : {}) })),
    ...(question.targets ? { targets: question.targets.map((target) => ({ ...target, id: targets.get(target.id)! })) } : {}),
  };
}

/** Strips everything that would give the answer away, by naming what may go, never what may not. */
export function forLearner(question: Question, seed: number): QuestionForLearner {
  const shown = question.interaction === 'text-entry' ? [] : optionsInOrder(question, seed);
  return {
    id: question.id,
    interaction: question.interaction,
    stem: question.stem,
    choose: question.choose ?? 1,
    options: shown.map(({ id, text, speaker, context }) => ({ id, text, ...(speaker ? { speaker } : {}), ...(context ? { context } : {}) })),
    targets: targetsInOrder(question, seed).map(({ id, text }) => ({ id, text })),
  };
}

/** Text as it is compared: no case, accents, punctuation, articles or spare spaces. */
export const plain = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/['’\p{M}]/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/\b(the|a|an)\b/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** The right answer, written as a learner would have given it. */
export function keyOf(question: Question): AnswerValue {
  const { interaction, options } = question;
  if (interaction === 'order') return Object.fromEntries(options.map((option, at) => [option.id, String(at + 1)]));
  if (interaction === 'match' || interaction === 'gap-match') return Object.fromEntries(options.map((option) => [option.id, option.match ?? '']));
  if (interaction === 'text-entry') return { text: options.find((option) => option.key)?.text ?? '' };
  return Object.fromEntries(options.filter((option) => option.key).map((option) => [option.id, 'true']));
}

/** The accepted or foreseen answer that a typed one equals. */
export const typedOption = (question: Question, value: AnswerValue | undefined) =>
  question.options.find((option) => value?.['text'] !== undefined && plain(option.text) === plain(value['text'])) ?? null;

/** All or nothing: an answer is right when every part of it is. */
export function isRight(question: Question, value: AnswerValue | undefined): boolean {
  if (!value) return false;
  if (question.interaction === 'text-entry') return typedOption(question, value)?.key === true;
  const key = keyOf(question);
  const given = Object.entries(value).filter(([, part]) => part !== '');
  return given.length === Object.keys(key).length && given.every(([option, part]) => key[option] === part);
}

/**
 * Why an answer cannot be saved for this question, or null. Unknown options, a place out of range and too many
 * choices are refused; an unfinished answer is fine, it is the learner's work in progress.
 */
export function unfit(question: Question, value: AnswerValue): string | null {
  const { interaction, options, targets = [], choose = 1 } = question;
  const selectable = options.filter((option) => !option.context).map((option) => option.id);
  const entries = Object.entries(value).filter(([, part]) => part !== '');
  if (interaction === 'text-entry') return Object.keys(value).every((key) => key === 'text') ? null : 'That answer is for another question.';
  if (entries.some(([option]) => !selectable.includes(option))) return 'That answer names an option this question does not have.';
  if (interaction === 'choice' || interaction === 'hottext') {
    if (entries.some(([, part]) => part !== 'true')) return 'That answer is not one of the options.';
    return entries.length > choose ? `Choose ${choose === 1 ? 'one' : choose}, no more. You have chosen ${entries.length}.` : null;
  }
  if (interaction === 'order') return entries.every(([, part]) => /^[1-9]$/.test(part) && Number(part) <= options.length) ? null : 'A place is out of range.';
  return entries.every(([, part]) => targets.some((target) => target.id === part)) ? null : 'That answer names a group this question does not have.';
}

/** Whether nothing is left to fill in, so that the review page can say what is missing. */
export function isComplete(question: Pick<QuestionForLearner, 'interaction' | 'choose' | 'options'>, value: AnswerValue | undefined): boolean {
  const given = Object.values(value ?? {}).filter((part) => part.trim() !== '').length;
  if (question.interaction === 'text-entry' || question.interaction === 'hottext') return given === 1;
  if (question.interaction === 'choice') return given === question.choose;
  return given === question.options.length;
}
