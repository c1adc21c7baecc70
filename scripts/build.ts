import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Refusal } from './database.ts';
import { packScripts } from './static-pages.ts';

const SOURCES = [
  'app',
  'components',
  'content',
  'features',
  'lib',
  'prisma/schema.prisma',
  'instrumentation.ts',
  'mdx-components.tsx',
  'next.config.js',
  'package-lock.json',
  'postcss.config.js',
  'scripts/build.ts',
  'scripts/content-check.ts',
  'scripts/static-pages.ts',
  'tsconfig.json',
];
const STAMP = '.next/composure-built.json';

function* filesUnder(path: string): Generator<string> {
  if (!existsSync(path)) return;
  let entries: string[];
  try {
    entries = readdirSync(path).sort();
  } catch {
    yield path;
    return;
  }
  for (const entry of entries) yield* filesUnder(join(path, entry));
}

/** A hash of everything a build is made from, and of the address it is made for. */
function fingerprint(origin: string): string {
  const hash = createHash('sha256').update(origin);
  // What the operator says of themselves stands on static pages.
  for (const name of ['PLACES', 'PHONE', 'WHATSAPP']) hash.update(`${name}=${process.env[name] ?? ''}`);
  for (const source of SOURCES) for (const file of filesUnder(source)) hash.update(file).update(readFileSync(file));
  return hash.digest('hex');
}

function run(what: string, args: string[], env: Record<string, string>) {
  const result = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    encoding: 'utf8',
    env: { ...process.env, ...env },
    maxBuffer: 64 * 2 ** 20,
  });
  if (result.status !== 0) throw new Refusal(`${what} did not work:\n${`${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-60).join('\n')}`);
  return result.stdout;
}

/** Generates the database client; quick, and needed before types mean anything. */
export function generateClient() {
  run('Generating the database client', ['node_modules/prisma/build/index.js', 'generate'], { PRISMA_HIDE_UPDATE_MESSAGE: '1' });
}

/** The hash of every inline script in each prerendered page, so that a static page needs no `unsafe-inline` (docs/decisions/0003). */
function hashInlineScripts(): Record<string, string[]> {
  const folder = '.next/server/app';
  const hashes: Record<string, string[]> = {};
  for (const file of filesUnder(folder)) {
    if (!file.endsWith('.html')) continue;
    const route = file.slice(folder.length, -'.html'.length).replace(/^\/index$/, '/');
    const scripts = readFileSync(file, 'utf8').matchAll(/<script(?![^>]*\bsrc=)[^>]*>([\s\S]*?)<\/script>/g);
    hashes[route] = [...new Set([...scripts].map(([, text]) => `sha256-${createHash('sha256').update(text!).digest('base64')}`))];
  }
  return hashes;
}

/** Builds for production unless the last finished build was made from the same files for the same address. */
export function buildIfChanged(origin: string): { built: boolean } {
  const wanted = fingerprint(origin);
  const made = existsSync(STAMP) ? (JSON.parse(readFileSync(STAMP, 'utf8')) as { fingerprint: string }).fingerprint : '';
  if (made === wanted && existsSync('.next/BUILD_ID')) return { built: false };
  mkdirSync('.next', { recursive: true });
  writeFileSync(STAMP, JSON.stringify({ fingerprint: '' }));
  generateClient();
  run('Checking the content', ['--disable-warning=ExperimentalWarning', '--conditions=react-server', 'scripts/content-check.ts', '--quiet'], {});
  run('Building', ['node_modules/next/dist/bin/next', 'build'], { APP_URL: origin, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' });
  packScripts();
  writeFileSync('.next/composure-hashes.json', JSON.stringify(hashInlineScripts()));
  writeFileSync(STAMP, JSON.stringify({ fingerprint: wanted }));
  return { built: true };
}
