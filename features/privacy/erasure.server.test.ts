import { expect, test } from 'vitest';
import { now } from '#lib/clock.ts';
import { db, type Transaction } from '#lib/db.ts';
import { COURSE, makeCertificate, makeMarkedFinal } from '#prisma/factories.ts';
import { somebodyWaits } from '#test/locks.ts';
import { anAdmin, aViewer } from '#test/people.ts';
import { newCode } from '../certificates/certificate.server.ts';
import { reissueCertificate } from '../certificates/correction.server.ts';
import { mergePeople } from '../people/merge.server.ts';
import { eraseMe } from './erasure.server.ts';

const aPerson = async () => ({ ...(await aViewer()), secondFactorAt: null });

/** Holds an enrolment as a hand-in does, until told to let go; answers once it is held. */
async function holding(enrolmentId: string, work: (tx: Transaction) => Promise<unknown>) {
  const [held, letGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const done = db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT "id" FROM "Enrolment" WHERE "id" = ${enrolmentId}::uuid FOR UPDATE`;
    held.resolve();
    await letGo.promise;
    await work(tx);
  });
  await held.promise;
  return async () => {
    letGo.resolve();
    await done;
  };
}

test('a certificate issued while its holder is being erased does not survive it', async () => {
  const person = await aPerson();
  const enrolment = await db.enrolment.create({ data: { userId: person.id, courseSlug: COURSE } });
  const attempt = await makeMarkedFinal(enrolment.id, 18);
  const { code } = await makeCertificate(enrolment.id, attempt.id, 'Ada');
  const admin = await anAdmin();
  const next = newCode();
  const letGo = await holding(enrolment.id, async (tx) => {
    const { id: _, code: old, outcomes, ...same } = await tx.certificate.findUniqueOrThrow({ where: { code } });
    await tx.certificate.update({ where: { code: old }, data: { supersededAt: now(), supersededBy: next } });
    await tx.certificate.create({ data: { ...same, outcomes, code: next, supersededAt: null } });
  });
  const erased = eraseMe(person, 'withdraw');
  await somebodyWaits();
  await letGo();
  expect(await erased).toEqual({ ok: true });
  expect(await db.certificate.count({ where: { code: { in: [code, next] } } })).toBe(0);
  expect(await reissueCertificate(admin, code, 'Ada L')).toEqual({ ok: false, reason: 'not-valid' });
});

test('erased and corrected, or erased and merged, at the same moment: nobody is left half', async () => {
  for (let round = 0; round < 5; round++) {
    const [person, other, admin] = [await aPerson(), await aPerson(), await anAdmin()];
    const enrolment = await db.enrolment.create({ data: { userId: person.id, courseSlug: COURSE } });
    const { code } = await makeCertificate(enrolment.id, (await makeMarkedFinal(enrolment.id, 18)).id, `Ada ${person.id}`);
    await Promise.all([eraseMe(person, 'withdraw'), reissueCertificate(admin, code, `Ada L ${person.id}`)]);
    expect(await db.certificate.count({ where: { name: { endsWith: person.id } } })).toBe(0);

    const merged = await aPerson();
    await db.enrolment.create({ data: { userId: merged.id, courseSlug: COURSE } });
    const [erased, joined] = await Promise.all([eraseMe(merged, 'withdraw'), mergePeople(admin, other.id, merged.id)]);
    if (erased.ok) expect(joined).toBeNull();
    else expect([erased.reason, joined]).toEqual(['merged', { ok: true }]);
    expect(await db.user.count({ where: { id: merged.id } })).toBe(erased.ok ? 0 : 1);
    expect(await db.enrolment.count({ where: { userId: other.id } })).toBe(erased.ok ? 0 : 1);
  }
});
