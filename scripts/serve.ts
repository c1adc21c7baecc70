import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { parseEnv } from '#lib/env.ts';
import { buildIfChanged, generateClient } from './build.ts';
import { type EmbeddedDatabase, Refusal, startEmbedded } from './database.ts';
import { createFrontDoor } from './front-door.ts';
import { migrate } from './migrate.ts';
import { readStaticPages } from './static-pages.ts';

/*
 * `npm start` and `npm run dev`: from an installed folder to a served site, in one process that also keeps the bundled
 * PostgreSQL. Whatever cannot work stops it with one sentence that says what to do.
 */
const started = performance.now();
const dev = process.argv.includes('--dev');
const say = (text: string) => console.log(text);
// Whoever read our output may be gone: a line that nobody can read is no reason to fail, and failing to write about it none to try for ever.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

/** Secrets of the demo, made once, readable by their owner alone. */
function demoSecrets(): { AUTH_SECRET: string; NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: string } {
  const file = '.data/secrets.json';
  if (!existsSync(file)) {
    writeFileSync(
      file,
      JSON.stringify({ AUTH_SECRET: randomBytes(48).toString('base64url'), NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: randomBytes(32).toString('base64') }),
      { mode: 0o600 },
    );
  }
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
    throw new Refusal(`Other people on this machine can read ${file}. Run: chmod 600 ${file}`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

function assertPortFree(port: number): Promise<void> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      fail(
        new Refusal(
          error.code === 'EACCES'
            ? `Port ${port} needs more rights than you have. Choose another: PORT=3001 npm start`
            : `Port ${port} is taken by another program. Stop it, or choose another: PORT=${port + 1} npm start`,
        ),
      );
    });
    probe.listen(port, () => probe.close(() => done()));
  });
}

async function main() {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const production = Boolean(process.env['DATABASE_URL'] || process.env['APP_URL']);
  const port = Number(process.env['PORT'] || 3000);
  mkdirSync('.data', { recursive: true, mode: 0o711 });
  const cleanUp: (() => unknown)[] = [];
  const stop = async (code: number) => {
    for (const undo of cleanUp.reverse()) await Promise.resolve(undo()).catch(() => {});
    process.exit(code);
  };
  try {
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Refusal('PORT must be a whole number from 1 to 65535, such as PORT=3001.');
    if (!production) {
      Object.assign(process.env, demoSecrets(), { COMPOSURE_MODE: 'demo', APP_URL: `http://localhost:${port}`, OUTBOX_DIR: '.data/outbox' });
    } else {
      // A demo on a given database is for tests that look at another day; the environment's check keeps it on this machine.
      if (process.env['COMPOSURE_MODE'] !== 'demo') process.env['COMPOSURE_MODE'] = 'production';
      refuseBadVariables({ DATABASE_URL: process.env['DATABASE_URL'] });
    }
    await assertPortFree(port);
    if (!production) {
      const database: EmbeddedDatabase = await startEmbedded('.data/postgres');
      cleanUp.push(() => database.stop());
      process.env['DATABASE_URL'] = database.url;
    }
    refuseBadVariables({});
    // next-auth believes this and no forwarded header.
    Object.assign(process.env, { NEXTAUTH_URL: process.env['APP_URL'], NODE_ENV: dev ? 'development' : 'production' });
    if (dev) generateClient();
    else if (buildIfChanged(process.env['APP_URL']!).built) say('Built.');
    await migrate(process.env['DATABASE_URL']!).catch((error: unknown) => {
      if (production)
        throw new Refusal(
          `The database at DATABASE_URL cannot be used: ${reason(error)}. Check that it runs, that the address and password are right, and that the user may create tables.`,
        );
      throw error;
    });
    const link = production ? null : await prepareDemo();
    const server = await serve(port);
    cleanUp.push(
      () =>
        new Promise<void>((done) => {
          server.close(() => done());
          server.closeIdleConnections();
          setTimeout(() => server.closeAllConnections(), 10_000).unref();
        }),
    );
    let stopping = false;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.on(signal, () => {
        if (!stopping) void stop(0);
        stopping = true;
      });
    if (!dev) await askFirst(port);
    announce(port, link);
  } catch (error) {
    console.error(error instanceof Refusal ? `\n${error.message}\n` : error);
    await stop(1);
  }
}

const reason = (error: unknown) =>
  (error instanceof Error ? error.message.split('\n').filter(Boolean).at(-1) : String(error))?.replace(/:\/\/[^@\s]*@/g, '://…@');

function refuseBadVariables(overrides: Record<string, string | undefined>) {
  const parsed = parseEnv({ ...process.env, ...overrides });
  if (!parsed.ok) throw new Refusal(parsed.problems.join('\n'));
}

async function prepareDemo(): Promise<string> {
  const { seedCast } = await import('../prisma/seed.ts');
  return seedCast();
}

async function serve(port: number) {
  process.env['NEXT_TELEMETRY_DISABLED'] = '1';
  const { default: next } = await import('next');
  const app = next({ dev, port, hostname: 'localhost' });
  await app.prepare();
  const origin = process.env['APP_URL']!.replace(/\/$/, '');
  const scriptHashes = dev ? null : (JSON.parse(readFileSync('.next/composure-hashes.json', 'utf8')) as Record<string, string[]>);
  const server = createFrontDoor({
    origin,
    scriptHashes,
    staticPages: scriptHashes ? readStaticPages(Object.keys(scriptHashes)) : new Map(),
    formTargets: process.env['OIDC_ISSUER'] ? [new URL(process.env['OIDC_ISSUER']).origin] : [],
    sessionCookie: origin.startsWith('https:') ? '__Host-composure-session' : 'composure-session',
    handle: app.getRequestHandler(),
    ...(dev ? { upgrade: app.getUpgradeHandler() } : {}),
  });
  await new Promise<void>((done, fail) => server.once('error', fail).listen(port, () => done()));
  return server;
}

/**
 * The content is read by the first page that needs it, which takes seconds: so we ask for one before we say that we
 * serve, and nobody else waits. If that fails it fails for the next one too, and is said then.
 */
const askFirst = (port: number) =>
  fetch(`http://localhost:${port}/find?q=composure`, { signal: AbortSignal.timeout(30_000) })
    .then((response) => response.text())
    .catch(() => undefined);

function announce(port: number, link: string | null) {
  const { APP_URL, SMTP_URL } = process.env;
  say(
    `\nComposure is serving at ${APP_URL}${APP_URL?.includes(String(port)) ? '' : ` (port ${port})`}, after ${((performance.now() - started) / 1000).toFixed(1)} s.`,
  );
  if (link) say(`Sign in as the admin, once, with this link: ${link}\nMail goes no further than this machine: ${APP_URL}/outbox`);
  else say(`Mail goes to ${SMTP_URL ? new URL(SMTP_URL).host : 'nowhere'}.`);
  say('Ctrl-C stops everything.\n');
}

await main();
