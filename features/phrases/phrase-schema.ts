import { z } from 'zod';
import { REASONS } from './phrase.ts';

const line = z.string().trim().min(1);
const pattern = z.string().min(3).refine(isPattern, 'is not a regular expression');

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text, 'i'));
  } catch {
    return false;
  }
}

/** One row of `content/lexicon.json`, with the sentences that prove it. */
export const phraseSchema = z.strictObject({
  id: z.string().regex(/^PX\d\d$/),
  reason: z.enum(REASONS),
  avoid: line,
  better: line,
  also: z.array(line).min(1),
  why: line,
  pattern,
  /** When the phrase is to be left alone: in words for people, and as what has to stand in its sentence or in the whole message. */
  except: z.strictObject({ when: line, pattern, in: z.enum(['sentence', 'message']) }).optional(),
  /** Sentences it must catch, and near misses it must not: its own tests. */
  matches: z.array(line).min(3),
  passes: z.array(line).min(3),
});
export type Phrase = z.infer<typeof phraseSchema>;

/** `content/house-style.yaml`: what this organisation leaves alone, or says in its own way. */
export const houseStyleSchema = z.strictObject({
  off: z.array(z.strictObject({ id: line, because: line })),
  reword: z.array(z.strictObject({ id: line, better: z.array(line).min(1).optional(), why: line.optional() })),
});
export type HouseStyle = z.infer<typeof houseStyleSchema>;
