import { chmodSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { env } from '#lib/env.ts';
import { mailQueue } from '#lib/mail.ts';
import { freshEmail, makePerson } from '#prisma/factories.ts';
import { anAdmin } from '#test/people.ts';
import { checkSystem, retryFailedMail } from './checks.server.ts';

const look = async () => {
  const { checks } = await checkSystem(await anAdmin());
  return Object.fromEntries(checks.map(({ name, ...check }) => [name, check]));
};

test('what is looked at is what is there: migrations, versions and the clock are good, and the demo says that it is one', async () => {
  const checks = await look();
  for (const name of ['Migrations', 'Node', 'Packages', 'PostgreSQL', 'Clock', 'Mail over TLS']) expect(checks[name], name).toMatchObject({ ok: true });
  expect(checks['Left over from the demo']).toMatchObject({ ok: false, says: expect.stringContaining('This is the demo') });
  expect(checks['Second factor']!.ok).toBe(false);
});

test('a file with secrets that others can read is named, and is good again once they cannot', async () => {
  const [folder, before] = [mkdtempSync(join(tmpdir(), 'secrets-')), process.cwd()];
  process.chdir(folder);
  try {
    writeFileSync('.env', 'AUTH_SECRET=x', { mode: 0o644 });
    expect((await look())['Secrets']).toMatchObject({ ok: false, todo: expect.stringContaining('chmod 600 .env') });
    chmodSync('.env', 0o600);
    expect((await look())['Secrets']).toMatchObject({ ok: true });
  } finally {
    process.chdir(before);
  }
});

test('a migration that is not applied is named', async () => {
  const [{ id }] = (await db.$queryRaw<{ id: string }[]>`SELECT id FROM "_prisma_migrations" ORDER BY started_at DESC LIMIT 1`) as [{ id: string }];
  await db.$executeRaw`UPDATE "_prisma_migrations" SET rolled_back_at = now() WHERE id = ${id}`;
  expect((await look())['Migrations']!.ok).toBe(false);
  await db.$executeRaw`UPDATE "_prisma_migrations" SET rolled_back_at = NULL WHERE id = ${id}`;
});

test('a backup is known by the time of its stamp', async () => {
  expect((await look())['Backups']!.says).toBe('No backup is known.');
  const stamp = join(mkdtempSync(join(tmpdir(), 'stamp-')), 'backup.stamp');
  Object.assign(env(), { BACKUP_STAMP: stamp });
  expect((await look())['Backups']!.says).toContain('is not there');
  writeFileSync(stamp, '');
  expect((await look())['Backups']).toMatchObject({ ok: true });
  const old = Date.now() / 1000 - 27 * 3_600;
  utimesSync(stamp, old, old);
  expect((await look())['Backups']).toMatchObject({ ok: false, says: 'The last one was 27 hours ago.' });
  Object.assign(env(), { BACKUP_STAMP: undefined });
});

test('mail that nobody delivers is seen; a mail for a later day is not late', async () => {
  const queue = await mailQueue();
  const later = await queue.send('mail', { to: freshEmail() }, { startAfter: new Date(Date.now() + 86_400_000) });
  expect((await look())['Mail that waits']).toMatchObject({ ok: true });
  const late = await queue.send('mail', { to: freshEmail() });
  await db.$executeRaw`UPDATE pgboss.job SET start_after = now() - interval '1 hour' WHERE id = ${late}::uuid`;
  expect((await look())['Mail that waits']).toMatchObject({ ok: false, says: expect.stringContaining('60 minutes') });
  await db.$executeRaw`UPDATE pgboss.job SET start_after = now() + interval '1 minute', state = 'retry', retry_count = 7 WHERE id = ${late}::uuid`;
  expect((await look())['Mail that waits']!.says).toContain('tried 7 times');
  await queue.deleteJob('mail', [later!, late!]);
});

test('failed mail is sent again once, however many press; that it was is written down', async () => {
  const [admin, other] = [await anAdmin(), await anAdmin()];
  const queue = await mailQueue();
  const to = freshEmail('unlucky');
  // As the queue itself gives up: out of tries, into the dead letters.
  const id = (await queue.send('mail', { to, subject: 'Hello', text: 'Kept.' }, { retryLimit: 0 }))!;
  await queue.fetch('mail', { batchSize: 1000 });
  await queue.fail('mail', id);
  expect((await look())['Mail that failed']).toMatchObject({ ok: false });
  const moved = await Promise.all([retryFailedMail(admin), retryFailedMail(other), retryFailedMail(admin)]);
  expect(moved.reduce((sum, count) => sum + count)).toBe(1);
  expect(await db.$queryRaw`SELECT name, state::text, data FROM pgboss.job WHERE data->>'to' = ${to} AND state < 'active'`).toEqual([
    { name: 'mail', state: 'created', data: { to, subject: 'Hello', text: 'Kept.' } },
  ]);
  const written = await db.auditEntry.findMany({ where: { actorId: { in: [admin.id, other.id] } } });
  expect(written).toMatchObject([{ action: 'mail.retry', detail: { mails: 1 } }]);
  expect(await retryFailedMail(admin)).toBe(0);
  expect((await look())['Mail that failed']).toMatchObject({ ok: true });
});

test('in production the demo’s cast is seen', async () => {
  Object.assign(env(), { COMPOSURE_MODE: 'production' });
  const ada = await makePerson({ email: 'ada@example.org' });
  expect((await look())['Left over from the demo']).toMatchObject({ ok: false, says: expect.stringContaining('1 account of the demo’s cast is') });
  await db.user.delete({ where: { id: ada.id } });
  expect((await look())['Left over from the demo']).toMatchObject({ ok: true, says: 'Nothing.' });
  Object.assign(env(), { COMPOSURE_MODE: 'demo' });
});
