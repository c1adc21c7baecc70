import { z } from 'zod';
import { idSchema } from '#lib/form.ts';
import { slugSchema } from '../courses/course.ts';
import type { Conversation } from './conversation.ts';
import { CHOICES, type Choice, type Scenario, type Verdict } from './scenario.ts';

/** A run as its learner sees it: the scenario it began with, and where the conversation stands. */
export type Run = {
  id: string;
  courseSlug: string;
  scenario: Scenario;
  choices: Choice[];
  conversation: Conversation;
  /** How many replies were ever given in it, those taken back included; the next one carries the next number. */
  sequence: number;
  verdict: Verdict | null;
};

/** Far more than anybody needs to go back and forth in one conversation; then it is time for another. */
export const MOST_REPLIES = 200;

/** A reply as a form sends it. `sequence` says what the page had seen, so that two tabs cannot speak over each other. */
export const replySchema = z.strictObject({
  run: idSchema,
  sequence: z.coerce.number().int().min(0).max(MOST_REPLIES),
  turn: z.coerce.number().int().min(0).max(20),
  choice: z.enum(CHOICES),
  /** The id of the run that going back in an ended one would begin: minted with the page, so that sending twice begins one. */
  next: idSchema,
});
export type Reply = Omit<z.infer<typeof replySchema>, 'run'>;

export const startRunSchema = z.strictObject({ course: slugSchema, scenario: slugSchema });

export const runUrl = (course: string, scenario: string, run: string) => `/courses/${course}/practice/${scenario}/${run}`;

/** The choices that stand after a list of replies: a reply to an earlier turn takes back everything from there on. */
export const choicesAfter = (replies: readonly { turn: number; choice: string }[]): Choice[] =>
  replies.reduce<Choice[]>((choices, { turn, choice }) => [...choices.slice(0, turn), choice as Choice], []);

/** Reads what a visitor has said from the address; null when it is not that. */
export function readSaid(said: unknown, say: unknown): Choice[] | null {
  return typeof said === 'string' && typeof say === 'string' && /^[abc]{0,20}$/.test(said) && /^[abc]?$/.test(say) ? ([...said, ...say] as Choice[]) : null;
}
