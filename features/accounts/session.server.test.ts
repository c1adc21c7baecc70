import { encode } from 'next-auth/jwt';
import { expect, test, vi } from 'vitest';
import { days, fromNow, hours, minutes, now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { env } from '#lib/env.ts';
import { hashSecret } from '#lib/secrets.ts';
import { makePerson } from '#prisma/factories.ts';
import { changePersonForm } from '../groups/group.actions.ts';
import { findViewer, openSession, requireAdmin, requireFreshAdmin, sessionCookieName } from './session.server.ts';

const jar = vi.hoisted(() => new Map<string, { value: string }>());
// What only a request of Next's has: its cookies and headers, and a page to load again.
vi.mock('next/headers', () => ({ cookies: async () => jar, headers: async () => new Headers() }));
vi.mock('next/cache', () => ({ refresh: () => {} }));

type Device = { role?: 'LEARNER' | 'ADMIN'; age?: number; idle?: number; secondFactor?: number | null };

/** Somebody on a device of theirs, signed in so long ago, and last seen and last asked for the second factor so long ago. */
async function aDevice({ role = 'LEARNER', idle = 0, age = idle, secondFactor = null }: Device = {}) {
  const { id } = await makePerson({ role });
  const sid = await openSession(id, 'Test');
  const idHash = hashSecret(sid);
  // Ends later than any role allows, so that what is judged on each request is judged alone.
  const data = { createdAt: fromNow(-age), lastSeenAt: fromNow(-idle), expiresAt: fromNow(days(60)) };
  await db.session.update({ where: { idHash }, data: { ...data, secondFactorAt: secondFactor === null ? null : fromNow(-secondFactor) } });
  jar.set(sessionCookieName(), { value: await encode({ token: { sid }, secret: env().AUTH_SECRET }) });
  return { id, idHash };
}

const ALMOST = minutes(1);

test.each([
  ['LEARNER', days(14), days(30)],
  ['ADMIN', minutes(30), hours(12)],
] as const)('a session ends by the limits of the role: %s', async (role, idle, absolute) => {
  for (const [device, stays] of [
    [{ idle: idle - ALMOST }, true],
    [{ idle: idle + ALMOST }, false],
    [{ age: absolute - ALMOST }, true],
    [{ age: absolute + ALMOST }, false],
  ] as const) {
    const { id } = await aDevice({ role, ...device });
    expect([device, (await findViewer())?.id]).toEqual([device, stays ? id : undefined]);
  }
});

test('a session ends no later than it was opened for, and that is by the role', async () => {
  for (const [role, limit] of [
    ['LEARNER', days(30)],
    ['ADMIN', hours(12)],
  ] as const) {
    const before = fromNow(limit);
    const session = await db.session.findUniqueOrThrow({ where: { idHash: hashSecret(await openSession((await makePerson({ role })).id, 'Test')) } });
    expect(session.expiresAt.getTime()).toBeGreaterThanOrEqual(before.getTime());
    expect(session.expiresAt.getTime()).toBeLessThanOrEqual(fromNow(limit).getTime());
  }
  const { idHash } = await aDevice();
  await db.session.update({ where: { idHash }, data: { expiresAt: fromNow(-1) } });
  expect(await findViewer()).toBeNull();
});

test('a visit begins the idle time anew', async () => {
  const { idHash } = await aDevice({ role: 'ADMIN', idle: minutes(20), secondFactor: 0 });
  const before = now();
  expect(await findViewer()).not.toBeNull();
  expect((await db.session.findUniqueOrThrow({ where: { idHash } })).lastSeenAt.getTime()).toBeGreaterThanOrEqual(before.getTime());
});

test.each([
  ['thirty days', { age: hours(12) + ALMOST }],
  ['fourteen days without a visit', { idle: minutes(30) + ALMOST }],
])('somebody made admin since does not keep a learner’s %s', async (_, device) => {
  const { id } = await aDevice(device);
  expect(await findViewer()).toMatchObject({ id, isStaff: false });
  // As nobody has seen them since.
  await db.session.updateMany({ where: { userId: id }, data: { lastSeenAt: fromNow(-('idle' in device ? device.idle : 0)) } });
  await db.user.update({ where: { id }, data: { role: 'ADMIN' } });
  expect(await findViewer()).toBeNull();
});

const toSecondFactor = { digest: expect.stringMatching(/^NEXT_REDIRECT;.*\/second-factor\?next=/) };

test('what asks again takes a second factor of the last ten minutes, and an admin’s other pages one of this session', async () => {
  const { id } = await aDevice({ role: 'ADMIN', age: minutes(20), secondFactor: minutes(9) });
  expect(await requireFreshAdmin()).toMatchObject({ id, role: 'ADMIN' });
  const old = await aDevice({ role: 'ADMIN', age: minutes(20), secondFactor: minutes(11) });
  await expect(requireFreshAdmin()).rejects.toMatchObject(toSecondFactor);
  expect(await requireAdmin()).toMatchObject({ id: old.id });
  await aDevice({ role: 'ADMIN' });
  for (const guard of [requireAdmin, requireFreshAdmin]) await expect(guard()).rejects.toMatchObject(toSecondFactor);
});

test('for a learner and for a stranger an admin’s page does not exist', async () => {
  await aDevice({ secondFactor: 0 });
  for (const guard of [requireAdmin, requireFreshAdmin]) await expect(guard()).rejects.toMatchObject({ digest: expect.stringContaining('404') });
  jar.clear();
  for (const guard of [requireAdmin, requireFreshAdmin]) await expect(guard()).rejects.toMatchObject({ digest: expect.stringContaining('404') });
});

test('making a group’s manager asks again; what else is done to a member does not', async () => {
  const [group, member] = [await db.group.create({ data: { name: `Group ${crypto.randomUUID()}` } }), await makePerson()];
  const key = { groupId: group.id, userId: member.id };
  const roleNow = async () => (await db.membership.findFirst({ where: key }))?.role;
  const press = (change: string) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ group: group.id, person: member.id, change })) form.set(name, value);
    return changePersonForm(form);
  };
  await db.membership.create({ data: key });
  await aDevice({ role: 'ADMIN', age: minutes(20), secondFactor: minutes(11) });
  await expect(press('manager')).rejects.toMatchObject(toSecondFactor);
  expect(await roleNow()).toBe('MEMBER');
  await aDevice({ role: 'ADMIN', secondFactor: 0 });
  await press('manager');
  expect(await roleNow()).toBe('MANAGER');
  await aDevice({ role: 'ADMIN', age: minutes(20), secondFactor: minutes(11) });
  await press('member');
  expect(await roleNow()).toBe('MEMBER');
  await press('remove');
  expect(await roleNow()).toBeUndefined();
});
