import { dayAfter } from '#lib/dates.ts';

/** What waits for an admin, counted to 1,000; 1,001 stands for more. */
export type Attention = { overdue: number; stuck: number; letters: number; enquiries: number; failedMail: number; lettersSince: Date | null };
export type Week = { monday: string; enrolments: number; certificates: number };
export type Overview = { attention: Attention; weeks: Week[] };

export const WEEKS = 12;

/** The Mondays of the last so many weeks, this one among them, the earliest first. */
export function mondaysUntil(today: string, weeks = WEEKS): string[] {
  const sinceMonday = (new Date(`${today}T12:00:00Z`).getUTCDay() + 6) % 7;
  return Array.from({ length: weeks }, (_, at) => dayAfter(today, -sinceMonday - 7 * (weeks - 1 - at)));
}
