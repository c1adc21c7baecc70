import { formatDate } from '#lib/dates.ts';

/** How far one person is on one course: what a manager may know, and nothing more. */
export type GroupProgress = {
  id: string;
  name: string;
  email: string;
  courseSlug: string;
  courseTitle: string;
  lessonsDone: number;
  /** Of how many; 0 when the course is no longer in the catalogue. */
  lessons: number;
  dueAt: Date | null;
  startedAt: Date | null;
  activeAt: Date | null;
  finishedAt: Date | null;
  /** They need not take it, for now. */
  waived: boolean;
};

export const STATES = {
  'not-started': 'Not started',
  'under-way': 'Under way',
  finished: 'Finished',
  overdue: 'Overdue',
  waived: 'Waived',
} as const;

/** Where somebody stands, in words; what is overdue is that as well. */
export function stateInWords({ startedAt, finishedAt, dueAt, waived }: Pick<GroupProgress, 'startedAt' | 'finishedAt' | 'dueAt' | 'waived'>, at: Date): string {
  if (finishedAt) return `Finished on ${formatDate(finishedAt)}`;
  if (waived) return STATES.waived;
  return `${startedAt ? STATES['under-way'] : STATES['not-started']}${dueAt && dueAt < at ? ', overdue' : ''}`;
}

/** How many of how many have finished: on one course, or of all they are on. */
export type Standing = { courseSlug: string; courseTitle: string; people: number; finished: number };
export type GroupStanding = { members: number; all: Standing; courses: Standing[] };

export function standingInWords({ people, finished }: Standing, course: string | null): string {
  if (people === 0) return course ? `Nobody is on “${course}”.` : 'Nobody in this group is on a course yet.';
  const have = finished === 1 ? 'has' : 'have';
  return `${finished} of ${people} ${have} finished ${course ? `“${course}”` : 'every course they are on'}.`;
}
