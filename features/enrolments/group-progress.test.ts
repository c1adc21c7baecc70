import { expect, test } from 'vitest';
import { standingInWords, stateInWords } from './group-progress.ts';

test('where somebody stands is said in words', () => {
  const at = new Date('2026-11-21T12:00:00Z');
  const [before, after] = [new Date('2026-11-20T12:00:00Z'), new Date('2026-11-22T12:00:00Z')];
  const row = { startedAt: null, finishedAt: null, dueAt: null, waived: false };
  expect(stateInWords(row, at)).toBe('Not started');
  expect(stateInWords({ ...row, dueAt: after }, at)).toBe('Not started');
  expect(stateInWords({ ...row, dueAt: before }, at)).toBe('Not started, overdue');
  expect(stateInWords({ ...row, startedAt: before, dueAt: before }, at)).toBe('Under way, overdue');
  expect(stateInWords({ ...row, dueAt: before, waived: true }, at)).toBe('Waived');
  expect(stateInWords({ ...row, startedAt: before, dueAt: before, waived: true, finishedAt: before }, at)).toBe('Finished on 20 November 2026');
});

test('who has finished is one sentence', () => {
  const standing = { courseSlug: '', courseTitle: '', people: 30, finished: 12 };
  expect(standingInWords(standing, 'Straight and Kind')).toBe('12 of 30 have finished “Straight and Kind”.');
  expect(standingInWords({ ...standing, finished: 1 }, null)).toBe('1 of 30 has finished every course they are on.');
  expect(standingInWords({ ...standing, people: 0, finished: 0 }, null)).toBe('Nobody in this group is on a course yet.');
});
