import type { AnswerValue } from './question.ts';

/** Where a hottext answer keeps the sign that was chosen. */
export const SIGN = 'sign';

/** Reads one question's controls as an answer (a line break is one character, as it was when it was typed): `q` alone is a radio, `q.option` anything else. Empty parts are left out. */
export function readAnswer(entries: Iterable<[string, unknown]>, question: string): AnswerValue {
  const value: AnswerValue = {};
  for (const [name, part] of entries) {
    if (typeof part !== 'string' || part === '') continue;
    if (name === question) value[part] = 'true';
    else if (name.startsWith(`${question}.`)) value[name.slice(question.length + 1)] = part.replace(/\r\n/g, '\n');
  }
  return value;
}

/** What is said once somebody has marked themself. */
export const saidMet = (count: number) => `Saved: ${count === 0 ? 'none ticked' : `${count} ticked`}.`;

/** Reads the ticked lines of a rubric: `met.acknowledge` and so on. */
export const readMet = (fields: Record<string, unknown>): string[] =>
  Object.keys(fields).flatMap((name) => (name.startsWith('met.') && name.length <= 44 ? name.slice('met.'.length) : []));
