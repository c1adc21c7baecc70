import { z } from 'zod';
import { storable } from '#lib/form.ts';
import { outcomeIdSchema } from '../courses/course.ts';
import { SIGN } from './read-answer.ts';

/**
 * The interactions, named as QTI 3 names them. A hottext with targets asks for the sign as well as the turn; a rewrite is
 * its extended-text, which nobody marks but the learner.
 */
export const INTERACTIONS = ['choice', 'order', 'match', 'gap-match', 'text-entry', 'hottext', 'rewrite'] as const;
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
    /** Of a rewrite: the line to do better than, and a model to compare with afterwards. Its options are the rubric. */
    line: z.string().min(1).optional(),
    model: z.string().min(1).optional(),
    options: z.array(optionSchema).min(2),
  })
  .superRefine((question, context) => {
    const refuse = (message: string) => context.addIssue({ code: 'custom', message: `${question.id}: ${message}` });
    const { interaction, options, targets = [], choose } = question;
    const keys = options.filter((option) => option.key).length;
    const ids = options.map((option) => option.id);
    if (new Set(ids).size !== ids.length) refuse('two options share an id');
    if (options.some((option) => !option.context && !option.why)) refuse('every option needs its own reason (why)');
    if (new Set(targets.map((target) => target.id)).size !== targets.length) refuse('two targets share an id');
    if (choose !== undefined && interaction !== 'choice') refuse('only a choice says how many to choose');
    if (interaction !== 'hottext' && options.some((option) => option.speaker || option.context)) refuse('speakers and context are for a hottext');
    if (interaction === 'choice' && keys !== (choose ?? 1)) refuse(`has ${keys} keys, and wants ${choose ?? 1}`);
    if (interaction === 'hottext' && (keys !== 1 || options.some((option) => option.key && option.context)))
      refuse('wants one key among the turns that can be chosen');
    if (interaction === 'text-entry' && keys < 1) refuse('accepts no answer');
    if (interaction === 'hottext' && targets.length > 0) {
      if (targets.length < 2) refuse('needs two signs or more to choose from');
      for (const option of options) {
        if (Boolean(option.match) !== Boolean(option.key)) refuse(`option ${option.id}: the key has a sign (match), and no other turn has`);
        if (option.match && !targets.some((target) => target.id === option.match)) refuse(`option ${option.id} matches no target`);
      }
      if (options.some((option) => option.id === SIGN)) refuse(`a turn cannot be called “${SIGN}”`);
    }
    if ((interaction === 'rewrite') !== Boolean(question.line && question.model)) refuse('line and model are for a rewrite, which wants both');
    if (interaction === 'rewrite' && (keys > 0 || targets.length > 0 || options.some((option) => option.match || option.tempt)))
      refuse('the options of a rewrite are its rubric, and have only a text and a reason');
    if (interaction === 'match' || interaction === 'gap-match') {
      if (targets.length < 2) refuse('needs targets');
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
  line?: string;
};

/** Whether a machine can mark it. A line somebody rewrote is theirs to judge. */
export const isScored = ({ interaction }: Pick<Question, 'interaction'>) => interaction !== 'rewrite';

/** Only lines of a question's own rubric can be met. */
export const ofRubric = (question: { options: { id: string }[] }, met: string[]) => question.options.map(({ id }) => id).filter((id) => met.includes(id));

/** option → 'true' (choice, hottext), its place (order), its target (match, gap-match); for text-entry and rewrite { text: … }; of a hottext, the sign as well. */
export type AnswerValue = Record<string, string>;
export const answerSchema = z
  .record(storable.max(40), storable.max(2_000, 'That is over 2,000 characters. Keep it to what you would really say.'))
  .refine((value) => Object.keys(value).length <= 20);

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

const keepsOrder = ({ shuffle, interaction }: Question) =>
  interaction === 'hottext' || interaction === 'rewrite' || (shuffle === false && interaction !== 'order');

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
  const shown = ['text-entry', 'rewrite'].includes(question.interaction) ? [] : optionsInOrder(question, seed);
  return {
    id: question.id,
    interaction: question.interaction,
    stem: question.stem,
    choose: question.choose ?? 1,
    options: shown.map(({ id, text, speaker, context }) => ({ id, text, ...(speaker ? { speaker } : {}), ...(context ? { context } : {}) })),
    targets: targetsInOrder(question, seed).map(({ id, text }) => ({ id, text })),
    ...(question.line ? { line: question.line } : {}),
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
  const key = Object.fromEntries(options.filter((option) => option.key).map((option) => [option.id, 'true']));
  const sign = options.find((option) => option.key)?.match;
  return interaction === 'hottext' && sign ? { ...key, [SIGN]: sign } : key;
}

/** The accepted or foreseen answer that a typed one equals. */
export const typedOption = (question: Question, value: AnswerValue | undefined) =>
  question.options.find((option) => value?.['text'] !== undefined && plain(option.text) === plain(value['text'])) ?? null;

/** All or nothing: an answer is right when every part of it is. */
export function isRight(question: Question, value: AnswerValue | undefined): boolean {
  if (!value || !isScored(question)) return false;
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
  if (interaction === 'text-entry' || interaction === 'rewrite') {
    if (!Object.keys(value).every((key) => key === 'text')) return 'That answer is for another question.';
    return interaction === 'text-entry' && (value['text'] ?? '').length > 200 ? 'That is over 200 characters; one to three words are wanted.' : null;
  }
  if (interaction === 'hottext' && targets.length > 0 && value[SIGN] !== undefined) {
    const { [SIGN]: sign, ...rest } = value;
    return sign === '' || targets.some((target) => target.id === sign) ? unfit(question, rest) : 'That answer names a sign this question does not have.';
  }
  if (entries.some(([option]) => !selectable.includes(option))) return 'That answer names an option this question does not have.';
  if (interaction === 'choice' || interaction === 'hottext') {
    if (entries.some(([, part]) => part !== 'true')) return 'That answer is not one of the options.';
    return entries.length > choose ? `Choose ${choose === 1 ? 'one' : choose}, no more. You have chosen ${entries.length}.` : null;
  }
  if (interaction === 'order') return entries.every(([, part]) => /^[1-9]$/.test(part) && Number(part) <= options.length) ? null : 'A place is out of range.';
  return entries.every(([, part]) => targets.some((target) => target.id === part)) ? null : 'That answer names a group this question does not have.';
}

/** Whether nothing is left to fill in, so that the review page can say what is missing. */
export function isComplete(question: Pick<QuestionForLearner, 'interaction' | 'choose' | 'options' | 'targets'>, value: AnswerValue | undefined): boolean {
  const given = Object.values(value ?? {}).filter((part) => part.trim() !== '').length;
  if (question.interaction === 'text-entry' || question.interaction === 'rewrite') return given === 1;
  if (question.interaction === 'hottext') return given === (question.targets.length > 0 ? 2 : 1);
  if (question.interaction === 'choice') return given === question.choose;
  return given === question.options.length;
}
