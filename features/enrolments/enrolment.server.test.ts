import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { COURSE } from '#prisma/factories.ts';
import { aViewer } from '#test/people.ts';
import { enrol } from './enrolment.server.ts';

test('200 enrolments at once make one row', async () => {
  const viewer = await aViewer();
  const answers = await Promise.all(Array.from({ length: 200 }, () => enrol(viewer, COURSE)));
  expect(answers.every(Boolean)).toBe(true);
  expect(await db.enrolment.count({ where: { userId: viewer.id } })).toBe(1);
});

test('a course that is not in the catalogue is refused', async () => {
  const viewer = await aViewer();
  for (const slug of ['nope', '../etc', 'constructor', '__proto__', '']) expect(await enrol(viewer, slug)).toBe(false);
  expect(await db.enrolment.count({ where: { userId: viewer.id } })).toBe(0);
});
