import { z } from 'zod';
import type { FormState } from './form-state.ts';

/** Text that PostgreSQL can keep: no NUL, no half of a surrogate pair. */
export const storable = z.string().refine((text) => !text.includes('\0') && text.isWellFormed(), 'That holds a character that cannot be saved.');

/** An id as the database makes them; anything else is not worth asking it about. */
export const isUuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text);

export const idSchema = z.string().refine(isUuid);

/** Why an admin does something to somebody, as the audit keeps it. */
export const reasonTextSchema = storable.trim().min(3, 'Say why, in a few words.').max(300, 'Keep the reason under 300 characters.');

/** A link's secret as it stands in an address; a form carries it back. */
export const tokenSchema = z.object({ token: z.string().regex(/^[\w-]{20,80}$/) });

/**
 * Reads a form by its schema. Assumes the argument was chosen by an attacker: anything that is not a form, a repeated
 * field or a file is simply not there. A refusal carries the typed values back.
 */
export function parseForm<T extends z.ZodType>(schema: T, form: unknown): { ok: true; data: z.infer<T> } | { ok: false; state: FormState } {
  const values: Record<string, string> = {};
  if (form instanceof FormData) {
    for (const key of new Set(form.keys())) {
      const all = form.getAll(key);
      if (!key.startsWith('$ACTION') && all.length === 1 && typeof all[0] === 'string') values[key] = all[0];
    }
  }
  const result = schema.safeParse(values);
  if (result.success) return { ok: true, data: result.data };
  const errors: Record<string, string> = {};
  for (const issue of result.error.issues) errors[String(issue.path[0] ?? 'form')] ??= issue.message;
  return { ok: false, state: { errors, values } };
}

/** To somebody whose session has ended: what they typed stays, and can be sent once they are back. */
export const signedOut = (form: unknown): FormState =>
  refuse('You are signed out. Sign in in another tab, then save again; what you wrote is still here.', form);

/** A refusal of the whole form, keeping what was typed. */
export function refuse(message: string, form?: unknown): FormState {
  const values: Record<string, string> = {};
  if (form instanceof FormData) for (const [key, value] of form) if (typeof value === 'string' && !key.startsWith('$ACTION')) values[key] = value;
  return { message, values };
}
