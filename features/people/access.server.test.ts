import { expect, test } from 'vitest';
import { days, fromNow } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { anAdmin, aViewer } from '#test/people.ts';
import { findOrCreatePerson } from '../accounts/sign-in-request.server.ts';
import { changeRole, deactivate, reactivate } from './access.server.ts';

const signIn = (userId: string) => db.session.create({ data: { idHash: `s-${userId}`, userId, expiresAt: fromNow(days(1)) } });
const written = (personId: string) => db.auditEntry.findMany({ where: { personId }, orderBy: { at: 'asc' } });
/** What concerns the last admin needs a school with few of them. */
const aloneBut = (...ids: string[]) => db.user.updateMany({ where: { role: 'ADMIN', id: { notIn: ids } }, data: { role: 'LEARNER' } });

test('a deactivated account is signed out and stays out until it is reactivated, with what it had', async () => {
  const [admin, learner] = [await anAdmin(), await aViewer()];
  await signIn(learner.id);
  expect(await deactivate(admin, learner.id, 'Left the company')).toEqual({ ok: true });
  expect(await db.session.count({ where: { userId: learner.id } })).toBe(0);
  expect(await findOrCreatePerson(learner.email)).toBeNull();
  expect(await deactivate(admin, learner.id, 'Left the company')).toBeNull();
  expect(await reactivate(admin, learner.id, 'Came back')).toEqual({ ok: true });
  expect(await reactivate(admin, learner.id, 'Came back')).toBeNull();
  expect(await findOrCreatePerson(learner.email)).toEqual({ id: learner.id });
  expect((await written(learner.id)).map(({ action, actorId, detail }) => [action, actorId, detail])).toEqual([
    ['person.deactivate', admin.id, { reason: 'Left the company' }],
    ['person.reactivate', admin.id, { reason: 'Came back' }],
  ]);
});

test('nobody is there under an unknown or malformed id, and nothing is written', async () => {
  const admin = await anAdmin();
  for (const id of ['nobody', crypto.randomUUID()]) {
    expect(await deactivate(admin, id, 'A reason')).toBeNull();
    expect(await reactivate(admin, id, 'A reason')).toBeNull();
    expect(await changeRole(admin, id, 'ADMIN')).toBeNull();
  }
  expect(await db.auditEntry.count({ where: { actorId: admin.id } })).toBe(0);
});

test('nobody deactivates themselves, and the last admin stays one', async () => {
  const admin = await anAdmin();
  await anAdmin();
  expect(await deactivate(admin, admin.id, 'Enough')).toMatchObject({ ok: false, why: /own account/ });
  await aloneBut(admin.id);
  expect(await changeRole(admin, admin.id, 'LEARNER')).toMatchObject({ ok: false, why: /last active admin/ });
  expect((await db.user.findUniqueOrThrow({ where: { id: admin.id } })).role).toBe('ADMIN');
  expect(await db.auditEntry.count({ where: { personId: admin.id } })).toBe(0);
});

test('whoever stops being an admin is signed out and loses the second factor; whoever becomes one keeps their session', async () => {
  const [admin, other, learner] = [await anAdmin(), await anAdmin(), await aViewer()];
  for (const { id } of [other, learner]) await signIn(id);
  await db.secondFactor.create({ data: { userId: other.id, secret: 'x', confirmedAt: new Date() } });
  await db.recoveryCode.create({ data: { userId: other.id, codeHash: other.id } });
  expect(await changeRole(admin, learner.id, 'ADMIN')).toEqual({ ok: true });
  expect(await db.session.count({ where: { userId: learner.id } })).toBe(1);
  expect(await changeRole(admin, other.id, 'LEARNER')).toEqual({ ok: true });
  const left = await db.user.findUniqueOrThrow({ where: { id: other.id }, include: { sessions: true, secondFactor: true, recoveryCodes: true } });
  expect(left).toMatchObject({ role: 'LEARNER', sessions: [], secondFactor: null, recoveryCodes: [] });
  expect(await changeRole(admin, other.id, 'LEARNER')).toBeNull();
  expect((await written(other.id)).map(({ action, detail }) => [action, detail])).toEqual([['person.role', { role: 'LEARNER' }]]);
});

test('somebody who is no longer an admin changes nothing', async () => {
  const [admin, gone, learner] = [await anAdmin(), await anAdmin(), await aViewer()];
  await changeRole(admin, gone.id, 'LEARNER');
  for (const refused of [await changeRole(gone, learner.id, 'ADMIN'), await deactivate(gone, learner.id, 'A reason'), await reactivate(gone, learner.id, 'x')])
    expect(refused).toMatchObject({ ok: false, why: /no longer/ });
});

test('two admins who take the role from each other at once leave one', async () => {
  for (let round = 0; round < 5; round++) {
    const [one, two] = [await anAdmin(), await anAdmin()];
    await aloneBut(one.id, two.id);
    const answers = await Promise.all([changeRole(one, two.id, 'LEARNER'), changeRole(two, one.id, 'LEARNER')]);
    expect(answers.filter((answer) => answer?.ok)).toHaveLength(1);
    expect(await db.user.count({ where: { role: 'ADMIN', deactivatedAt: null } })).toBe(1);
  }
});

test('two admins who deactivate each other at once leave one', async () => {
  const [one, two] = [await anAdmin(), await anAdmin()];
  await aloneBut(one.id, two.id);
  const answers = await Promise.all([deactivate(one, two.id, 'A reason'), deactivate(two, one.id, 'A reason')]);
  expect(answers.filter((answer) => answer?.ok)).toHaveLength(1);
});
