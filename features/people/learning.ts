import type { Status } from '../certificates/certificate.ts';
import type { Verdict } from '../scenarios/scenario.ts';

export const CHECK_KINDS = ['lesson', 'final', 'delayed', 'start'] as const;
export const LETTER_STATES = ['draft', 'handed-in', 'asked', 'marked'] as const;

/**
 * What somebody has done on a course, as an admin and a transcript may tell it: what was finished, when and how well. Never
 * what they wrote: notes, reflections, exercises, answers and letters are theirs alone.
 */
export type Learning = {
  enrolmentId: string;
  course: string;
  title: string;
  enrolledAt: Date;
  dueAt: Date | null;
  withdrawnAt: Date | null;
  startedAt: Date | null;
  activeAt: Date | null;
  finishedAt: Date | null;
  lessonsInCourse: number;
  lessons: { number: number | null; title: string; at: Date }[];
  /** An open one has no score; “start here?” never has one, since nobody scores it. */
  checks: { kind: (typeof CHECK_KINDS)[number]; name: string; at: Date; open: boolean; score: number | null; of: number | null; passed: boolean | null }[];
  /** Without a verdict: not ended yet. */
  conversations: { title: string; at: Date; verdict: Verdict | null }[];
  letters: { state: (typeof LETTER_STATES)[number]; passed: boolean | null; at: Date }[];
  certificates: { code: string; issuedAt: Date; state: Status }[];
  cards: number;
  waivers: { reason: string; expiresAt: Date | null }[];
  /** Whether the next final or delayed check may begin without waiting. */
  allowed: boolean;
};

export const LETTER_WORDS: Record<(typeof LETTER_STATES)[number], string> = {
  draft: 'being written',
  'handed-in': 'handed in',
  asked: 'waits to be marked',
  marked: 'marked',
};
