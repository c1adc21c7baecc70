import 'server-only';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fromPrisma } from 'pg-boss';
import { now } from '#lib/clock.ts';
import { COUNTED } from '#lib/count.ts';
import { db } from '#lib/db.ts';
import { env, LOOPBACK } from '#lib/env.ts';
import { mailQueue } from '#lib/mail.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Admin } from '../accounts/account.ts';
import { record } from '../audit/audit.server.ts';
import { isFailedMail } from '../mail/failed-mail.server.ts';
import { type Check, type Facts, judgeAll } from './checks.ts';
import { FLOORS } from './floors.ts';

const CAST = ['ada', 'grace', 'linus', 'alan'].map((name) => `${name}@example.org`);
/** The most failed mails that are sent again at once; the next press takes the rest. */
const RETRIED_AT_ONCE = 1000;

/** Looks at everything an operator would, and says what needs them, with how many mails were given up. */
export async function checkSystem(_: Admin): Promise<{ checks: Check[]; failedMail: number }> {
  const [seen, installed, inCode, backup, keptMail, openFiles] = await Promise.all([
    askDatabase(),
    readInstalled(),
    readMigrations(),
    readBackup(),
    countKeptMail(),
    findOpenFiles(),
  ]);
  const { COMPOSURE_MODE: mode, APP_URL: appUrl, SMTP_URL } = env();
  const smtp = SMTP_URL ? new URL(SMTP_URL) : null;
  const { waiting, overdueMs, tries, failed, applied, ...rest } = seen;
  const facts: Facts = {
    ...rest,
    mode,
    appUrl,
    node: process.versions.node,
    installed,
    mail: { waiting, overdueMs, tries, failed },
    migrations: { inCode, applied },
    backup,
    smtp: smtp && { protocol: smtp.protocol, isLocal: LOOPBACK.has(smtp.hostname) },
    keptMail,
    openFiles,
  };
  return { checks: judgeAll(facts), failedMail: failed };
}

/**
 * Puts mail that was given up back into the queue, as new, and answers how much; at the most `RETRIED_AT_ONCE`. Pressed twice
 * at once each mail goes back once: the queue moves a job only while nobody else does.
 */
export async function retryFailedMail(admin: Admin): Promise<number> {
  const queue = await mailQueue();
  return db.$transaction(async (tx) => {
    const moved = await queue.redrive('mail-dead', { destination: 'mail', limit: RETRIED_AT_ONCE, db: fromPrisma(tx) });
    if (moved > 0) await record(tx, admin, 'mail.retry', { detail: { mails: moved } });
    return moved;
  });
}

type Seen = Pick<Facts, 'postgres' | 'demoPeople' | 'admins' | 'adminsWithoutSecondFactor' | 'clockMs'> & Facts['mail'] & { applied: string[] };

/** Everything the database knows, in one question. A count stops at 1,001, which stands for more. */
async function askDatabase(): Promise<Seen> {
  const started = ourTime();
  const [row] = await db.$queryRaw<(Omit<Seen, 'clockMs'> & { at: Date })[]>`
    SELECT current_setting('server_version') AS "postgres", clock_timestamp() AS "at",
      (SELECT count(*)::int FROM (SELECT 1 FROM pgboss.job WHERE name = 'mail' AND state < 'active' AND start_after <= now() LIMIT ${COUNTED + 1}) x) AS "waiting",
      (SELECT COALESCE(extract(epoch FROM now() - min(start_after)) * 1000, 0)::float8 FROM pgboss.job
        WHERE name = 'mail' AND state = 'created' AND start_after <= now()) AS "overdueMs",
      (SELECT COALESCE(max(retry_count), 0)::int FROM pgboss.job WHERE name = 'mail' AND state = 'retry') AS "tries",
      (SELECT count(*)::int FROM (SELECT 1 FROM pgboss.job WHERE ${isFailedMail} LIMIT ${COUNTED + 1}) x) AS "failed",
      (SELECT COALESCE(array_agg(migration_name::text), '{}') FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL) AS "applied",
      (SELECT count(*)::int FROM "User" WHERE "email" IN (${Prisma.join(CAST)})) AS "demoPeople",
      count(u."id")::int AS "admins",
      (count(u."id") FILTER (WHERE NOT EXISTS (SELECT 1 FROM "SecondFactor" f WHERE f."userId" = u."id" AND f."confirmedAt" IS NOT NULL)))::int
        AS "adminsWithoutSecondFactor"
    FROM "User" u WHERE u."role" = 'ADMIN' AND u."deactivatedAt" IS NULL`;
  const { at, ...seen } = row!;
  // It looked at its clock between these two moments; what is outside them is a difference.
  const early = started - at.getTime();
  const late = at.getTime() - ourTime();
  return { ...seen, clockMs: Math.max(0, early, late) };
}

/** This machine's clock, without what the demo adds to it. */
const ourTime = () => now().getTime() - env().CLOCK_OFFSET_MS;

/** What stands in node_modules, which is what runs. */
async function readInstalled(): Promise<Record<string, string | null>> {
  const versions = Object.keys(FLOORS).map(async (name): Promise<[string, string | null]> => {
    const text = await readFile(join(/* turbopackIgnore: true */ process.cwd(), 'node_modules', name, 'package.json'), 'utf8').catch(() => null);
    return [name, text && (JSON.parse(text) as { version: string }).version];
  });
  return Object.fromEntries(await Promise.all(versions));
}

async function readMigrations(): Promise<string[]> {
  const entries = await readdir(join(/* turbopackIgnore: true */ process.cwd(), 'prisma', 'migrations'), { withFileTypes: true }).catch(() => []);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

async function readBackup(): Promise<Facts['backup']> {
  const { BACKUP_STAMP } = env();
  if (!BACKUP_STAMP) return null;
  const file = await stat(/* turbopackIgnore: true */ BACKUP_STAMP).catch(() => null);
  return { ageMs: file && ourTime() - file.mtimeMs };
}

async function countKeptMail(): Promise<number> {
  const files = await readdir(/* turbopackIgnore: true */ env().OUTBOX_DIR ?? '.data/outbox').catch(() => []);
  return files.filter((name) => name.endsWith('.json')).length;
}

/** Of the files that hold secrets, those that more than their owner may read. Windows keeps no such bits. */
async function findOpenFiles(): Promise<string[]> {
  if (process.platform === 'win32') return [];
  const looks = ['.env', '.data/secrets.json'].map(async (name) => {
    const file = await stat(join(/* turbopackIgnore: true */ process.cwd(), name)).catch(() => null);
    return file && (file.mode & 0o077) !== 0 ? [name] : [];
  });
  return (await Promise.all(looks)).flat();
}
