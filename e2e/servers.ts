import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';
import { days } from '#lib/clock.ts';
import { freePort } from '#scripts/database.ts';
import config from '../playwright.config.ts';

/** An instance of the site on the suite's database, as `npm start` runs it. */
export function startServer(logFile: string, env: Record<string, string> = {}): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--conditions=react-server', 'scripts/serve.ts'], {
    env: { ...process.env, NODE_OPTIONS: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(logFile);
  let output = '';
  return new Promise((done, fail) => {
    const onText = (chunk: Buffer) => {
      log.write(chunk);
      output += chunk;
      if (output.includes('Ctrl-C stops everything')) done(child);
    };
    child.stdout.on('data', onText);
    child.stderr.on('data', onText);
    child.once('exit', (code) => fail(new Error(`The server ended with ${code}:\n${output.slice(-3000)}`)));
  });
}

/**
 * The same site, so many days later: another instance on the same database, whose clock is ahead, and a browser for which
 * the site's address leads there. The rows are as people left them; nothing is moved but the clock. Its chores see to
 * everybody's rows, so a journey that calls this is tagged `@later` and runs when the others are through (alone: `--no-deps`).
 */
export async function later(after: number): Promise<{ browser: Browser; close: () => Promise<void> }> {
  const port = String(await freePort());
  // A journey that fails half-way leaves nothing running.
  const server = await startServer(`${process.env['MAIL_FOLDER']}/server-${after}-days-later.log`, {
    PORT: port,
    COMPOSURE_MODE: 'demo',
    CLOCK_OFFSET_MS: String(Math.round(days(after))),
  });
  process.once('exit', () => server.kill('SIGKILL'));
  const { launchOptions } = config.use!;
  const browser = await chromium.launch({ ...launchOptions, args: [...launchOptions!.args!, `--host-resolver-rules=MAP localhost:3100 127.0.0.1:${port}`] });
  return {
    browser,
    close: async () => {
      await browser.close();
      server.kill('SIGTERM');
      await new Promise((done) => server.once('exit', done));
    },
  };
}
