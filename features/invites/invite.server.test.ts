import { expect, test } from 'vitest';
import { days, fromNow, now } from '#lib/clock.ts';
import { dayOf, endOfDay } from '#lib/dates.ts';
import { db } from '#lib/db.ts';
import { seal } from '#lib/secrets.ts';
import { COURSE, makeEnrolment } from '#prisma/factories.ts';
import { anAdmin, aViewer } from '#test/people.ts';
import { listCourses } from '../courses/course.server.ts';
import { isOpen } from '../courses/course.ts';
import { makeGroup, setGroupOpen } from '../groups/group.server.ts';
import { findInvite, freeSeat, holderListing, inviteListing, linkOf, listHolders, listInvites, makeInvite, revokeInvite } from './invite.server.ts';
import { makeInviteSchema, type NewInvite, stateOf } from './invite.ts';
import { findInvitation, joinByInvite, joinOnce } from './join.server.ts';

const admin = await anAdmin();
let named = 0;
const aGroup = async () => (await makeGroup(admin, { name: `Invited ${process.pid} ${++named}`, kind: 'TEAM' }))!;
const NEW: NewInvite = { label: 'Spring', course: COURSE, group: null, places: null, due: null, expires: fromNow(days(30)) };

async function anInvite(data: Partial<NewInvite> = {}) {
  const answer = await makeInvite(admin, { ...NEW, ...data });
  if ('closed' in answer) throw new Error(answer.closed);
  return { id: answer.id, link: linkOf(answer.id) };
}
const held = (inviteId: string) => db.inviteClaim.count({ where: { inviteId, releasedAt: null } });
const enrolmentOf = (userId: string) => db.enrolment.findUnique({ where: { userId_courseSlug: { userId, courseSlug: COURSE } } });
const listing = (params: Record<string, string> = {}) => inviteListing(params);
const holders = async (id: string) => (await listHolders(admin, id, holderListing({}))).rows;

test('50 people who press at once for 10 places make 10 claims, 10 enrolments and 10 members', async () => {
  const group = await aGroup();
  const { id, link } = await anInvite({ group, places: 10 });
  const people = await Promise.all(Array.from({ length: 50 }, () => aViewer()));
  const answers = await Promise.all(people.map((person) => joinByInvite(person, link)));
  expect([answers.filter((answer) => answer === 'joined').length, answers.filter((answer) => answer === 'full').length]).toEqual([10, 40]);
  expect(await held(id)).toBe(10);
  expect(await db.enrolment.count({ where: { userId: { in: people.map((person) => person.id) } } })).toBe(10);
  expect(await db.membership.count({ where: { groupId: group } })).toBe(10);
});

test('the lock alone keeps the last places: without this process’s queue, as from many instances', async () => {
  const { id } = await anInvite({ places: 3 });
  const people = await Promise.all(Array.from({ length: 8 }, () => aViewer()));
  const answers = await Promise.all(people.map((person) => joinOnce(person, id)));
  expect(answers.filter((answer) => answer === 'joined')).toHaveLength(3);
  expect(await held(id)).toBe(3);
});

test('one person who presses 50 times holds one place', async () => {
  const { id, link } = await anInvite({ places: 10 });
  const person = await aViewer();
  const answers = await Promise.all(Array.from({ length: 50 }, () => joinByInvite(person, link)));
  expect([answers.filter((answer) => answer === 'joined').length, answers.filter((answer) => answer === 'already').length]).toEqual([1, 49]);
  expect(await held(id)).toBe(1);
});

test('looking joins nobody, and says what is left without saying how much', async () => {
  const { id, link } = await anInvite({ places: 1 });
  const [person, next] = [await aViewer(), await aViewer()];
  for (const viewer of [null, person]) expect(await findInvitation(viewer, link)).toMatchObject({ state: 'open', limited: true, holds: false });
  expect(await held(id)).toBe(0);
  expect(await joinByInvite(person, link)).toBe('joined');
  expect(await findInvitation(person, link)).toMatchObject({ holds: true });
  for (const viewer of [null, next]) expect(await findInvitation(viewer, link)).toMatchObject({ state: 'full', holds: false });
  expect(await joinByInvite(next, link)).toBe('full');
  expect(await enrolmentOf(next.id)).toBeNull();
});

test('a forged, cut or borrowed link is none', async () => {
  const { id, link } = await anInvite();
  const viewer = await aViewer();
  for (const wrong of ['', '.', id, link.slice(0, -1), `${link}x`, seal('enquiry', id), seal('invite', 'nope'), seal('invite', crypto.randomUUID())]) {
    expect(await findInvitation(viewer, wrong)).toBeNull();
    expect(await joinByInvite(viewer, wrong)).toBeNull();
  }
});

test('a link that is revoked, has run out, or whose group is closed lets nobody in, and who is in stays', async () => {
  const group = await aGroup();
  const [open, ended, old] = [await anInvite({ group }), await anInvite(), await anInvite()];
  const [early, late] = [await aViewer(), await aViewer()];
  expect(await joinByInvite(early, ended.link)).toBe('joined');
  expect((await Promise.all(Array.from({ length: 20 }, () => revokeInvite(admin, ended.id)))).filter(Boolean)).toHaveLength(1);
  await db.invite.update({ where: { id: old.id }, data: { expiresAt: fromNow(-1) } });
  await setGroupOpen(admin, group, false);
  for (const [invite, state] of [
    [ended, 'revoked'],
    [old, 'expired'],
    [open, 'closed'],
  ] as const) {
    expect(await joinByInvite(late, invite.link)).toBe(state);
    expect(await findInvitation(late, invite.link)).toMatchObject({ state });
  }
  expect(await enrolmentOf(late.id)).toBeNull();
  expect(await joinByInvite(early, ended.link)).toBe('already');
  await setGroupOpen(admin, group, true);
  expect(await joinByInvite(late, open.link)).toBe('joined');
  expect(await db.auditEntry.count({ where: { subject: ended.id, action: 'invite.revoke' } })).toBe(1);
});

test('the due date is set where the link put them on the course, and kept where they were on it', async () => {
  const due = fromNow(days(60));
  const { link } = await anInvite({ due });
  const [fresh, there, back] = [await aViewer(), await aViewer(), await aViewer()];
  await makeEnrolment(there.id);
  const off = await makeEnrolment(back.id, { lessonsDone: 2, practised: false });
  await db.enrolment.update({ where: { id: off.id }, data: { withdrawnAt: now() } });
  for (const person of [fresh, there, back]) expect(await joinByInvite(person, link)).toBe('joined');
  expect((await enrolmentOf(fresh.id))!.dueAt).toEqual(due);
  expect((await enrolmentOf(there.id))!.dueAt).toBeNull();
  expect(await enrolmentOf(back.id)).toMatchObject({ id: off.id, withdrawnAt: null, dueAt: null, lessonsDone: 2 });
});

test('whoever joins after the link’s due date has none, and is told none', async () => {
  const { link, id } = await anInvite({ due: fromNow(days(60)) });
  await db.invite.update({ where: { id }, data: { dueAt: fromNow(-days(1)) } });
  const late = await aViewer();
  expect((await findInvitation(late, link))!.dueAt).toBeNull();
  expect(await joinByInvite(late, link)).toBe('joined');
  expect((await enrolmentOf(late.id))!.dueAt).toBeNull();
});

test('a freed place is freed once, goes to the next, and leaves its holder on the course unless they are taken off it', async () => {
  const { id, link } = await anInvite({ places: 1 });
  const [first, second] = [await aViewer(), await aViewer()];
  await joinByInvite(first, link);
  const [holder] = await holders(id);
  expect(holder).toMatchObject({ name: first.name, email: first.email });
  expect((await Promise.all(Array.from({ length: 20 }, () => freeSeat(admin, holder!.id)))).filter(Boolean)).toHaveLength(1);
  expect((await enrolmentOf(first.id))!.withdrawnAt).toBeNull();
  expect(await joinByInvite(second, link)).toBe('joined');
  expect(await joinByInvite(first, link)).toBe('full');
  expect(await freeSeat(admin, (await holders(id))[0]!.id, true)).toBe(true);
  expect((await enrolmentOf(second.id))!.withdrawnAt).not.toBeNull();
  expect(await joinByInvite(second, link)).toBe('joined');
  expect((await enrolmentOf(second.id))!.withdrawnAt).toBeNull();
  expect(await freeSeat(admin, crypto.randomUUID())).toBe(false);
  const entries = await db.auditEntry.findMany({ where: { subject: id, action: 'invite.free' }, orderBy: { at: 'asc' } });
  expect(entries).toMatchObject([
    { personId: first.id, detail: { withdrawn: false } },
    { personId: second.id, detail: { withdrawn: true } },
  ]);
});

test('links are listed with what is taken of them, by state, course and name', async () => {
  const label = `Quoll ${process.pid}`;
  const make = (data: Partial<NewInvite> = {}) => anInvite({ ...data, label });
  const [open, full, old, ended] = [await make({ places: 2 }), await make({ places: 1 }), await make(), await make()];
  for (const { link } of [open, full]) await joinByInvite(await aViewer(), link);
  await db.invite.update({ where: { id: old.id }, data: { expiresAt: fromNow(-1) } });
  await revokeInvite(admin, ended.id);
  const ids = async (params: Record<string, string>) => (await listInvites(admin, listing({ q: 'quoll', ...params }))).rows.map(({ id }) => id);
  expect(await ids({})).toEqual([ended.id, old.id, full.id, open.id]);
  expect(await ids({ sort: 'expires' })).toEqual([old.id, open.id, full.id, ended.id]);
  expect(await ids({ sort: 'label' })).toHaveLength(4);
  expect(await ids({ state: 'open' })).toEqual([open.id]);
  expect(await ids({ state: 'full' })).toEqual([full.id]);
  // A link to a course that is not open lets nobody in, and its list says so.
  await db.invite.update({ where: { id: open.id }, data: { courseSlug: listCourses().find((course) => !isOpen(course))!.slug } });
  expect([await ids({ state: 'open' }), await ids({ state: 'closed' })]).toEqual([[], [open.id]]);
  expect(stateOf((await findInvite(admin, open.id))!, fromNow(0))).toBe('closed');
  await db.invite.update({ where: { id: open.id }, data: { courseSlug: COURSE } });
  expect(await ids({ state: 'expired' })).toEqual([old.id]);
  expect(await ids({ state: 'revoked' })).toEqual([ended.id]);
  expect(await ids({ course: 'nope' })).toEqual([]);
  expect(await findInvite(admin, open.id)).toMatchObject({ label, held: 1, places: 2, groupName: null });
  for (const wrong of ['', 'nope', crypto.randomUUID()]) expect(await findInvite(admin, wrong)).toBeNull();
});

test('a link leads to an open course and an open group, or is not made', async () => {
  const group = await aGroup();
  await setGroupOpen(admin, group, false);
  expect(await makeInvite(admin, { ...NEW, group })).toEqual({ closed: 'group' });
  expect(await makeInvite(admin, { ...NEW, course: 'nope' })).toEqual({ closed: 'course' });
  expect(await db.invite.count({ where: { groupId: group } })).toBe(0);
});

test('the form takes a year ahead and no more, and a day that has not passed', () => {
  const inDays = (count: number) => dayOf(fromNow(days(count)));
  const read = (fields: Record<string, string>) =>
    makeInviteSchema.safeParse({ label: 'Spring', course: COURSE, group: '', places: '', due: '', expires: inDays(30), ...fields });
  expect(read({ due: inDays(40) }).data).toMatchObject({ group: null, places: null, due: endOfDay(inDays(40)), expires: endOfDay(inDays(30)) });
  expect(read({ expires: inDays(365), places: '10' }).data).toMatchObject({ places: 10 });
  for (const wrong of [
    { expires: '' },
    { expires: inDays(-1) },
    { expires: inDays(368) },
    { due: inDays(-1) },
    { expires: '2026-02-31' },
    { places: '0' },
    { places: '1.5' },
    { places: 'x' },
    { label: ' ' },
    { group: 'x' },
  ])
    expect(Object.keys(read(wrong as Record<string, string>).error?.flatten().fieldErrors ?? {}), JSON.stringify(wrong)).toEqual(Object.keys(wrong));
});

test('who holds a place and was taken off the course is shown the button, and pressing it brings them back to course and group', async () => {
  const group = await aGroup();
  const { id, link } = await anInvite({ group, places: 1 });
  const person = await aViewer();
  const off = async () => {
    await db.enrolment.updateMany({ where: { userId: person.id }, data: { withdrawnAt: now() } });
    await db.membership.deleteMany({ where: { userId: person.id } });
  };
  expect(await joinByInvite(person, link)).toBe('joined');
  for (const press of [() => joinByInvite(person, link), () => joinOnce(person, id)]) {
    await off();
    expect(await findInvitation(person, link)).toMatchObject({ state: 'open', holds: false });
    expect(await press()).toBe('already');
    expect(await enrolmentOf(person.id)).toMatchObject({ withdrawnAt: null });
    expect(await db.membership.count({ where: { userId: person.id, groupId: group } })).toBe(1);
    expect(await findInvitation(person, link)).toMatchObject({ holds: true });
  }
  expect(await held(id)).toBe(1);
  await db.enrolment.deleteMany({ where: { userId: person.id } });
  expect(await joinByInvite(person, link)).toBe('already');
  expect(await enrolmentOf(person.id)).toMatchObject({ withdrawnAt: null });
  expect(await joinByInvite(await aViewer(), link)).toBe('full');
});

test('a link that is over brings nobody back', async () => {
  const { id, link } = await anInvite();
  const person = await aViewer();
  await joinByInvite(person, link);
  await db.enrolment.updateMany({ where: { userId: person.id }, data: { withdrawnAt: now() } });
  await revokeInvite(admin, id);
  expect([await joinByInvite(person, link), await joinOnce(person, id)]).toEqual(['revoked', 'already']);
  expect((await enrolmentOf(person.id))!.withdrawnAt).not.toBeNull();
});
