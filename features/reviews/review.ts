import { z } from 'zod';
import { idSchema } from '#lib/form.ts';
import type { Choice } from '../scenarios/scenario.ts';

/** A Leitner box: how many days after it was last met an item comes back (content brief 1.5; the 1, 3, 7, 21 and 60). */
export const BOX_DAYS = [1, 3, 7, 21, 60] as const;
export const DONE = BOX_DAYS.length + 1;

/** Right: the next box, and past the last it is done with. Not right: back to the first. */
export const nextBox = (box: number, right: boolean): number => (right ? Math.min(DONE, box + 1) : 1);

/** Days until an item in this box is met again; null once it is done with. */
export const daysUntil = (box: number): number | null => BOX_DAYS[box - 1] ?? null;

/** About two minutes: what one sitting shows. */
export const SITTING = 6;

/** What a card is about, as it is stored. */
export type Item = { kind: 'question'; id: string } | { kind: 'turn'; scenario: string; node: string };

export const itemName = (item: Item) => (item.kind === 'question' ? `question/${item.id}` : `turn/${item.scenario}/${item.node}`);

export function readItem(name: string): Item | null {
  const [kind, first, second] = name.split('/');
  if (kind === 'question' && first) return { kind, id: first };
  return kind === 'turn' && first && second ? { kind, scenario: first, node: second } : null;
}

/** A card's answer as a form sends it: how often it was answered when the page was drawn, so that sending twice is answering once. */
export const cardSchema = z.looseObject({ card: idSchema, answers: z.coerce.number().int().min(0).max(10_000), choice: z.enum(['a', 'b', 'c']).optional() });
export type CardAnswer = { answers: number; choice?: Choice | undefined };
