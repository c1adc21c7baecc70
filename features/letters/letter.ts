import { z } from 'zod';
import { idSchema, storable } from '#lib/form.ts';
import { emailSchema } from '../accounts/account.ts';

export const CRITERIA = ['every-point', 'reasons', 'apology', 'remedy', 'plain-language', 'onward-rights'] as const;
export type Criterion = (typeof CRITERIA)[number];
export type Scores = Record<Criterion, number>;

const line = z.string().trim().min(1);

/** `letter.yaml`: the letter a course's certificate asks for, how it is marked, and a model to compare with afterwards. */
export const letterTaskSchema = z.strictObject({
  task: line,
  words: z.tuple([z.int().min(50), z.int().max(2_000)]),
  facts: z.array(line).min(3),
  criteria: z
    .array(z.strictObject({ id: z.enum(CRITERIA), name: line, levels: z.array(line).length(4) }))
    .length(CRITERIA.length)
    .refine((criteria) => new Set(criteria.map(({ id }) => id)).size === CRITERIA.length, 'two criteria share an id'),
  model: line,
  modelNotes: z.record(z.enum(CRITERIA), line),
});
export type LetterTask = z.infer<typeof letterTaskSchema>;

/** What somebody who marked it says of a letter. */
export type Mark = { scores: Scores; comment: string; markedAt: Date };

/** A letter as its writer sees it. */
export type Letter = {
  id: string;
  text: string;
  savedAt: Date;
  state: 'draft' | 'handed-in' | 'scored' | 'asked' | 'marked';
  selfScores: Scores | null;
  mentorEmail: string | null;
  mark: (Mark & { markedBy: string }) | null;
  /** By another admin; the better of the two counts. */
  secondOpinion: Mark | null;
  passed: boolean | null;
};

/** A letter as whoever marks it sees it, and what is left for them to do. */
export type LetterToMark = {
  id: string;
  courseSlug: string;
  writer: string;
  text: string;
  selfScores: Scores;
  state: 'open' | 'second-opinion' | 'marked';
  /** Only for whoever made it, and for admins once there is a second opinion. */
  mark: Mark | null;
  secondOpinion: Mark | null;
};

/** Every criterion at 2 or 3, as the brief has it (1.6). */
export const isGoodEnough = (scores: Scores) => CRITERIA.every((criterion) => scores[criterion] >= 2);

export const countWords = (text: string) => text.match(/[\p{L}\p{N}£%’'-]+/gu)?.length ?? 0;

export const draftSchema = z.strictObject({
  course: z.string().max(80),
  text: storable.max(8_000, 'That is over 8,000 characters; the letter is much shorter.'),
  /** When the draft they began from was saved, in milliseconds; empty where there was none. */
  seen: z
    .string()
    .regex(/^\d{0,15}$/)
    .default(''),
  next: z.enum(['save', 'hand-in']).default('save'),
});

const score = z.coerce.number('Give each criterion a score.').int().min(0).max(3);
const scoreFields = Object.fromEntries(CRITERIA.map((criterion) => [criterion, score])) as Record<Criterion, typeof score>;

export const selfScoresSchema = z.strictObject({ course: z.string().max(80), ...scoreFields });
export const askSchema = z.strictObject({
  course: z.string().max(80),
  whom: z.enum(['admin', 'mentor'], 'Choose who is to mark it.'),
  email: z.string().max(300).default(''),
});
export const mentorEmailSchema = emailSchema;
export const markSchema = z.strictObject({
  letter: idSchema,
  ...scoreFields,
  comment: storable
    .trim()
    .min(10, 'Say in a sentence or two what works and what to mend; the writer will read it.')
    .max(3_000, 'Keep it under 3,000 characters.'),
});

export const scoresOf = (fields: Record<Criterion, number>): Scores =>
  Object.fromEntries(CRITERIA.map((criterion) => [criterion, fields[criterion]])) as Scores;
