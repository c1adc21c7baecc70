import { z } from 'zod';
import { days } from '#lib/clock.ts';
import { formatDate } from '#lib/dates.ts';
import type { PlannedRow, RowAction } from './plan.ts';

export type ImportState = 'PLANNED' | 'APPLIED' | 'UNDONE';
export type Counts = Record<RowAction, number>;

/** How long after it was applied an import can be undone; and how long after it was read it is kept. */
export const UNDO_WITHIN = days(1);
export const KEPT_FOR = days(7);

export const stateInWords = { PLANNED: 'Not applied', APPLIED: 'Applied', UNDONE: 'Undone' } as const;

const TO_DO = { add: 'to add', move: 'to move', remove: 'to remove', same: 'already there', invalid: 'to mend' } as const;
const DONE = { ...TO_DO, add: 'added', move: 'moved', remove: 'removed' } as const;

/** “12 to add, 3 already there, 2 to mend”. */
export function countsInWords(counts: Counts, state: ImportState): string {
  const words = state === 'PLANNED' ? TO_DO : DONE;
  const parts = (Object.keys(words) as RowAction[]).flatMap((action) =>
    counts[action] > 0 ? `${counts[action].toLocaleString('en-GB')} ${words[action]}` : [],
  );
  return parts.join(', ');
}

const id = z.string();
const moment = z.coerce.date();

/** What one row changed, exactly, so that it can be taken back. */
export const didSchema = z.object({
  userId: id,
  /** The account was made. */
  made: z.literal(true).optional(),
  /** Of the enrolment: it was made, or it came back, or its due date was another. */
  enrolled: id.optional(),
  restored: z.object({ id, withdrawnAt: moment }).optional(),
  due: z.object({ id, from: moment.nullable(), to: moment, remindedAt: moment.nullable(), overdueMailAt: moment.nullable() }).optional(),
  withdrew: z.object({ id, at: moment }).optional(),
  joined: id.optional(),
  left: z.array(z.object({ groupId: id, role: z.enum(['MEMBER', 'MANAGER']), createdAt: moment })).optional(),
});
export type Did = z.infer<typeof didSchema>;

/** The same in words; nothing where nothing was changed. */
export function didInWords(json: unknown): string {
  const did = didSchema.safeParse(json).data;
  if (!did) return '';
  const { made, enrolled, restored, due, withdrew, joined, left } = did;
  return [
    made && 'account made',
    enrolled && 'put on the course',
    restored && 'put back on the course',
    due && `due date changed ${due.from ? `from ${formatDate(due.from)} ` : ''}to ${formatDate(due.to)}`,
    withdrew && 'taken off the course',
    left && `taken out of ${left.length === 1 ? 'a group' : `${left.length} groups`}`,
    joined && 'put into the group',
  ]
    .filter(Boolean)
    .join(', ');
}

/** What a row of a plan is for, in a word or two. */
export const actionInWords: Record<RowAction, string> = {
  add: 'Add',
  remove: 'Remove',
  move: 'Move',
  same: 'Already there',
  invalid: 'To mend',
};

/** A row of an import as its page shows it. `leaves`: the groups somebody who is to be moved is in now. */
export type RowView = Omit<PlannedRow, 'courseSlug'> & { course: string; leaves: string; did: string };
export type ImportView = {
  id: string;
  fileName: string;
  state: ImportState;
  tell: boolean;
  createdAt: Date;
  appliedAt: Date | null;
  undoneAt: Date | null;
  by: string;
  counts: Counts;
  /** How many people applying it would change anything for. */
  people: number;
  /** Until when it can be undone; null where it cannot. */
  undoUntil: Date | null;
  rows: RowView[];
  /** Where the next page of rows begins. */
  next: string | null;
};
