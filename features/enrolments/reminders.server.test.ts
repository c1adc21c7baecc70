import { expect, test } from 'vitest';
import { days, fromNow, now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { COURSE, makePerson } from '#prisma/factories.ts';
import { anAdmin } from '#test/people.ts';
import { extend, setDue, withdraw } from './changes.server.ts';
import { readRemindersLink, remindersOffUrl, remindOfDueDates, stopReminders } from './reminders.server.ts';
import { endWaiver, waive } from './waiver.server.ts';

async function dueIn(count: number, data: object = {}) {
  const { id: userId, email } = await makePerson();
  const { id } = await db.enrolment.create({ data: { userId, courseSlug: COURSE, dueAt: fromNow(days(count)), ...data } });
  return { id, email, userId };
}

const mails = (to: string) =>
  db.$queryRaw<{ subject: string; text: string; unsubscribe: string }[]>`
    SELECT "data"->>'subject' AS "subject", "data"->>'text' AS "text", "data"->>'unsubscribe' AS "unsubscribe"
    FROM pgboss.job WHERE "name" = 'mail' AND "data"->>'to' = ${to} ORDER BY "created_on"`;

test('one mail in the seven days before, one on the day after, however often it is asked', async () => {
  const soon = await dueIn(6.9);
  const far = await dueIn(7.1);
  const past = await dueIn(-0.1, { remindedAt: now() });
  const long = await dueIn(-30);
  await remindOfDueDates();
  await remindOfDueDates();
  const [mail] = await mails(soon.email);
  expect((await mails(soon.email)).length).toBe(1);
  expect(mail!.subject).toMatch(/: due by \d+ \w+ 20\d\d$/);
  expect(mail!.text).toContain(`/courses/${COURSE}`);
  expect(mail!.text).toContain(remindersOffUrl(soon.id));
  expect(mail!.unsubscribe).toContain(remindersOffUrl(soon.id));
  expect((await mails(past.email)).map(({ text }) => text)).toEqual([expect.stringContaining('Was due on')]);
  expect([...(await mails(far.email)), ...(await mails(long.email))]).toEqual([]);
});

test('asked ten times at once, each mail is queued once', async () => {
  const people = [await dueIn(3), await dueIn(-1)];
  await Promise.all(Array.from({ length: 10 }, () => remindOfDueDates()));
  for (const { email } of people) expect((await mails(email)).length).toBe(1);
});

test('more than a batch are all told', async () => {
  await remindOfDueDates();
  await Promise.all(Array.from({ length: 130 }, () => dueIn(5)));
  expect(await remindOfDueDates()).toBe(130);
});

test('nobody is told who has finished, was withdrawn, is excused, has switched it off or has no open account', async () => {
  const admin = await anAdmin();
  const off = await dueIn(3);
  const gone = await dueIn(-1);
  const excused = await dueIn(3);
  const closed = await dueIn(3);
  const finished = await dueIn(-1, { finishedAt: now() });
  await stopReminders(off.id);
  await withdraw(admin, [gone.id], 'Left');
  await waive(admin, excused.id, 'Knows it', null);
  await db.user.update({ where: { id: closed.userId }, data: { deactivatedAt: now() } });
  await remindOfDueDates();
  for (const { email } of [off, gone, excused, closed, finished]) expect(await mails(email)).toEqual([]);
  await endWaiver(admin, excused.id);
  await remindOfDueDates();
  expect((await mails(excused.email)).length).toBe(1);
});

test('another date is another mail', async () => {
  const admin = await anAdmin();
  const person = await dueIn(3);
  await remindOfDueDates();
  const { dueAt } = await db.enrolment.findUniqueOrThrow({ where: { id: person.id } });
  await extend(admin, [{ id: person.id, dueAt: dueAt! }], 2);
  await remindOfDueDates();
  await setDue(admin, [person.id], null);
  await remindOfDueDates();
  expect((await mails(person.email)).length).toBe(2);
});

test('the link is good for one enrolment; a forged one for none', async () => {
  const { id } = await dueIn(30);
  const link = remindersOffUrl(id).replace('/reminders/', '');
  expect(readRemindersLink(link)).toBe(id);
  for (const odd of ['', 'nope', id, `${id}.`, link.slice(0, -1), link.replace(/^./, 'f').replace(/^ff/, '0f')]) expect(readRemindersLink(odd)).toBeNull();
  await stopReminders(id);
  await stopReminders(id);
  expect((await db.enrolment.findUniqueOrThrow({ where: { id } })).reminders).toBe(false);
});
