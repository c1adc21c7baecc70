import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import autocannon from 'autocannon';
import sirv from 'sirv';
import { measureAdmin } from './bench/admin.ts';
import { aLearner, wholeAttempt } from './bench/attempts.ts';
import { measureCoach } from './bench/coach.ts';
import { measureImports } from './bench/imports.ts';
import { measurePages } from './bench/pages.ts';
import { countRoundTrips } from './bench/round-trips.ts';
import { ensureDatabase, freePort, startEmbedded } from './database.ts';

/*
 * `npm run bench`: what the product costs, measured on whatever machine this is. Runs of the things compared are
 * interleaved and the median is shown, because machines are noisy. Nothing here passes or fails.
 */
const PORT = 3300;
const ORIGIN = `http://localhost:${PORT}`;
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 4);
const COURSE = '/courses/straight-and-kind';
const PRACTICE = `${COURSE}/practice/four-years-of-paying-in`;

const median = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const say = (...cells: (string | number)[]) => console.log(cells.map((cell, at) => (at === 0 ? String(cell).padEnd(44) : String(cell).padStart(14))).join(''));

async function startServer(databaseUrl: string): Promise<{ child: ChildProcess; seconds: number }> {
  const from = performance.now();
  const child = spawn(
    process.execPath,
    ['--max-old-space-size=160', '--max-semi-space-size=4', '--disable-warning=ExperimentalWarning', '--conditions=react-server', 'scripts/serve.ts'],
    {
      env: { ...process.env, DATABASE_URL: databaseUrl, PORT: String(PORT) },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  await new Promise<void>((done, fail) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
      if (output.includes('Ctrl-C stops everything')) done();
    });
    child.once('exit', () => fail(new Error(output)));
  });
  return { child, seconds: (performance.now() - from) / 1000 };
}

const stopServer = (child: ChildProcess) => {
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  return gone;
};

type Load = { name: string; url: string; cookie?: string; connections: number };

async function load({ url, cookie, connections }: Load) {
  const result = await autocannon({ url, connections, duration: SECONDS, ...(cookie ? { headers: { cookie } } : {}) });
  return { perSecond: result.requests.average, p50: result.latency.p50, p99: result.latency.p99, bad: result.non2xx + result.errors };
}

/** autocannon's latencies are whole milliseconds; one client after another is timed here instead. */
async function oneClient(url: string, cookie?: string, count = 200) {
  const times: number[] = [];
  for (let at = 0; at < count; at++) {
    const from = performance.now();
    await (await fetch(url, cookie ? { headers: { cookie } } : {})).arrayBuffer();
    times.push(performance.now() - from);
  }
  times.sort((a, b) => a - b);
  return { p50: times[Math.floor(count * 0.5)]!, p99: times[Math.floor(count * 0.99)]! };
}

/** A file server for comparison, in this same run: the catalogue's own HTML from disk. */
async function startFileServer() {
  const serve = sirv('.next/server/app', { extensions: ['html'], dev: false });
  const server = createServer((request, response) => serve(request, response));
  const port = await freePort();
  await new Promise<void>((done) => server.listen(port, done));
  return { url: `http://localhost:${port}/courses.html`, close: () => server.close() };
}

const rssOf = (pid: number) => {
  const text = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Pss:\s+(\d+)/m.exec(text)?.[1] ?? 0) / 1024;
};

function memory(serverPid: number, postmaster: number) {
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);
  const database = [postmaster, ...children].reduce((sum, pid) => sum + rssOf(pid), 0);
  return { server: rssOf(serverPid), database };
}

async function main() {
  mkdirSync('.data', { recursive: true, mode: 0o711 });
  const database = await startEmbedded('.data/bench-postgres');
  const name = `bench_${Date.now()}`;
  await ensureDatabase(database.url, name);
  const databaseUrl = database.url.replace(/composure$/, name);
  Object.assign(process.env, {
    DATABASE_URL: databaseUrl,
    APP_URL: ORIGIN,
    AUTH_SECRET: 'Lz4Kd8Hf3Jw6TnRy5GaUe1oQp7sVb2mXc9',
    SMTP_URL: 'smtp://127.0.0.1:1',
    COMPOSURE_MODE: 'production',
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: Buffer.alloc(32, 9).toString('base64'),
  });

  const proxy = await countRoundTrips(databaseUrl);
  const counted = await startServer(proxy.url);
  const learner = await aLearner(5);
  console.log('\nDatabase round trips per page (at most two wanted)');
  for (const path of [
    '/courses',
    '/articles/de-escalation-faq',
    '/find?q=angry',
    '/enquire',
    COURSE,
    `${COURSE}/lessons/why-bad-news-goes-badly`,
    '/dashboard',
    `${COURSE}/lessons/say-it-plainly`,
    `${COURSE}/final-check`,
    `/attempts/${learner.attemptId}`,
    PRACTICE,
    `${PRACTICE}/${learner.runId}`,
    `${PRACTICE}/try?said=bc`,
    `/certificates/${'0'.repeat(32)}`,
    '/account',
  ]) {
    const cookie = /^\/(courses$|articles|find|enquire)|bad-news/.test(path) ? undefined : learner.cookie;
    const ask = () => fetch(ORIGIN + path, cookie ? { headers: { cookie } } : {});
    await ask();
    say(path.replace(/[0-9a-f-]{30,}|0{32}/, '…') + (cookie ? ' (signed in)' : ''), await proxy.during(ask));
  }
  await stopServer(counted.child);
  proxy.close();

  const { child, seconds } = await startServer(databaseUrl);
  const first = performance.now();
  await (await fetch(`${ORIGIN}/courses`)).arrayBuffer();
  console.log(`\nSecond start, nothing changed: serving after ${seconds.toFixed(1)} s; the first page ${(performance.now() - first).toFixed(0)} ms after that`);

  const files = await startFileServer();
  const loads: Load[] = [
    { name: 'static file server: the catalogue', url: files.url, connections: 8 },
    { name: 'catalogue', url: `${ORIGIN}/courses`, connections: 8 },
    { name: 'course page', url: ORIGIN + COURSE, connections: 8 },
    { name: 'an article', url: `${ORIGIN}/articles/de-escalation-faq`, connections: 8 },
    { name: 'a search', url: `${ORIGIN}/find?q=angry+custmer`, connections: 8 },
    { name: 'signed-in lesson', url: `${ORIGIN}${COURSE}/lessons/say-it-plainly`, cookie: learner.cookie, connections: 8 },
    { name: 'a conversation, signed in', url: `${ORIGIN}${PRACTICE}/${learner.runId}`, cookie: learner.cookie, connections: 8 },
  ];
  for (const each of loads) await oneClient(each.url, each.cookie, 100);
  const runs = new Map(loads.map(({ name }) => [name, [] as Awaited<ReturnType<typeof load>>[]]));
  const singles = new Map(loads.map(({ name }) => [name, [] as Awaited<ReturnType<typeof oneClient>>[]]));
  for (let round = 0; round < ROUNDS; round++) {
    for (const each of loads) {
      runs.get(each.name)!.push(await load(each));
      singles.get(each.name)!.push(await oneClient(each.url, each.cookie));
    }
  }
  console.log(`\nMedians of ${ROUNDS} interleaved rounds`);
  say('', 'req/s (8)', 'p50 ms (8)', 'p99 ms (8)', 'p50 ms (1)', 'p99 ms (1)', 'of file server');
  const base = median(runs.get(loads[0]!.name)!.map(({ perSecond }) => perSecond));
  for (const { name } of loads) {
    const all = runs.get(name)!;
    const one = singles.get(name)!;
    const perSecond = median(all.map((run) => run.perSecond));
    say(
      name,
      perSecond.toFixed(0),
      median(all.map(({ p50 }) => p50)),
      median(all.map(({ p99 }) => p99)),
      median(one.map(({ p50 }) => p50)).toFixed(1),
      median(one.map(({ p99 }) => p99)).toFixed(1),
      `${(perSecond / base).toFixed(2)}×`,
    );
    if (all.some(({ bad }) => bad > 0)) console.log(`  ${all.reduce((sum, { bad }) => sum + bad, 0)} answers were not 2xx`);
  }
  files.close();

  console.log('\nA whole attempt: start, five answers each saved, submit, result (eight requests)');
  for (const clients of [1, 8]) {
    const times: number[] = [];
    const perRun: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const learners = await Promise.all(Array.from({ length: clients * 12 }, () => aLearner(0)));
      const from = performance.now();
      const queue = [...learners];
      await Promise.all(
        Array.from({ length: clients }, async () => {
          for (let next = queue.pop(); next; next = queue.pop()) times.push(await wholeAttempt(ORIGIN, next));
        }),
      );
      perRun.push(learners.length / ((performance.now() - from) / 1000));
    }
    times.sort((a, b) => a - b);
    say(
      `${clients} client${clients > 1 ? 's' : ''}`,
      `p50 ${median(times).toFixed(0)} ms`,
      `p99 ${times[Math.floor(times.length * 0.99)]!.toFixed(0)} ms`,
      `${median(perRun).toFixed(0)}/s`,
    );
  }

  const postmaster = Number(readFileSync(`${database.home}/data/postmaster.pid`, 'utf8').split('\n')[0]);
  const used = memory(child.pid!, postmaster);
  console.log(
    `\nMemory after all of it (proportional): server ${used.server.toFixed(0)} MiB, PostgreSQL ${used.database.toFixed(0)} MiB, together ${(used.server + used.database).toFixed(0)} MiB`,
  );

  await measurePages(ORIGIN, learner, say);
  await measureCoach(ORIGIN, ROUNDS * 10, say);
  await measureImports(say);
  await measureAdmin(ORIGIN, say);
  await stopServer(child);
  await database.stop();
  process.exit(0);
}

await main();
