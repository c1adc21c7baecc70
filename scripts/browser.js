// Finds a browser for the tests, or installs one: what is there first, then Playwright's own download, then Debian's package.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];

const run = (command, args) => spawnSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'], timeout: 240_000 }).status === 0;

/** Answers the path of a Chromium, or '' for Playwright's own. */
export function ensureBrowser() {
  const found = () => process.env.CHROMIUM_PATH || installed.find((path) => existsSync(path));
  if (found()) return found();
  console.log('Looking for a browser to test with…');
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get') && run('apt-get', ['update', '-qq']) && run('apt-get', ['install', '-y', '-qq', 'chromium']))
    return found();
  if (run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium'])) return '';
  throw new Error('No Chromium was found and none could be installed. Install one, or set CHROMIUM_PATH to it.');
}
