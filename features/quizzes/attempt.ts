import type { ByOutcome } from './bank.ts';
import { type AnswerValue, isRight, keyOf, optionsInOrder, type Question, type QuestionForLearner, typedOption } from './question.ts';
import { SIGN } from './read-answer.ts';

/** An attempt as its learner may see it before marking: no key in any form. */
export type OpenAttempt = {
  state: 'IN_PROGRESS';
  id: string;
  courseSlug: string;
  lessonSlug: string | null;
  presentation: 'one-at-a-time' | 'all-at-once';
  questions: QuestionForLearner[];
  answers: Record<string, { value: AnswerValue; sequence: number }>;
};

/** One option after marking: what it was, what the learner did with it, and why. */
export type MarkedOption = { id: string; text: string; speaker?: string; given: string | null; right: string | null; why: string | null };
export type MarkedQuestion = {
  id: string;
  interaction: Question['interaction'];
  stem: string;
  outcome: string;
  lesson: number;
  look: string | null;
  right: boolean;
  typed: string | null;
  options: MarkedOption[];
  /** Of a hottext with signs: the sign that was chosen, and the right one. */
  sign: { given: string | null; right: string } | null;
  /** Of a rewrite: the line it was, the model to compare with, and the lines of the rubric the learner says theirs meets. */
  rewrite: { line: string; model: string; met: string[] } | null;
};
export type MarkedAttempt = {
  state: 'MARKED';
  id: string;
  courseSlug: string;
  lessonSlug: string | null;
  markedAt: Date;
  score: number;
  /** How many questions a machine marked, and how many of them pass. */
  of: number;
  needed: number;
  passed: boolean;
  byOutcome: ByOutcome;
  waitHours: number;
  /** The share each outcome needs as well; 0 where none does. */
  perOutcome: number;
  questions: MarkedQuestion[];
};

/** Opens a question up after marking: every option with its reason, beside what was given. */
export function afterMarking(question: Question, seed: number, value: AnswerValue | undefined, met: string[] = []): MarkedQuestion {
  const key = keyOf(question);
  const targets = new Map((question.targets ?? []).map(({ id, text }) => [id, text]));
  const word = (part: string | undefined) => {
    if (!part) return null;
    if (question.interaction === 'order') return `Place ${part}`;
    return targets.get(part) ?? (part === 'true' ? 'Chosen' : part);
  };
  const typed = question.interaction === 'text-entry' || question.interaction === 'rewrite' ? (value?.['text'] ?? '') : null;
  const typedAs = typedOption(question, value)?.id;
  // Of a typed answer, show the model and what was typed; near misses nobody typed would only confuse.
  const shown =
    question.interaction !== 'text-entry'
      ? optionsInOrder(question, seed)
      : question.options.filter((option) => option.text === key['text'] || option.id === typedAs);
  const options = question.interaction === 'order' ? question.options : shown;
  return {
    id: question.id,
    interaction: question.interaction,
    stem: question.stem,
    outcome: question.outcome,
    lesson: question.lesson,
    look: question.look ?? null,
    right: isRight(question, value),
    typed,
    options: options.map(({ id, text, speaker, why, key: isKey }) => ({
      id,
      text,
      ...(speaker ? { speaker } : {}),
      given: typed === null ? word(value?.[id]) : id === typedAs ? 'Typed' : null,
      right: typed === null ? word(key[id]) : isKey ? 'Accepted' : null,
      why: why ?? null,
    })),
    sign: question.interaction === 'hottext' && key[SIGN] ? { given: targets.get(value?.[SIGN] ?? '') ?? null, right: targets.get(key[SIGN]) ?? '' } : null,
    rewrite: question.line && question.model ? { line: question.line, model: question.model, met } : null,
  };
}
