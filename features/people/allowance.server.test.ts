import { expect, test } from 'vitest';
import { days, fromNow } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { makeEnrolment, makeMarkedFinal, theCourse } from '#prisma/factories.ts';
import { anAdmin, aViewer } from '#test/people.ts';
import { findCourse, listCourses } from '../courses/course.server.ts';
import { DELAYED, isOpen } from '../courses/course.ts';
import { findProgress } from '../progress/progress.server.ts';
import { startAttempt } from '../quizzes/attempt.server.ts';
import { allowNow } from './allowance.server.ts';

const course = theCourse();

async function somebodyWaiting() {
  const [admin, viewer] = [await anAdmin(), await aViewer()];
  const enrolment = await makeEnrolment(viewer.id);
  await makeMarkedFinal(enrolment.id, 2);
  return { admin, viewer, enrolment };
}

test('with an allowance the next final check begins at once; after it the waiting time is as it was', async () => {
  const { admin, viewer, enrolment } = await somebodyWaiting();
  expect(await startAttempt(viewer, course)).toMatchObject({ reason: 'wait' });
  expect(await allowNow(admin, enrolment.id, 'The power went')).toEqual({ ok: true });
  expect((await findProgress(viewer, course.slug))?.allowance).toBe(true);
  const started = await startAttempt(viewer, course);
  expect(started?.ok).toBe(true);
  expect((await findProgress(viewer, course.slug))?.allowance).toBe(false);
  await db.attempt.updateMany({
    where: { enrolmentId: enrolment.id, state: 'IN_PROGRESS' },
    data: { state: 'MARKED', score: 1, passed: false, byOutcome: {}, markedAt: fromNow(0) },
  });
  expect(await startAttempt(viewer, course)).toMatchObject({ reason: 'wait' });
  const [entry] = await db.auditEntry.findMany({ where: { personId: viewer.id } });
  expect(entry).toMatchObject({ action: 'person.allow', actorId: admin.id, subject: course.slug, detail: { reason: 'The power went' } });
});

test('of 20 starts at once one allowance makes one attempt, and two allowances are not both used by them', async () => {
  const { admin, viewer, enrolment } = await somebodyWaiting();
  await db.allowance.createMany({ data: [1, 2].map((at) => ({ enrolmentId: enrolment.id, reason: `Reason ${at}`, createdById: admin.id })) });
  const started = await Promise.all(Array.from({ length: 20 }, () => startAttempt(viewer, course)));
  expect(new Set(started.map((one) => (one?.ok ? one.attemptId : 'none'))).size).toBe(1);
  expect(started.every((one) => one?.ok)).toBe(true);
  expect(await db.attempt.count({ where: { enrolmentId: enrolment.id, state: 'IN_PROGRESS' } })).toBe(1);
  expect(await db.allowance.count({ where: { enrolmentId: enrolment.id, usedAt: { not: null } } })).toBe(1);
});

test('somebody who need not wait uses no allowance', async () => {
  const [admin, viewer] = [await anAdmin(), await aViewer()];
  const enrolment = await makeEnrolment(viewer.id);
  await allowNow(admin, enrolment.id, 'In case');
  expect((await startAttempt(viewer, course))?.ok).toBe(true);
  expect(await db.allowance.count({ where: { enrolmentId: enrolment.id, usedAt: null } })).toBe(1);
});

test('of ten allowances given at once one is given, and a stranger’s enrolment is not there', async () => {
  const { admin, enrolment } = await somebodyWaiting();
  const given = await Promise.all(Array.from({ length: 10 }, () => allowNow(admin, enrolment.id, 'The power went')));
  expect(given.filter((one) => one?.ok)).toHaveLength(1);
  expect(await db.allowance.count({ where: { enrolmentId: enrolment.id } })).toBe(1);
  for (const id of ['nothing', crypto.randomUUID()]) expect(await allowNow(admin, id, 'The power went')).toBeNull();
});

test('the days before the first delayed check are never lifted; the wait after a failed one is', async ({ skip }) => {
  const delayedCourse = listCourses().find((each) => isOpen(each) && each.assessment.delayed);
  if (!delayedCourse) return skip('no open course has a delayed check');
  const advanced = findCourse(delayedCourse.slug)!;
  const [admin, viewer] = [await anAdmin(), await aViewer()];
  const enrolment = await db.enrolment.create({ data: { userId: viewer.id, courseSlug: advanced.slug } });
  const marked = async (lessonSlug: string, passed: boolean, daysAgo: number) => {
    const made = await makeMarkedFinal(enrolment.id, 1);
    const at = fromNow(-days(daysAgo));
    return db.attempt.update({ where: { id: made.id }, data: { lessonSlug, passed, startedAt: at, markedAt: at } });
  };
  const final = await marked('', true, 1);
  await allowNow(admin, enrolment.id, 'Going on leave');
  expect(await startAttempt(viewer, advanced, DELAYED)).toMatchObject({ reason: 'wait' });
  expect(await db.allowance.count({ where: { enrolmentId: enrolment.id, usedAt: null } })).toBe(1);
  await db.attempt.update({ where: { id: final.id }, data: { markedAt: fromNow(-days(60)) } });
  await marked(DELAYED, false, 0);
  expect((await startAttempt(viewer, advanced, DELAYED))?.ok).toBe(true);
  expect(await db.allowance.count({ where: { enrolmentId: enrolment.id, usedAt: null } })).toBe(0);
});
