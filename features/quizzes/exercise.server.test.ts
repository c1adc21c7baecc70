import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { COURSE, makeEnrolment, theCourse } from '#prisma/factories.ts';
import { aViewer } from '#test/people.ts';
import { findProgress } from '../progress/progress.server.ts';
import { noteKey } from '../progress/progress.ts';
import { getExercises, markExercise, readExercises, saveExercise } from './exercise.server.ts';
import { keyOf } from './question.ts';

const course = theCourse();
const [, , third, fourth] = course.lessons;
const spot = getExercises(course, third!)[0]!;
const rewrite = getExercises(course, fourth!)[0]!;
const MINE = { text: 'The fee stands. Here is why.' };

async function aLearner() {
  const viewer = await aViewer();
  await makeEnrolment(viewer.id);
  return viewer;
}
const saved = async (viewer: Awaited<ReturnType<typeof aLearner>>, lesson: string, id: string) =>
  (await findProgress(viewer, COURSE))?.exercises.get(noteKey(lesson, id));

test('an exercise is saved as it was given, and replaced by the next answer', async () => {
  const viewer = await aLearner();
  expect(await saveExercise(viewer, COURSE, third!.slug, spot.id, keyOf(spot))).toEqual({ ok: true });
  expect(await saveExercise(viewer, COURSE, fourth!.slug, rewrite.id, { text: 'First try.' })).toEqual({ ok: true });
  expect(await saveExercise(viewer, COURSE, fourth!.slug, rewrite.id, MINE)).toEqual({ ok: true });
  expect(await saved(viewer, third!.slug, spot.id)).toEqual({ value: keyOf(spot), met: [] });
  expect(await saved(viewer, fourth!.slug, rewrite.id)).toEqual({ value: MINE, met: [] });
});

test('200 saves at once leave one row', async () => {
  const viewer = await aLearner();
  await Promise.all(Array.from({ length: 200 }, (_, at) => saveExercise(viewer, COURSE, fourth!.slug, rewrite.id, { text: `Try ${at}` })));
  expect(await db.exerciseAnswer.count({ where: { enrolment: { userId: viewer.id } } })).toBe(1);
});

test.each<[string, object, RegExp]>([
  ['a turn without its sign', { [Object.keys(keyOf(spot))[0]!]: 'true' }, /Point at a turn, and choose a sign/],
  ['a sign without its turn', { sign: spot.targets![0]!.id }, /Point at a turn/],
  ['a sign that is not offered', { ...keyOf(spot), sign: 'nope' }, /a sign this question does not have/],
  ['a turn that is not there', { nope: 'true', sign: spot.targets![0]!.id }, /does not have/],
  ['nothing', {}, /Point at a turn/],
])('%s is refused with a sentence, and nothing is saved', async (_, value, sentence) => {
  const viewer = await aLearner();
  expect(await saveExercise(viewer, COURSE, third!.slug, spot.id, value as Record<string, string>)).toEqual({
    ok: false,
    message: expect.stringMatching(sentence),
  });
  expect(await saved(viewer, third!.slug, spot.id)).toBeUndefined();
});

test('an empty rewrite is refused, and the one saved before it stands', async () => {
  const viewer = await aLearner();
  await saveExercise(viewer, COURSE, fourth!.slug, rewrite.id, MINE);
  for (const text of ['', '   ']) expect(await saveExercise(viewer, COURSE, fourth!.slug, rewrite.id, { text })).toMatchObject({ ok: false });
  expect((await saved(viewer, fourth!.slug, rewrite.id))?.value).toEqual(MINE);
});

test('the learner’s own marks are lines of that rubric, and outlive another version of the text', async () => {
  const viewer = await aLearner();
  const [first] = rewrite.options;
  expect(await markExercise(viewer, COURSE, fourth!.slug, rewrite.id, [first!.id])).toBe(false);
  await saveExercise(viewer, COURSE, fourth!.slug, rewrite.id, MINE);
  expect(await markExercise(viewer, COURSE, fourth!.slug, rewrite.id, [first!.id, 'nope', '__proto__'])).toBe(true);
  await saveExercise(viewer, COURSE, fourth!.slug, rewrite.id, { text: 'Another.' });
  expect((await saved(viewer, fourth!.slug, rewrite.id))?.met).toEqual([first!.id]);
});

test('somebody who is not on the course saves nothing, and a stranger marks nothing of another’s', async () => {
  const owner = await aLearner();
  await saveExercise(owner, COURSE, fourth!.slug, rewrite.id, MINE);
  const stranger = await aViewer();
  expect(await saveExercise(stranger, COURSE, fourth!.slug, rewrite.id, MINE)).toBeNull();
  expect(await markExercise(stranger, COURSE, fourth!.slug, rewrite.id, [])).toBe(false);
  for (const [lesson, id] of [
    ['nope', rewrite.id],
    [third!.slug, rewrite.id],
    [fourth!.slug, 'nope'],
  ] as const)
    expect(await saveExercise(owner, COURSE, lesson, id, MINE)).toBeNull();
});

test('an exercise without a block, and a block without an exercise, are refused by name', () => {
  expect(() => readExercises(course, { ...third!, exercises: [] })).toThrow(/03-check-and-signal\.exercises\.yaml: c03-l3-spot-date: has no block/);
  expect(() => readExercises(course, { ...third!, exercises: [...third!.exercises, { id: 'lost', interaction: 'rewrite' }] })).toThrow(/lost: is not in/);
  expect(() => readExercises(course, { ...third!, exercises: [{ id: spot.id, interaction: 'rewrite' }] })).toThrow(
    /is a hottext, and its block wants a rewrite/,
  );
});
