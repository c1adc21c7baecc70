import { expect, test } from 'vitest';
import { now } from '#lib/clock.ts';
import { endOfDay, formatDate } from '#lib/dates.ts';
import { db } from '#lib/db.ts';
import { COURSE, makeEnrolment, makePerson, theCourse } from '#prisma/factories.ts';
import { anAdmin } from '#test/people.ts';
import { record } from '../audit/audit.server.ts';
import { enrolPeople } from './enrol-people.server.ts';
import { enrolmentListing } from './enrolment.ts';
import { exportEnrolments, findEnrolment } from './enrolment-admin.server.ts';

const mailsTo = async (email: string) =>
  (await db.$queryRaw<{ text: string }[]>`SELECT "data"->>'text' AS "text" FROM pgboss.job WHERE "name" = 'mail' AND "data"->>'to' = ${email}`).map(
    ({ text }) => text,
  );

test('who is put on a course hears of it once if the box is ticked; who was on it, and who is not told, hears nothing', async () => {
  const admin = await anAdmin();
  const [fresh, there, untold] = [await makePerson(), await makePerson(), await makePerson()];
  await makeEnrolment(there.id);
  const dueAt = endOfDay('2031-12-31')!;
  const ask = { courseSlug: COURSE, dueAt };
  await enrolPeople(admin, { ...ask, personIds: [fresh.id, there.id], tell: true });
  await enrolPeople(admin, { ...ask, personIds: [untold.id] });
  const [text, ...more] = await mailsTo(fresh.email);
  expect(more).toEqual([]);
  expect(text).toContain(`- ${theCourse().title}, by ${formatDate(dueAt)}`);
  expect([...(await mailsTo(there.email)), ...(await mailsTo(untold.email))]).toEqual([]);
});

test('who is brought back is told the date they still have, and who reads the course’s page what admins did', async () => {
  const admin = await anAdmin();
  const person = await makePerson();
  const dueAt = endOfDay('2031-12-31')!;
  const { id } = await makeEnrolment(person.id);
  await db.enrolment.update({ where: { id }, data: { dueAt, withdrawnAt: now() } });
  await enrolPeople(admin, { courseSlug: COURSE, dueAt: null, personIds: [person.id], tell: true });
  expect(await mailsTo(person.email)).toEqual([expect.stringContaining(`- ${theCourse().title}, by ${formatDate(dueAt)}`)]);
  await record(db, admin, 'person.allow', { personId: person.id, subject: COURSE, detail: { reason: 'Asked for' } });
  const { audit } = (await findEnrolment(admin, id))!;
  expect(audit.map(({ words, reason }) => [words, reason])).toEqual([
    ['Allowed a check without waiting', 'Asked for'],
    ['Put somebody on a course', ''],
  ]);
  // What an undo needs is kept, and shown to nobody.
  expect(audit[1]!.detail).toBe(`back 1, course ${COURSE}, people 1`);
});

test('the list as a file is whole, narrowed as asked, and that it was taken is written down', async () => {
  const admin = await anAdmin();
  const word = `quagga${process.pid}${Date.now()}`;
  for (let made = 0; made < 53; made++) await makeEnrolment((await makePerson({ name: `${word} ${made}` })).id);
  const { header, rows } = await exportEnrolments(admin, enrolmentListing({ q: word, after: `2026-11-22T10:00:00.000Z~${'0'.repeat(36)}` }));
  expect([rows.length, rows[0]!.length]).toEqual([53, header.length]);
  expect((await exportEnrolments(admin, enrolmentListing({ q: `${word}nobody` }))).rows).toEqual([]);
  expect(await db.auditEntry.findMany({ where: { actorId: admin.id }, orderBy: { at: 'asc' } })).toMatchObject([
    { action: 'list.export', subject: 'enrolments', detail: { rows: 53 } },
    { action: 'list.export', detail: { rows: 0 } },
  ]);
});
