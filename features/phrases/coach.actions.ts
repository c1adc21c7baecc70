'use server';

import { z } from 'zod';
import { parseForm } from '#lib/form.ts';
import { type Coached, coach } from './coach.ts';
import { getCompiledRules } from './phrase.server.ts';

// public: anybody may have a reply read; it is neither kept nor written down anywhere
export async function checkReplyForm(_: unknown, form: FormData): Promise<{ text: string; coached: Coached } | null> {
  const parsed = parseForm(z.object({ text: z.string().trim().min(1).max(20_000) }), form);
  return parsed.ok ? { text: parsed.data.text, coached: coach(parsed.data.text, getCompiledRules()) } : null;
}
