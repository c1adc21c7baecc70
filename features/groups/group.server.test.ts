import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { freshEmail, makePerson } from '#prisma/factories.ts';
import { anAdmin, aViewer } from '#test/people.ts';
import { findGroup, groupListing, listGroups, listOpenGroups, makeGroup, renameGroup, setGroupOpen } from './group.server.ts';
import { findManager, listManagedGroups } from './group-guard.server.ts';
import { addPeople, changePerson, listPeopleOf, membershipListing, planPeople } from './membership.server.ts';

const admin = await anAdmin();
let named = 0;
const aName = (name = 'Team') => `${name} ${process.pid} ${++named}`;
const aGroup = async (name = aName()) => (await makeGroup(admin, { name, kind: 'TEAM' }))!;
const audited = (action: string, subject: string) => db.auditEntry.findMany({ where: { action, subject } });
const listing = (params: Record<string, string> = {}) => groupListing(params);
const peopleListing = (params: Record<string, string> = {}) => membershipListing(params);

test('20 groups of one name made at once are one group and one entry in the audit', async () => {
  const name = aName();
  const answers = await Promise.all(Array.from({ length: 20 }, () => makeGroup(admin, { name, kind: 'COHORT' })));
  const made = answers.filter(Boolean);
  expect(made).toHaveLength(1);
  expect(await audited('group.make', made[0]!)).toMatchObject([{ actorId: admin.id, detail: { kind: 'COHORT' } }]);
});

test('a group is renamed, but not to a name that another has', async () => {
  const [name, other] = [aName(), aName()];
  const id = await aGroup(name);
  await aGroup(other);
  expect(await renameGroup(admin, id, other)).toBe('taken');
  expect(await renameGroup(admin, '01890000-0000-7000-8000-000000000000', aName())).toBe('gone');
  expect((await findGroup(admin, id))!.name).toBe(name);
  expect(await renameGroup(admin, id, `${name} b`)).toBe('renamed');
  expect(await audited('group.rename', id)).toHaveLength(1);
});

test('closing keeps the people, adds nobody, hides it from its managers; opening undoes that', async () => {
  const id = await aGroup();
  const manager = await aViewer();
  await addPeople(admin, id, [manager.email]);
  await changePerson(admin, id, manager.id, 'manager');
  expect((await Promise.all(Array.from({ length: 10 }, () => setGroupOpen(admin, id, false)))).filter(Boolean)).toHaveLength(1);
  expect(await addPeople(admin, id, [(await makePerson()).email])).toBeNull();
  expect(await planPeople(admin, id, [(await makePerson()).email])).toBeNull();
  expect(await findManager(manager, id)).toBeNull();
  expect((await listOpenGroups(admin)).some((group) => group.id === id)).toBe(false);
  expect(await findGroup(admin, id)).toMatchObject({ managers: 1 });
  expect(await setGroupOpen(admin, id, true)).toBe(true);
  expect(await findManager(manager, id)).not.toBeNull();
  expect([(await audited('group.close', id)).length, (await audited('group.open', id)).length]).toEqual([1, 1]);
});

test('groups are found by name, kind and state, sorted both ways and paged without a gap', async () => {
  const word = aName('Quokka');
  const ids = await Promise.all(Array.from({ length: 53 }, (_, at) => aGroup(`${word} ${String(at).padStart(2, '0')}`)));
  await setGroupOpen(admin, ids[7]!, false);
  const first = await listGroups(admin, listing({ q: word.toLowerCase() }));
  expect(first.rows).toHaveLength(50);
  const rest = await listGroups(admin, { ...listing({ q: word }), after: first.next });
  expect([...first.rows, ...rest.rows].map(({ name }) => name)).toEqual(ids.map((_, at) => `${word} ${String(at).padStart(2, '0')}`));
  expect(rest.next).toBeNull();
  const backwards = await listGroups(admin, listing({ q: word, sort: '-made' }));
  expect((await listGroups(admin, { ...listing({ q: word, sort: '-made' }), after: backwards.next })).rows).toHaveLength(3);
  expect((await listGroups(admin, listing({ q: word, state: 'closed' }))).rows.map(({ id }) => id)).toEqual([ids[7]]);
  expect((await listGroups(admin, listing({ q: word, kind: 'ORGANISATION' }))).rows).toEqual([]);
  expect((await listGroups(admin, listing({ q: word, kind: 'constructor', state: '1' }))).rows).toHaveLength(50);
});

test('no group is found by an id that is none', async () => {
  for (const id of ['', 'nope', '01890000-0000-7000-8000-000000000000']) expect(await findGroup(admin, id)).toBeNull();
});

test('people are added all or none, and an address without an open account is named', async () => {
  const id = await aGroup();
  const [ada, grace, gone] = await Promise.all([makePerson(), makePerson(), makePerson()]);
  await db.user.update({ where: { id: gone.id }, data: { deactivatedAt: new Date() } });
  const nobody = freshEmail('nobody');
  for (const act of [planPeople, addPeople])
    expect(await act(admin, id, [ada.email, nobody, gone.email])).toEqual({ ok: false, unknown: [nobody, gone.email] });
  expect(await db.membership.count({ where: { groupId: id } })).toBe(0);
  expect(await planPeople(admin, id, [ada.email, grace.email])).toEqual({ ok: true, toAdd: 2, already: 0 });
  expect(await db.membership.count({ where: { groupId: id } })).toBe(0);
  expect(await addPeople(admin, id, [ada.email, grace.email])).toEqual({ ok: true, added: 2 });
  expect(await planPeople(admin, id, [ada.email, grace.email])).toEqual({ ok: true, toAdd: 0, already: 2 });
  expect((await audited('group.member', id)).map(({ personId }) => personId).sort()).toEqual([ada.id, grace.id].sort());
});

test('the address of a merged account stands for its first account', async () => {
  const id = await aGroup();
  const [first, second] = await Promise.all([makePerson(), makePerson()]);
  await db.user.update({ where: { id: second.id }, data: { mergedIntoId: first.id, deactivatedAt: new Date() } });
  expect(await addPeople(admin, id, [second.email, first.email])).toEqual({ ok: true, added: 1 });
  expect(await db.membership.findMany({ where: { groupId: id }, select: { userId: true } })).toEqual([{ userId: first.id }]);
});

test('adding the same person 50 times at once makes one row and one entry', async () => {
  const id = await aGroup();
  const { email } = await makePerson();
  const answers = await Promise.all(Array.from({ length: 50 }, () => addPeople(admin, id, [email])));
  expect(answers.reduce((sum, answer) => sum + (answer?.ok ? answer.added : 0), 0)).toBe(1);
  expect(await db.membership.count({ where: { groupId: id } })).toBe(1);
  expect(await audited('group.member', id)).toHaveLength(1);
});

test('somebody becomes a manager, a member again, and is removed, each once', async () => {
  const id = await aGroup();
  const [manager, stranger] = [await aViewer({ name: 'Margaret' }), await aViewer()];
  await addPeople(admin, id, [manager.email]);
  expect(await findManager(manager, id)).toBeNull();
  const twenty = (change: 'manager' | 'member' | 'remove') => Promise.all(Array.from({ length: 20 }, () => changePerson(admin, id, manager.id, change)));
  expect((await twenty('manager')).filter(Boolean)).toHaveLength(1);
  expect(await findManager(manager, id)).toMatchObject({ groupId: id });
  expect(await listManagedGroups(manager)).toMatchObject([{ id }]);
  for (const other of [stranger, admin]) {
    expect(await findManager(other, id)).toBeNull();
  }
  expect((await listPeopleOf(admin, id, peopleListing({ role: 'manager', q: 'marg' }))).rows).toMatchObject([{ id: manager.id, closed: false }]);
  expect((await listPeopleOf(admin, id, peopleListing({ role: 'member' }))).rows).toEqual([]);
  expect((await twenty('member')).filter(Boolean)).toHaveLength(1);
  expect(await findManager(manager, id)).toBeNull();
  expect((await twenty('remove')).filter(Boolean)).toHaveLength(1);
  expect(await changePerson(admin, id, manager.id, 'manager')).toBe(false);
  expect(await audited('group.member', id)).toHaveLength(4);
  for (const wrong of ['', 'nope', `${id}'`]) expect(await findManager(manager, wrong)).toBeNull();
});
