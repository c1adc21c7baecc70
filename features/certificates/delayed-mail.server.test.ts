import { expect, test } from 'vitest';
import { days, fromNow } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { makePerson } from '#prisma/factories.ts';
import { listCourses } from '../courses/course.server.ts';
import { DELAYED, FINAL } from '../courses/course.ts';
import { planDelayedMail, remindOfDelayedChecks } from './delayed-mail.server.ts';

const course = listCourses().find(({ assessment }) => assessment.delayed)!;
const { afterDays } = course.assessment.delayed!;

async function somebody() {
  const person = await makePerson();
  const { id } = await db.enrolment.create({ data: { userId: person.id, courseSlug: course.slug } });
  return { ...person, enrolment: id };
}
const change = (id: string, data: object) => db.enrolment.update({ where: { id }, data });
const mailsTo = async (email: string) =>
  (
    await db.$queryRaw<
      unknown[]
    >`SELECT 1 FROM pgboss.job WHERE "name" = 'mail' AND "data"->>'to' = ${email} AND "data"->>'subject' = 'Your delayed check is open'`
  ).length;

test('on the day the delayed check opens one mail says so, however many instances ask, and none before', async () => {
  const { email, enrolment } = await somebody();
  await planDelayedMail(db, enrolment, 'a-lesson', afterDays);
  expect((await db.enrolment.findUniqueOrThrow({ where: { id: enrolment } })).delayedMailAt).toBeNull();
  await planDelayedMail(db, enrolment, FINAL, afterDays);
  const { delayedMailAt } = await db.enrolment.findUniqueOrThrow({ where: { id: enrolment } });
  expect(Math.round((delayedMailAt!.getTime() - Date.now()) / days(1))).toBe(afterDays);
  await remindOfDelayedChecks();
  expect(await mailsTo(email)).toBe(0);
  await change(enrolment, { delayedMailAt: fromNow(-1) });
  await Promise.all(Array.from({ length: 5 }, () => remindOfDelayedChecks()));
  expect(await mailsTo(email)).toBe(1);
});

test('whoever was withdrawn or deactivated is left alone, and told once they are back', async () => {
  const { id, email, enrolment } = await somebody();
  await change(enrolment, { delayedMailAt: fromNow(-1), withdrawnAt: fromNow(-1) });
  await remindOfDelayedChecks();
  await change(enrolment, { withdrawnAt: null });
  await db.user.update({ where: { id }, data: { deactivatedAt: fromNow(-1) } });
  await remindOfDelayedChecks();
  expect(await mailsTo(email)).toBe(0);
  await db.user.update({ where: { id }, data: { deactivatedAt: null } });
  await remindOfDelayedChecks();
  expect(await mailsTo(email)).toBe(1);
});

test('whoever has passed it is not told that it is open', async () => {
  const { email, enrolment } = await somebody();
  await change(enrolment, { delayedMailAt: fromNow(-1) });
  await planDelayedMail(db, enrolment, DELAYED, afterDays);
  await remindOfDelayedChecks();
  expect(await mailsTo(email)).toBe(0);
});
