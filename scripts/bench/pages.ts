import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { chromium, type Page } from '@playwright/test';
import { ensureBrowser } from '../browser.js';
import { freePort } from '../database.ts';
import type { Learner } from './attempts.ts';

type Weight = { total: number; script: number; font: number; requests: number; shift: number; paint: number };

/** An empty page of the same framework, built and served in the same run, to weigh ours against. */
async function buildEmptyPage() {
  const folder = '.data/bench-empty';
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(`${folder}/app`, { recursive: true });
  writeFileSync(`${folder}/package.json`, '{"type":"module","private":true}');
  writeFileSync(`${folder}/next.config.js`, `export default { turbopack: { root: ${JSON.stringify(process.cwd())} }, poweredByHeader: false };`);
  writeFileSync(`${folder}/app/layout.js`, 'export default function Layout({ children }) { return <html lang="en"><body>{children}</body></html>; }');
  writeFileSync(`${folder}/app/page.js`, 'export default function Page() { return <p>Empty</p>; }');
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_OPTIONS: '', NODE_ENV: 'production' } as NodeJS.ProcessEnv;
  const next = `${process.cwd()}/node_modules/next/dist/bin/next`;
  const built = spawnSync(process.execPath, [next, 'build'], { cwd: folder, env, encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the empty page did not build: ${built.stdout}${built.stderr}`);
  const port = await freePort();
  const server = spawn(process.execPath, [next, 'start', '-p', String(port)], { cwd: folder, env, stdio: 'ignore' });
  const url = `http://localhost:${port}/`;
  for (let tries = 0; tries < 100; tries++) {
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      break;
    await new Promise((done) => setTimeout(done, 100));
  }
  return { url, stop: () => server.kill('SIGKILL') };
}

const packed = new Map<string, Promise<number>>();
/** A script's size, packed the same way whoever serves it: the framework's own server sends gzip, ours sends Brotli. */
function packedSize(url: string): Promise<number> {
  const known = packed.get(url) ?? fetch(url).then(async (answer) => brotliCompressSync(Buffer.from(await answer.arrayBuffer())).length);
  packed.set(url, known);
  return known;
}

async function weigh(page: Page, url: string): Promise<Weight> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const kinds = new Map<string, { type: string; url: string }>();
  const weight: Weight = { total: 0, script: 0, font: 0, requests: 0, shift: 0, paint: 0 };
  const scripts: Promise<number>[] = [];
  session.on('Network.responseReceived', ({ requestId, type, response }) => kinds.set(requestId, { type, url: response.url }));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    weight.total += encodedDataLength;
    weight.requests += 1;
    const { type, url: from } = kinds.get(requestId) ?? {};
    if (type === 'Script' && from) scripts.push(packedSize(from));
    if (type === 'Font') weight.font += encodedDataLength;
  });
  await page.goto(url, { waitUntil: 'networkidle' });
  weight.script = (await Promise.all(scripts)).reduce((sum, size) => sum + size, 0);
  const seen = await page.evaluate(
    () =>
      new Promise<{ shift: number; paint: number }>((done) => {
        const result = { shift: 0, paint: 0 };
        new PerformanceObserver((list) =>
          list.getEntries().forEach((entry) => {
            if (!(entry as unknown as { hadRecentInput: boolean }).hadRecentInput) result.shift += (entry as unknown as { value: number }).value;
          }),
        ).observe({ type: 'layout-shift', buffered: true });
        new PerformanceObserver((list) =>
          list.getEntries().forEach((entry) => {
            result.paint = entry.startTime;
          }),
        ).observe({ type: 'largest-contentful-paint', buffered: true });
        setTimeout(() => done(result), 300);
      }),
  );
  await session.detach();
  return { ...weight, ...seen };
}

/** Every page a search engine may list, and the ones an address narrows down. */
async function publicPages(origin: string): Promise<string[]> {
  const xml = await (await fetch(`${origin}/sitemap.xml`)).text();
  const listed = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => new URL(url!).pathname);
  return [...listed, '/find?q=angry+custmer', '/compare?course=lower-the-heat&course=straight-and-kind', '/enquire'];
}

/** What a public page may weigh, in bytes as sent. */
const MOST = { script: 5_000, font: 60_000, total: 220_000 };

export async function measurePages(origin: string, learner: Learner, say: (...cells: (string | number)[]) => void) {
  const empty = await buildEmptyPage();
  const executablePath = ensureBrowser();
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const course = `${origin}/courses/straight-and-kind`;
  const cookie = { name: 'composure-session', value: learner.cookie.split('=').slice(1).join('='), url: origin };
  const pages: [string, string, boolean][] = [
    ['empty page', empty.url, false],
    ...(await publicPages(origin)).map((path): [string, string, boolean] => [path, `${origin}${path}`, false]),
    ['/sign-in', `${origin}/sign-in`, false],
    ['/dashboard, signed in', `${origin}/dashboard`, true],
    ['lesson 4, signed in', `${course}/lessons/say-it-plainly`, true],
    ['a scenario', `${course}/practice/four-years-of-paying-in`, false],
    ['a conversation, tried', `${course}/practice/four-years-of-paying-in/try?said=bc`, false],
    ['a conversation, signed in', `${course}/practice/four-years-of-paying-in/${learner.runId}`, true],
    ['an attempt, signed in', `${origin}/attempts/${learner.attemptId}`, true],
  ];
  console.log('\nPages in Chromium at 390 × 844, as sent (kB, compressed)');
  say('', 'all', 'requests', 'JavaScript', 'over empty', 'fonts', 'LCP ms', 'shift');
  let base = 0;
  const over: string[] = [];
  for (const [name, url, signedIn] of pages) {
    const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
    if (signedIn) await context.addCookies([cookie]);
    const weight = await weigh(await context.newPage(), url);
    if (name === 'empty page') base = weight.script;
    const kB = (bytes: number) => (bytes / 1000).toFixed(1);
    say(
      name,
      kB(weight.total),
      weight.requests,
      kB(weight.script),
      kB(weight.script - base),
      kB(weight.font),
      weight.paint.toFixed(0),
      weight.shift.toFixed(3),
    );
    if (url.startsWith(origin) && !signedIn && (weight.script - base > MOST.script || weight.font > MOST.font || weight.total > MOST.total || weight.shift > 0))
      over.push(name);
    await context.close();
  }
  console.log(
    over.length === 0
      ? 'Every public page is within its limits.'
      : `Over a limit (5 kB of JavaScript above the empty page, 60 kB of fonts, 220 kB in all, no shift): ${over.join(', ')}`,
  );
  await browser.close();
  empty.stop();
}
