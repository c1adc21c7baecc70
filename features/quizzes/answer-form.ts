import { z } from 'zod';
import { type AnswerValue, answerSchema } from './question.ts';
import { readAnswer } from './read-answer.ts';

const sequence = z.coerce.number().int().min(1).max(1_000_000);

/** One answer as the page sends it while the learner works. */
export const answerBodySchema = z.strictObject({ question: z.string().max(40), sequence: z.number().int().min(1).max(1_000_000), value: answerSchema });

export type AnswerForm = { answers: { question: string; sequence: number; value: AnswerValue }[]; goTo: string; at: string };

/** Reads a whole page of answers sent without script; null when it is not one. */
export function readAnswerForm(form: FormData): AnswerForm | null {
  const then = z
    .string()
    .regex(/^(\d{1,2}|review|hand-in)$/)
    .safeParse(form.get('then') ?? 'review');
  const questions = z.array(z.string().max(40)).min(1).max(60).safeParse(form.getAll('questions'));
  if (!then.success || !questions.success) return null;
  const answers: AnswerForm['answers'] = [];
  for (const question of questions.data) {
    const next = sequence.safeParse(Number(form.get(`sequence.${question}`)) + 1);
    const value = readAnswer(form, question);
    if (!next.success || Object.keys(value).length > 20 || Object.keys(value).some((part) => part.length > 40)) return null;
    answers.push({ question, sequence: next.data, value });
  }
  return {
    answers,
    goTo: then.data,
    at: z
      .string()
      .regex(/^(\d{1,2}|review)$/)
      .catch('1')
      .parse(form.get('at')),
  };
}
