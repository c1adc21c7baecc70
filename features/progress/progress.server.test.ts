import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { COURSE, makeEnrolment, theCourse } from '#prisma/factories.ts';
import { aViewer } from '#test/people.ts';
import { findProgress, listProgress, saveNote, savePlace } from './progress.server.ts';

const lesson = theCourse().lessons[0]!;
const box = lesson.noteIds[0]!;

test('a note is saved whole, replaced when saved again, and never doubled by a race', async () => {
  const viewer = await aViewer();
  await makeEnrolment(viewer.id);
  await Promise.all(Array.from({ length: 50 }, (_, at) => saveNote(viewer, COURSE, lesson.slug, box, `text ${at}`)));
  expect(await saveNote(viewer, COURSE, lesson.slug, box, 'the last word 🙂')).toBe(true);
  expect(await db.note.findMany({ where: { enrolment: { userId: viewer.id } } })).toMatchObject([{ text: 'the last word 🙂' }]);
});

test('a stranger, an unknown box, lesson or course: nothing is written', async () => {
  const viewer = await aViewer();
  await makeEnrolment(viewer.id);
  const stranger = await aViewer();
  expect(await saveNote(stranger, COURSE, lesson.slug, box, 'x')).toBe(false);
  for (const [course, slug, block] of [
    [COURSE, lesson.slug, 'nope'],
    [COURSE, 'nope', box],
    ['nope', lesson.slug, box],
    ['__proto__', 'constructor', 'x'],
  ] as const)
    expect(await saveNote(viewer, course, slug, block, 'x')).toBe(false);
  expect(await savePlace(stranger, COURSE, lesson.slug, null)).toBe(false);
  expect(await savePlace(viewer, COURSE, lesson.slug, 'no-such-heading')).toBe(false);
  expect(await findProgress(stranger, COURSE)).toBeNull();
  expect(await listProgress(stranger)).toEqual([]);
});

test('the place is kept for the next device', async () => {
  const viewer = await aViewer();
  await makeEnrolment(viewer.id);
  expect(await savePlace(viewer, COURSE, lesson.slug, lesson.headings[1]!.id)).toBe(true);
  expect((await findProgress(viewer, COURSE))!.place).toMatchObject({ lesson: lesson.slug, heading: lesson.headings[1]!.id });
});
