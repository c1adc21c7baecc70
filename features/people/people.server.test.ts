import { expect, test } from 'vitest';
import { fromNow } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { anAdmin, aViewer } from '#test/people.ts';
import { exportPeople, listPeople } from './people.server.ts';
import { findPerson } from './person.server.ts';

test('people are found by words of name and address, narrowed, sorted and paged without a gap', async () => {
  const admin = await anAdmin();
  const group = await db.group.create({ data: { name: `Group ${crypto.randomUUID()}` } });
  const word = `zeta${crypto.randomUUID().slice(0, 8)}`;
  for (let at = 0; at < 60; at++) {
    const { id } = await aViewer({ name: `${word} ${String(at).padStart(2, '0')}` });
    await db.membership.create({ data: { groupId: group.id, userId: id } });
  }
  const listing = { q: word, sort: 'name', descending: false, after: null, filter: { group: group.id } };
  const first = await listPeople(admin, listing);
  const second = await listPeople(admin, { ...listing, after: first.next });
  expect([...first.rows, ...second.rows].map(({ name }) => name)).toEqual(Array.from({ length: 60 }, (_, at) => `${word} ${String(at).padStart(2, '0')}`));
  expect(first.rows[0]).toMatchObject({ groups: [group.name], underWay: 0, finished: 0 });
  const latest = await listPeople(admin, { ...listing, q: '', sort: 'created', descending: true });
  const earlier = await listPeople(admin, { ...listing, q: '', sort: 'created', descending: true, after: latest.next });
  expect(new Set([...latest.rows, ...earlier.rows].map(({ id }) => id)).size).toBe(60);
  expect((await exportPeople(admin, { ...listing, after: first.next })).rows).toHaveLength(60);
  expect(await db.auditEntry.findMany({ where: { actorId: admin.id } })).toMatchObject([{ action: 'list.export', subject: 'learners', detail: { rows: 60 } }]);
  for (const [change, count] of [
    [{ filter: { group: group.id, role: 'admin' } }, 0],
    [{ filter: { group: group.id, state: 'deactivated' } }, 0],
    [{ filter: { group: 'nonsense' } }, 0],
    [{ q: '@@@' }, 0],
    [{ q: "' & !" }, 0],
    [{ q: `${word.slice(0, 9)} 07` }, 1],
  ] as const)
    expect((await listPeople(admin, { ...listing, ...change })).rows).toHaveLength(count);
});

test('a device whose session has run out is not one they are signed in on', async () => {
  const viewer = await aViewer();
  for (const expiresAt of [fromNow(-1), fromNow(1e6)]) await db.session.create({ data: { idHash: crypto.randomUUID(), userId: viewer.id, expiresAt } });
  expect((await findPerson(await anAdmin(), viewer.id))!.devices).toBe(1);
});
