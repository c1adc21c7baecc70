import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { freePort } from '#scripts/database.ts';
import { expect, expectAccessible, test } from './fixtures.ts';

/*
 * The README's first command, really run, in a copy of the repository with nothing of this shell in its environment.
 * Before a server ends, the page is left: what it might still be fetching the browser would report as a fault.
 */
test.describe.configure({ mode: 'serial', timeout: 600_000 });

let folder = '';
/** One for all starts: the site is built with its address. */
let port = '';
const bare = () => ({ PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '' });

test.beforeAll(async () => {
  port = String(await freePort());
  folder = mkdtempSync(join(tmpdir(), 'composure-newcomer-'));
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' }).trim().split('\n');
  for (const file of files) if (existsSync(file)) cpSync(file, join(folder, file), { recursive: true });
  // Hard links: the same packages without the minutes of installing them again. CI's own run starts from nothing.
  if (process.platform === 'linux') execFileSync('cp', ['-al', 'node_modules', join(folder, 'node_modules')]);
  else cpSync('node_modules', join(folder, 'node_modules'), { recursive: true, verbatimSymlinks: true });
  // The bundled PostgreSQL runs as its own user when we are root, and must reach its folder.
  execFileSync('chmod', ['755', folder]);
});
test.afterAll(() => {
  // A journey that failed half-way leaves nothing running.
  spawnSync('pkill', ['-9', '-f', folder]);
  rmSync(folder, { recursive: true, force: true });
});

let latest: Running | undefined;
test.afterEach(({ page: _ }, { status, expectedStatus }) => {
  if (status !== expectedStatus) console.error(latest?.output().slice(-3_000));
});

type Running = { child: ChildProcess; output: () => string; ended: Promise<number | null> };

function start(env: Record<string, string>): Running {
  const child = spawn('npm', ['start'], {
    cwd: folder,
    env: { ...bare(), ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream!.on('data', (chunk) => (output += chunk));
  latest = { child, output: () => output, ended: new Promise((done) => child.once('exit', done)) };
  return latest;
}

const serving = (running: Running) => expect.poll(running.output, { timeout: 400_000 }).toContain('Ctrl-C stops everything');
const ctrlC = async (running: Running, page: Page) => {
  await page.goto('about:blank');
  process.kill(-running.child.pid!, 'SIGINT');
  await running.ended;
};
const processes = () =>
  execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes(folder));

test('one command serves the finished site, signed out; the printed link signs the admin in; mail is in the outbox', async ({ page }) => {
  const running = start({ PORT: port });
  await serving(running);
  const base = `http://localhost:${port}`;
  expect(running.output()).toContain(`Composure is serving at ${base}`);
  await page.goto(base);
  await expect(page.getByRole('heading', { name: 'Practise the hard conversation before it happens.' })).toBeVisible();
  await expectAccessible(page);
  expect(await page.context().cookies()).toEqual([]);
  await page.goto(/http:\/\/localhost:\d+\/sign-in\/link\/\S+/.exec(running.output())![0]);
  await page.getByRole('button', { name: 'Sign in on this device' }).click();
  await expect(page.getByRole('heading', { name: 'Hello, Alan Turing' })).toBeVisible();
  await page.goto(`${base}/admin`);
  // The second factor, which in the demo stands on the page.
  await page.getByLabel('The six digits the app shows').fill(await page.locator('main strong').innerText());
  await page.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('link', { name: 'I have kept them; go on' }).click();
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await page.context().clearCookies();
  await page.goto(`${base}/sign-in`);
  await page.getByLabel('E-mail address').fill('ada@example.org');
  await page.getByRole('button', { name: 'Send me a link and a code' }).click();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  await expect(async () => {
    await page.goto(`${base}/outbox`);
    await expect(page.getByText('ada@example.org').first()).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expectAccessible(page);
  await page
    .getByRole('link', { name: /sign-in\/link/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Sign in on this device' }).click();
  await expect(page.getByRole('heading', { name: 'Hello, Ada Lovelace' })).toBeVisible();
  expect(statSync(join(folder, '.data/secrets.json')).mode & 0o777).toBe(0o600);
  await ctrlC(running, page);
  await expect.poll(processes).toEqual([]);
});

test('after kill -9 of everything, and of the database alone, the next start mends what is left, and no reply given is lost', async ({ page, request }) => {
  let run = '';
  for (const victim of ['server', 'database'] as const) {
    const running = start({ PORT: port });
    await serving(running);
    // A conversation under way: a reply before each kill, and the ones before it still there.
    if (victim === 'server') {
      await page.goto(/http:\/\/localhost:\d+\/sign-in\/link\/\S+/.exec(running.output())![0]);
      await page.getByRole('button', { name: 'Sign in on this device' }).click();
      await expect(page.getByRole('heading', { name: 'Hello, Alan Turing' })).toBeVisible();
      await page.goto(`http://localhost:${port}/courses/lower-the-heat/practice/third-call-no-signal`);
      await page.getByRole('button', { name: 'Start the conversation' }).click();
      await page.getByRole('button', { name: 'Third call, three days' }).click();
      await expect(page.locator('#latest')).toContainText('So, Monday…');
      run = new URL(page.url()).pathname;
    } else {
      await page.goto(`http://localhost:${port}${run}`);
      await expect(page.getByText('So, Monday…')).toBeVisible();
      await page.getByRole('button', { name: 'I can see the note.' }).click();
      await expect(page.locator('#latest')).toContainText('the first straight answer');
    }
    await page.goto('about:blank');
    const database = Number(readFileSync(join(folder, '.data/postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);
    if (victim === 'database') process.kill(database, 'SIGKILL');
    if (victim === 'database') expect((await request.get(`http://localhost:${port}/courses`)).status()).toBe(200);
    for (const line of execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' }).split('\n'))
      if (line.includes(folder) && line.includes('serve.ts')) process.kill(Number.parseInt(line, 10), 'SIGKILL');
    process.kill(-running.child.pid!, 'SIGKILL');
    await running.ended;
  }
  const running = start({ PORT: port });
  await serving(running);
  expect((await request.get(`http://localhost:${port}/health`)).status()).toBe(200);
  await page.goto(`http://localhost:${port}${run}`);
  await expect(page.getByText('So, Monday…')).toBeVisible();
  await expect(page.getByText('the first straight answer')).toBeVisible();
  await expect(page.getByText('“So what happens now?”')).toBeVisible();
  await ctrlC(running, page);
});

test('what cannot work stops it with one sentence that says what to do', async () => {
  const taken = createServer().listen(0);
  const inUse = String((taken.address() as { port: number }).port);
  const secret = 'Wm8xKq3vTz6Lp1Rc9Yd4Nb7Hs2Gf5JeA';
  const cases: [Record<string, string>, RegExp][] = [
    [{ PORT: inUse }, /Port \d+ is taken by another program\. Stop it, or choose another: PORT=\d+ npm start/],
    [{ PORT: 'x' }, /PORT must be a whole number/],
    [{ APP_URL: 'https://learn.example.org' }, /DATABASE_URL is missing/],
    [
      { DATABASE_URL: 'postgresql://u:p@127.0.0.1:1/x', APP_URL: 'https://learn.example.org', SMTP_URL: 'smtp://127.0.0.1:1' },
      /AUTH_SECRET is missing; make one with/,
    ],
    [
      { DATABASE_URL: 'postgresql://u:p@127.0.0.1:1/x', APP_URL: 'https://learn.example.org', SMTP_URL: 'smtp://127.0.0.1:1', AUTH_SECRET: 'short' },
      /AUTH_SECRET is too short/,
    ],
    [
      { DATABASE_URL: 'postgresql://u:p@127.0.0.1:1/x', APP_URL: 'http://learn.example.org', SMTP_URL: 'smtp://127.0.0.1:1', AUTH_SECRET: secret },
      /APP_URL must begin https/,
    ],
    [
      { DATABASE_URL: 'postgresql://u:hunter2@127.0.0.1:1/x', APP_URL: 'http://localhost:3000', SMTP_URL: 'smtp://127.0.0.1:1', AUTH_SECRET: secret },
      /The database at DATABASE_URL cannot be used/,
    ],
    [
      { DATABASE_URL: 'mysql://x', APP_URL: 'http://localhost:3000', SMTP_URL: 'smtp://127.0.0.1:1', AUTH_SECRET: secret },
      /DATABASE_URL must be a URL beginning postgres/,
    ],
  ];
  for (const [env, sentence] of cases) {
    const running = start({ PORT: String(await freePort()), ...env });
    expect(await running.ended, JSON.stringify(env)).toBe(1);
    expect(running.output()).toMatch(sentence);
    expect(running.output()).not.toMatch(/hunter2|short'|\n\s+at /);
  }
  taken.close();
});
