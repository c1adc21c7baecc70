import { expect, test } from 'vitest';
import { days, fromNow } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { makeCertificate, makeEnrolment, makeMarkedFinal } from '#prisma/factories.ts';
import { anAdmin, aViewer } from '#test/people.ts';
import { monthsAfter } from './certificate.ts';
import { reissueCertificate, revokeCertificate } from './correction.server.ts';
import { remindOfRefreshes } from './refresh.server.ts';

/** Somebody whose certificate suggests a refresh so many days from now. */
async function aHolder(refreshInDays: number | null) {
  const viewer = await aViewer({ name: 'Grace' });
  const enrolment = await makeEnrolment(viewer.id, { lessonsDone: 7 });
  const certificate = await makeCertificate(enrolment.id, (await makeMarkedFinal(enrolment.id, 15)).id, 'Grace');
  const refreshBy = refreshInDays === null ? null : fromNow(days(refreshInDays));
  await db.certificate.update({ where: { id: certificate.id }, data: { refreshBy } });
  return { viewer, enrolment, certificate };
}
const mails = async ({ viewer }: { viewer: { email: string } }) =>
  (
    await db.$queryRaw<{ text: string }[]>`
      SELECT data->>'text' AS text FROM pgboss.job WHERE name = 'mail' AND data->>'to' = ${viewer.email} AND data->>'subject' = 'A refresh is suggested'`
  ).map(({ text }) => text);

test.each([
  ['2026-11-22T10:00:00Z', 24, '2028-11-22T10:00:00.000Z'],
  ['2028-02-29T23:30:00Z', 24, '2030-02-28T23:30:00.000Z'],
  ['2026-12-31T12:00:00Z', 6, '2027-06-30T12:00:00.000Z'],
])('from %s, %i months later is %s', (from, months, to) => {
  expect(monthsAfter(new Date(from), months).toISOString()).toBe(to);
});

test('thirty days before, the holder is told once, however many instances ask', async () => {
  const near = await aHolder(29);
  const far = await aHolder(31);
  const never = await aHolder(null);
  await Promise.all(Array.from({ length: 5 }, () => remindOfRefreshes()));
  expect(await remindOfRefreshes()).toBe(0);
  expect(await mails(near)).toEqual([expect.stringContaining('Your certificate does not expire')]);
  expect([await mails(far), await mails(never)]).toEqual([[], []]);
  // A corrected certificate is the same one: its holder has been told.
  await reissueCertificate(await anAdmin(), near.certificate.code, 'Grace Hopper');
  expect(await remindOfRefreshes()).toBe(0);
});

test('nobody is told of a certificate that is not valid, of a day that has passed, or without an active account, nor who was withdrawn', async () => {
  const revoked = await aHolder(10);
  await revokeCertificate(await anAdmin(), revoked.certificate.code, 'Because');
  const past = await aHolder(-1);
  const closed = await aHolder(10);
  await db.user.update({ where: { id: closed.viewer.id }, data: { deactivatedAt: fromNow(0) } });
  const gone = await aHolder(10);
  await db.certificate.update({ where: { id: gone.certificate.id }, data: { enrolmentId: null, attemptId: null } });
  const withdrawn = await aHolder(10);
  await db.enrolment.update({ where: { id: withdrawn.enrolment.id }, data: { withdrawnAt: fromNow(0) } });
  expect(await remindOfRefreshes()).toBe(0);
  for (const holder of [revoked, past, closed, gone, withdrawn]) expect(await mails(holder)).toEqual([]);
});
