import { expect, test } from 'vitest';
import { days, fromNow } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { makeCertificate, makeEnrolment, makeMarkedFinal, makePerson } from '#prisma/factories.ts';
import { anAdmin } from '#test/people.ts';
import { reissueCertificate } from '../certificates/correction.server.ts';
import { getOverview } from './overview.server.ts';

test('a certificate issued again under a corrected name counts once, in the week it was first issued', async () => {
  const admin = await anAdmin();
  const count = async () => (await getOverview(admin)).weeks.map(({ certificates }) => certificates);
  const before = await count();
  for (const daysAgo of [0, 21]) {
    const enrolment = await makeEnrolment((await makePerson()).id);
    const { id, code } = await makeCertificate(enrolment.id, (await makeMarkedFinal(enrolment.id, 15, daysAgo)).id, 'Grace Hoper');
    await db.certificate.update({ where: { id }, data: { issuedAt: fromNow(-days(daysAgo)) } });
    expect(await reissueCertificate(admin, code, 'Grace Hopper')).toMatchObject({ ok: true });
    expect(await db.certificate.count({ where: { enrolmentId: enrolment.id } })).toBe(2);
  }
  const after = await count();
  expect(after.map((certificates, week) => certificates - before[week]!)).toEqual([...Array(8).fill(0), 1, 0, 0, 1]);
});
