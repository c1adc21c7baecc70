import { z } from 'zod';
import type { FormState } from '#lib/form-state.ts';

export const RECOVERY_CODES = 10;

/** No letter or digit that is read for another. */
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';

/** Ten random bytes as a code to keep on paper: abcde-fghjk. Five bits a letter, near enough (31 letters). */
export const spellRecoveryCode = (bytes: Uint8Array): string => {
  const letters = [...bytes].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5, 10)}`;
};

/** Reads a recovery code as people type it; null when it cannot be one. */
export function readRecoveryCode(typed: string): string | null {
  const letters = typed.toLowerCase().replace(/[\s-]/g, '');
  return letters.length === 10 && [...letters].every((letter) => ALPHABET.includes(letter)) ? `${letters.slice(0, 5)}-${letters.slice(5)}` : null;
}

export const codeFormSchema = z.object({
  code: z.string({ error: 'Type the code.' }).trim().min(1, 'Type the code.').max(40, 'That is longer than a code.'),
  next: z.string().max(500).optional(),
});

/** What the form answers: a refusal, or, once, the recovery codes and where to go on. */
export type SecondFactorState = FormState & { recoveryCodes?: string[]; next?: string };
