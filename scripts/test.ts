import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureBrowser } from './browser.js';
import { generateClient } from './build.ts';

/*
 * Each step runs to its end and says how long it took; the first that fails ends the run. The journeys build the site
 * themselves (e2e/global-setup.ts), so a change that does not build fails there.
 */
const tools = {
  biome: 'node_modules/@biomejs/biome/bin/biome',
  tsc: 'node_modules/typescript/bin/tsc',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/@playwright/test/cli.js',
};
const counts = { passed: 0, failed: 0 };

function run(what: string, args: string[], env: Record<string, string> = {}) {
  const from = performance.now();
  console.log(`\n— ${what}`);
  // Only what a step is given: a variable of the caller's shell must not decide a test.
  const { DATABASE_URL, APP_URL, AUTH_SECRET, SMTP_URL, COMPOSURE_MODE, NODE_ENV, NODE_OPTIONS, PORT, ...clean } = process.env;
  const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...clean, ...env } as NodeJS.ProcessEnv });
  console.log(`— ${what}: ${status === 0 ? 'fine' : 'failed'} in ${((performance.now() - from) / 1000).toFixed(0)} s`);
  return status === 0;
}

function count(file: string, read: (report: never) => { passed: number; failed: number }) {
  try {
    const { passed, failed } = read(JSON.parse(readFileSync(file, 'utf8')) as never);
    counts.passed += passed;
    counts.failed += failed;
  } catch {
    counts.failed += 1;
  }
}

rmSync('test-results', { recursive: true, force: true });
mkdirSync('test-results/reports', { recursive: true });
generateClient();
const node = ['--disable-warning=ExperimentalWarning', '--conditions=react-server'];
const browser = ensureBrowser();

const fine =
  run('format and lint', [tools.biome, 'ci', '--error-on-warnings', '.']) &&
  run('types', [tools.tsc, '--noEmit', '-p', '.']) &&
  run('content', [...node, 'scripts/content-check.ts']) &&
  run('rules, data and architecture', [tools.vitest, 'run', '--reporter=default', '--reporter=json', '--outputFile.json=test-results/reports/vitest.json']) &&
  run('journeys', [tools.playwright, 'test', ...process.argv.slice(2)], {
    NODE_OPTIONS: node.join(' '),
    ...(browser ? { CHROMIUM_PATH: browser } : {}),
  });

count('test-results/reports/vitest.json', ({ numPassedTests, numFailedTests }: { numPassedTests: number; numFailedTests: number }) => ({
  passed: numPassedTests,
  failed: numFailedTests,
}));
let again = 0;
count('test-results/reports/playwright.json', ({ stats }: { stats: { expected: number; unexpected: number; flaky: number } }) => {
  again = stats.flaky;
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
});
console.log(`\n${counts.passed} passed, ${counts.failed} failed${again ? ` (${again} passed at the second try; see them above)` : ''}`);
process.exitCode = fine && counts.failed === 0 && counts.passed > 0 ? 0 : 1;
