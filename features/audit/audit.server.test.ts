import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { PAGE } from '#lib/listing.ts';
import { makePerson } from '#prisma/factories.ts';
import { anAdmin } from '#test/people.ts';
import { exportAudit, listAudit, listAuditOf, record } from './audit.server.ts';
import { auditListing } from './audit.ts';

test('an entry is written once: the database refuses to change it and to take it out', async () => {
  const admin = await anAdmin();
  await record(db, admin, 'mail.retry');
  const where = { actorId: admin.id };
  await expect(db.auditEntry.updateMany({ where, data: { action: 'group.make' } })).rejects.toThrow();
  await expect(db.auditEntry.deleteMany({ where })).rejects.toThrow();
  await expect(db.$executeRaw`UPDATE "AuditEntry" SET "network" = '' WHERE "actorId" = ${admin.id}::uuid`).rejects.toThrow();
  await expect(db.$executeRaw`DELETE FROM "AuditEntry" WHERE "actorId" = ${admin.id}::uuid`).rejects.toThrow();
  expect(await db.auditEntry.findMany({ where })).toMatchObject([{ action: 'mail.retry', network: admin.network }]);
});

test('what is rolled back was not done, and is not written', async () => {
  const admin = await anAdmin();
  const undone = db.$transaction(async (tx) => {
    await record(tx, admin, 'mail.retry');
    throw new Error('rolled back');
  });
  await expect(undone).rejects.toThrow('rolled back');
  expect(await db.auditEntry.count({ where: { actorId: admin.id } })).toBe(0);
});

test('narrowed by what, by whom, to whom and by day; who is gone is said to be', async () => {
  const [admin, person] = [await anAdmin(), await makePerson({ name: 'Mary Jackson' })];
  await record(db, admin, 'person.role', { personId: person.id, detail: { from: 'LEARNER', to: 'ADMIN' } });
  await record(db, admin, 'group.make', { subject: 'g-1' });
  const of = (params: Record<string, string>) => listAudit(admin, auditListing({ by: admin.email, ...params })).then(({ rows }) => rows);
  expect((await of({})).map(({ action }) => action)).toEqual(['group.make', 'person.role']);
  expect(await of({ action: 'person.role', whom: `  ${person.email.toUpperCase()} ` })).toMatchObject([
    { words: 'Changed a role', actor: `Test Person (${admin.email})`, person: `Mary Jackson (${person.email})`, detail: 'from LEARNER, to ADMIN' },
  ]);
  const today = (await of({}))[0]!.at.toLocaleDateString('sv', { timeZone: 'Europe/London' });
  expect(await of({ from: today, to: today })).toHaveLength(2);
  expect(await of({ from: '2099-01-01' })).toEqual([]);
  expect(await of({ to: '2020-01-01' })).toEqual([]);
  // A date that is none narrows nothing; an address nobody has finds nothing.
  for (const odd of ['2026-02-31', 'x', '0000-00-00']) expect(await of({ from: odd })).toHaveLength(2);
  expect(await of({ by: 'nobody@example.org' })).toEqual([]);
  await db.user.delete({ where: { id: person.id } });
  expect(await of({ whom: person.id })).toMatchObject([{ person: 'somebody who is gone', personId: person.id }]);
  expect(await listAuditOf(admin, { personId: person.id }, 5)).toMatchObject([{ words: 'Changed a role' }]);
  expect(await listAuditOf(admin, { subject: 'g-1' }, 5)).toMatchObject([{ words: 'Made a group' }]);
});

test('page after page, each entry once, either way round', async () => {
  const admin = await anAdmin();
  for (let at = 0; at < PAGE + 7; at++) await record(db, admin, 'group.rename', { subject: String(at) });
  for (const sort of ['at', '-at']) {
    const first = await listAudit(admin, auditListing({ by: admin.email, sort }));
    const second = await listAudit(admin, auditListing({ by: admin.email, sort, after: `${first.next!.value}~${first.next!.id}` }));
    expect(second.next).toBeNull();
    expect(new Set([...first.rows, ...second.rows].map(({ subject }) => subject)).size).toBe(PAGE + 7);
  }
});

test('a file of it is an entry of it', async () => {
  const admin = await anAdmin();
  await record(db, admin, 'group.make', { subject: 'g-2' });
  const { header, rows } = await exportAudit(admin, auditListing({ by: admin.email }));
  expect(rows).toHaveLength(1);
  expect(rows[0]).toHaveLength(header.length);
  expect((await listAudit(admin, auditListing({ by: admin.email }))).rows[0]).toMatchObject({ action: 'list.export', subject: 'audit', detail: 'rows 1' });
});
