import { Secret, TOTP } from 'otpauth';
import { expect, onTestFinished, test } from 'vitest';
import { now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { env } from '#lib/env.ts';
import { hashSecret, newToken } from '#lib/secrets.ts';
import { makePerson } from '#prisma/factories.ts';
import { demoCode, getSetUp, giveSecondFactor } from './second-factor.server.ts';
import { RECOVERY_CODES, readRecoveryCode, spellRecoveryCode } from './second-factor.ts';
import type { SignedIn } from './session.server.ts';

async function staff(): Promise<SignedIn> {
  const { id, email, name } = await makePerson({ role: 'ADMIN' });
  const sessionHash = hashSecret(newToken());
  await db.session.create({ data: { idHash: sessionHash, userId: id, expiresAt: new Date(Date.now() + 1e7) } });
  return { id, email, name, role: 'LEARNER', isStaff: true, secondFactorAt: null, sessionHash } as SignedIn;
}

/** What the app on a phone shows, so many steps from now. */
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret), digits: 6, period: 30 }).generate({ timestamp: now().getTime() + steps * 30_000 });

const secretOf = async (person: SignedIn) => {
  const setUp = await getSetUp(person);
  if (setUp.state !== 'new') throw new Error('set up already');
  return setUp.secret;
};
const givenAt = async (person: SignedIn) => (await db.session.findUniqueOrThrow({ where: { idHash: person.sessionHash } })).secondFactorAt;

test('the first right code confirms the set-up, marks this device and no other, and answers ten recovery codes once', async () => {
  const person = await staff();
  const other = hashSecret(newToken());
  await db.session.create({ data: { idHash: other, userId: person.id, expiresAt: new Date(Date.now() + 1e7) } });
  const secret = await secretOf(person);
  expect(await secretOf(person)).toBe(secret);
  expect((await db.secondFactor.findUniqueOrThrow({ where: { userId: person.id } })).secret).not.toContain(secret);
  const given = await giveSecondFactor(person, codeOf(secret));
  expect(given.ok && given.recoveryCodes).toHaveLength(RECOVERY_CODES);
  expect(await givenAt(person)).not.toBeNull();
  expect((await db.session.findUniqueOrThrow({ where: { idHash: other } })).secondFactorAt).toBeNull();
  expect(await getSetUp(person)).toEqual({ state: 'confirmed' });
  expect(await db.auditEntry.count({ where: { actorId: person.id, action: 'second-factor.set-up' } })).toBe(1);
  expect(await giveSecondFactor(person, codeOf(secret, 1))).toEqual({ ok: true, recoveryCodes: null });
});

test('a secret is shown to one device alone until it is confirmed, and then none is shown', async () => {
  const person = await staff();
  const sessionHash = hashSecret(newToken());
  await db.session.create({ data: { idHash: sessionHash, userId: person.id, expiresAt: new Date(Date.now() + 1e7) } });
  const elsewhere = { ...person, sessionHash } as SignedIn;
  const [mine, theirs] = [await secretOf(person), await secretOf(elsewhere)];
  expect(mine).not.toBe(theirs);
  expect(await giveSecondFactor(person, codeOf(theirs))).toMatchObject({ ok: false });
  expect(await giveSecondFactor(person, codeOf(mine))).toMatchObject({ ok: true });
  expect(await giveSecondFactor(elsewhere, codeOf(theirs, 1))).toMatchObject({ ok: false });
  expect(await giveSecondFactor(elsewhere, codeOf(mine, 1))).toMatchObject({ ok: true });
});

test('no code is taken twice, nor one older than the last; of four at once one is', async () => {
  const person = await staff();
  const secret = await secretOf(person);
  const answers = await Promise.all(Array.from({ length: 4 }, () => giveSecondFactor(person, codeOf(secret))));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await giveSecondFactor(person, codeOf(secret, -1))).toMatchObject({ ok: false });
});

test('wrong, malformed, far too early and far too late are refused; after five nothing is taken, not even the right one', async () => {
  const person = await staff();
  const secret = await secretOf(person);
  for (const typed of ['', '12345', 'abcdef', codeOf(secret, -20), codeOf(secret, 20)])
    expect(await giveSecondFactor(person, typed, '203.0.113.7')).toEqual({ ok: false, reason: 'wrong' });
  expect(await giveSecondFactor(person, codeOf(secret))).toEqual({ ok: false, reason: 'paused' });
  expect(await givenAt(person)).toBeNull();
  // From where it was tried is written down.
  expect(await db.auditEntry.findMany({ where: { actorId: person.id } })).toMatchObject([{ action: 'second-factor.pause', network: '203.0.113.7' }]);
  await db.secondFactor.update({ where: { userId: person.id }, data: { wrongAt: new Date(Date.now() - 16 * 60_000) } });
  expect(await giveSecondFactor(person, codeOf(secret))).toMatchObject({ ok: true });
});

test('a recovery code stands in once, for its owner alone, and not before the set-up is confirmed', async () => {
  const [person, stranger] = [await staff(), await staff()];
  const secret = await secretOf(person);
  const given = await giveSecondFactor(person, codeOf(secret));
  const [first] = (given.ok && given.recoveryCodes) || [];
  await giveSecondFactor(stranger, codeOf(await secretOf(stranger)));
  expect(await giveSecondFactor(stranger, first!)).toMatchObject({ ok: false });
  const answers = await Promise.all(Array.from({ length: 4 }, () => giveSecondFactor(person, first!.toUpperCase().replace('-', ' '))));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await db.recoveryCode.count({ where: { userId: person.id, usedAt: null } })).toBe(RECOVERY_CODES - 1);
});

test('recovery codes are spelt without what is misread, and read as people type them', () => {
  const code = spellRecoveryCode(new Uint8Array([0, 31, 62, 93, 124, 155, 186, 217, 248, 255]));
  expect(code).toMatch(/^[2-9a-z]{5}-[2-9a-z]{5}$/);
  expect(code).not.toMatch(/[01ilo]/);
  expect(readRecoveryCode(` ${code.toUpperCase().replace('-', '')} `)).toBe(code);
  for (const typed of ['', '123456', 'abcde-fghi0', 'abcdefghijk', '…']) expect(readRecoveryCode(typed)).toBeNull();
});

test('the demo says the code that fits, before and after the set-up; a site in production says none', async () => {
  onTestFinished(() => void Object.assign(env(), { COMPOSURE_MODE: 'demo' }));
  const person = await staff();
  await getSetUp(person);
  for (const isNew of [true, false]) {
    Object.assign(env(), { COMPOSURE_MODE: 'production' });
    expect(await demoCode(person)).toBeNull();
    Object.assign(env(), { COMPOSURE_MODE: 'demo' });
    const code = await demoCode(person);
    expect(code).toMatch(/^\d{6}$/);
    expect(await giveSecondFactor(person, code!)).toMatchObject({ ok: true, recoveryCodes: isNew ? expect.any(Array) : null });
  }
});
