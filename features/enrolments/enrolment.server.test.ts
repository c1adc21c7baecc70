import { expect, test } from 'vitest';
import { startRun } from '#features/scenarios/run.server.ts';
import { now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { COURSE, makeEnrolment, theCourse } from '#prisma/factories.ts';
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

test('who was taken off a course is not back by practising: only by the button that says so', async () => {
  const [viewer, fresh] = [await aViewer(), await aViewer()];
  const { id } = await makeEnrolment(viewer.id);
  await db.enrolment.update({ where: { id }, data: { withdrawnAt: now() } });
  const scenario = theCourse().scenarios[0]!.slug;
  expect(await startRun(viewer, theCourse(), scenario)).toBeNull();
  expect(await db.enrolment.count({ where: { id, withdrawnAt: { not: null } } })).toBe(1);
  expect(await db.scenarioRun.count({ where: { enrolmentId: id } })).toBe(0);
  expect(await startRun(fresh, theCourse(), scenario)).not.toBeNull();
  await enrol(viewer, COURSE);
  expect(await startRun(viewer, theCourse(), scenario)).not.toBeNull();
});
