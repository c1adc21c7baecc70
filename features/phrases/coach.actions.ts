'use server';

import { z } from 'zod';
import { parseForm } from '#lib/form.ts';
import { type Coached, coach } from './coach.ts';
import { getCompiledRules } from './phrase.server.ts';

const MOST_TEXT = 20_000;

// public: anybody may have a reply read; it is neither kept nor written down anywhere
export async function checkReplyForm(_: unknown, form: FormData): Promise<{ text: string; coached: Coached } | null> {
  // A form sends each line break as two characters; a text that is too long all the same is read as far as it goes.
  const parsed = parseForm(z.object({ text: z.string() }), form);
  const text = parsed.ok ? parsed.data.text.replace(/\r\n/g, '\n').slice(0, MOST_TEXT) : '';
  return text.trim() ? { text, coached: coach(text, getCompiledRules()) } : null;
}
