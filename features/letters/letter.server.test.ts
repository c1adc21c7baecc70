import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { anAdmin, aViewer } from '#test/people.ts';
import type { Viewer } from '../accounts/account.ts';
import { markLetterOnce } from '../certificates/award.server.ts';
import { findCourse } from '../courses/course.server.ts';
import { enrol } from '../enrolments/enrolment.server.ts';
import { askForMark, findLetters, findLetterTask, handInLetter, saveDraft, scoreOwnLetter } from './letter.server.ts';
import { CRITERIA, countWords, isGoodEnough, type Scores } from './letter.ts';
import { findLetterToMark } from './marking.server.ts';

const course = findCourse('complaint-handling-certificate')!;
const scores = (each: number): Scores => Object.fromEntries(CRITERIA.map((criterion) => [criterion, each])) as Scores;
const COMMENT = 'The apology owns it. Name the date of the fix.';

async function aWriter() {
  const viewer = await aViewer({ name: 'Ada' });
  await enrol(viewer, course.slug);
  return viewer;
}
/** A letter that waits for its mark. */
async function anAskedLetter(mentor: string | null = null) {
  const viewer = await aWriter();
  await saveDraft(viewer, course, 'Dear Alan, we did not ring. I am sorry.');
  await handInLetter(viewer, course.slug);
  await scoreOwnLetter(viewer, course.slug, scores(2));
  await askForMark(viewer, course, mentor);
  return { viewer, id: (await db.letter.findFirstOrThrow({ where: { enrolment: { userId: viewer.id } } })).id };
}
const state = async (viewer: Viewer) => (await findLetters(viewer, course.slug))![0]?.state;

test('the task asks for what it marks, and its model would be good enough to show', () => {
  const task = findLetterTask(course)!;
  expect(countWords(task.model)).toBeGreaterThanOrEqual(task.words[0]);
  expect(countWords(task.model)).toBeLessThanOrEqual(task.words[1]);
  expect(findLetterTask(findCourse('straight-and-kind')!)).toBeNull();
});

test('enough is 2 or 3 on each of the six', () => {
  expect(isGoodEnough(scores(2))).toBe(true);
  for (const criterion of CRITERIA) expect(isGoodEnough({ ...scores(3), [criterion]: 1 })).toBe(false);
});

test('a letter goes one step after the other, and none can be left out', async () => {
  const viewer = await aWriter();
  expect(await handInLetter(viewer, course.slug)).toBe(false);
  expect(await saveDraft(viewer, course, 'Dear Alan')).toMatchObject({ ok: true });
  expect(await scoreOwnLetter(viewer, course.slug, scores(3))).toBe(false);
  expect(await askForMark(viewer, course, null)).toBe(false);
  expect(await handInLetter(viewer, course.slug)).toBe(true);
  expect(await saveDraft(viewer, course, 'Another text')).toEqual({ ok: false, reason: 'fixed' });
  expect(await askForMark(viewer, course, null)).toBe(false);
  expect(await scoreOwnLetter(viewer, course.slug, scores(3))).toBe(true);
  expect(await askForMark(viewer, course, null)).toBe(true);
  expect(await state(viewer)).toBe('asked');
  expect((await findLetters(viewer, course.slug))![0]!.text).toBe('Dear Alan');
});

test('40 first saves at once begin one letter', async () => {
  const viewer = await aWriter();
  const saved = await Promise.all(Array.from({ length: 40 }, (_, at) => saveDraft(viewer, course, `Draft ${at}`)));
  expect(saved.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await db.letter.count({ where: { enrolment: { userId: viewer.id } } })).toBe(1);
});

test('a page that was left open does not undo what was written elsewhere since, until its writer says so', async () => {
  const viewer = await aWriter();
  const text = async () => (await findLetters(viewer, course.slug))![0]!.text;
  const first = await saveDraft(viewer, course, 'Dear Alan');
  if (!first.ok) throw new Error('not saved');
  await db.letter.updateMany({ where: { enrolment: { userId: viewer.id } }, data: { savedAt: new Date(first.savedAt.getTime() - 1_000) } });
  const seen = new Date(first.savedAt.getTime() - 1_000);
  const elsewhere = await saveDraft(viewer, course, 'Dear Alan, we did not ring.', seen);
  expect(elsewhere).toMatchObject({ ok: true });
  for (const stale of [seen, null]) expect(await saveDraft(viewer, course, 'Dear A', stale)).toEqual({ ...elsewhere, ok: false, reason: 'changed' });
  expect(await text()).toBe('Dear Alan, we did not ring.');
  // The same text sent twice is saved, and not a change.
  expect(await saveDraft(viewer, course, 'Dear Alan, we did not ring.', seen)).toEqual(elsewhere);
  if (elsewhere.ok) expect(await saveDraft(viewer, course, 'Dear A', elsewhere.savedAt)).toMatchObject({ ok: true });
  expect(await text()).toBe('Dear A');
});

test('a draft is seen by its writer alone, and the database keeps marks and closed letters as they are', async () => {
  const viewer = await aWriter();
  await saveDraft(viewer, course, 'Not yet.');
  const { id: draft } = await db.letter.findFirstOrThrow({ where: { enrolment: { userId: viewer.id } } });
  expect(await findLetterToMark(await anAdmin(), draft)).toBeNull();
  const { id } = await anAskedLetter();
  await markLetterOnce(await anAdmin(), id, scores(3), COMMENT);
  await expect(db.letterMark.updateMany({ where: { letterId: id }, data: { comment: 'x' } })).rejects.toThrow(/not rewritten/);
  await expect(db.letter.updateMany({ where: { id }, data: { passed: false } })).rejects.toThrow(/not rewritten/);
  await expect(db.letter.updateMany({ where: { id: draft }, data: { askedAt: new Date() } })).rejects.toThrow();
});
