import { describe, expect, test } from 'vitest';
import { dayOf, daysLater, endOfDay } from '#lib/dates.ts';
import { daySchema, dueWords, extended, stateOf, stateWords } from './enrolment.ts';

const today = new Date('2026-11-22T10:00:00Z');
const ago = (days: number) => new Date(today.getTime() - days * 86_400_000);
const standing = { dueAt: null, withdrawnAt: null, finishedAt: null, startedAt: null, activeAt: null, waiver: null };

describe('a day as it is typed is the end of it in London', () => {
  test.each([
    ['2026-12-31', '2026-12-31T23:59:59.999Z'],
    ['2026-07-01', '2026-07-01T22:59:59.999Z'],
    // The clocks go forward on 29 March 2026 and back on 25 October 2026.
    ['2026-03-28', '2026-03-28T23:59:59.999Z'],
    ['2026-03-29', '2026-03-29T22:59:59.999Z'],
    ['2026-10-24', '2026-10-24T22:59:59.999Z'],
    ['2026-10-25', '2026-10-25T23:59:59.999Z'],
    ['2028-02-29', '2028-02-29T23:59:59.999Z'],
  ])('%s', (day, end) => {
    expect(endOfDay(day)!.toISOString()).toBe(end);
    expect(dayOf(endOfDay(day)!)).toBe(day);
  });

  test.each(['', '2026-02-30', '2027-02-29', '2026-13-01', '31/12/2026', 'tomorrow', '2026-1-1'])('“%s” is no day', (text) => {
    expect(endOfDay(text)).toBeNull();
    if (text) expect(daySchema.safeParse(text).success).toBe(false);
  });

  test('nothing typed is no date', () => {
    expect(daySchema.parse('')).toBeNull();
    expect(daySchema.parse(undefined)).toBeNull();
  });

  test('every day of three years ends on itself, a moment before the next begins', () => {
    for (let at = Date.UTC(2026, 0, 1, 12); at < Date.UTC(2029, 0, 1); at += 86_400_000) {
      const day = new Date(at).toISOString().slice(0, 10);
      const end = endOfDay(day)!;
      expect(dayOf(end)).toBe(day);
      expect(dayOf(new Date(end.getTime() + 1))).not.toBe(day);
      expect(dayOf(daysLater(end, 1))).toBe(new Date(at + 86_400_000).toISOString().slice(0, 10));
    }
  });
});

test('an extension counts by the calendar, from the date, or from today once that has passed', () => {
  expect(extended(endOfDay('2026-03-27')!, 7, new Date('2026-03-20T10:00:00Z'))).toEqual(endOfDay('2026-04-03'));
  expect(extended(endOfDay('2026-11-01')!, 7, today)).toEqual(endOfDay('2026-11-29'));
  expect(extended(endOfDay('2026-11-22')!, 1, today)).toEqual(endOfDay('2026-11-23'));
});

test('dates in words', () => {
  expect(dueWords(endOfDay('2026-12-31')!, today)).toBe('Due by 31 December 2026');
  expect(dueWords(endOfDay('2026-11-22')!, today)).toBe('Due by 22 November 2026');
  expect(dueWords(endOfDay('2026-07-01')!, today)).toBe('Was due on 1 July 2026');
});

test.each([
  [standing, 'not-started', 'Not started'],
  [{ ...standing, startedAt: ago(20), activeAt: ago(2) }, 'under-way', 'Under way'],
  [{ ...standing, startedAt: ago(20), activeAt: ago(15) }, 'stuck', 'Stuck'],
  [{ ...standing, dueAt: ago(1), startedAt: ago(20), activeAt: ago(15) }, 'overdue', 'Overdue'],
  [{ ...standing, dueAt: ago(1), waiver: { expiresAt: null } }, 'waived', 'Waived'],
  [{ ...standing, waiver: { expiresAt: endOfDay('2027-05-03') } }, 'waived', 'Waived until 3 May 2027'],
  [{ ...standing, dueAt: ago(1), finishedAt: ago(3), waiver: { expiresAt: null } }, 'finished', 'Finished on 19 November 2026'],
  [{ ...standing, finishedAt: ago(3), withdrawnAt: ago(1) }, 'withdrawn', 'Withdrawn on 21 November 2026'],
])('where somebody stands (%#)', (row, state, words) => {
  expect(stateOf(row, today)).toBe(state);
  expect(stateWords(row, today)).toBe(words);
});
