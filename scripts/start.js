// `npm start`: installs what is missing, then hands over to scripts/serve.ts on the pinned Node.
// Plain JavaScript for any Node the machine may have: it runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

/**
 * Not `npm ci`: it refuses a lock file written where the registry lacked another platform's optional binaries. With --no-save the
 * lock file still decides every version it names, checks its integrity, and is left as it is.
 * Done when node_modules does not match the lock file; the stamp is written last, so a killed install is made again.
 */
export function install() {
  const stamp = 'node_modules/.composure-installed';
  const wanted = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing what is missing (a minute or two, once)…');
  const npm = process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath]] : ['npm', []];
  const result = spawnSync(npm[0], [...npm[1], 'install', '--no-save', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error'], {
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: '' },
  });
  if (result.status !== 0) {
    console.error('Installing did not work; the lines above say why. Is there a network, and room on the disk? Then run this again.');
    process.exit(1);
  }
  mkdirSync('node_modules', { recursive: true });
  writeFileSync(stamp, wanted);
}

/** Runs one of our TypeScript entry points on the pinned Node, and ends as it ends. */
export function hand(script, args = []) {
  // Small by default, so that server and bundled PostgreSQL share a small machine; NODE_OPTIONS with a heap size wins.
  const heap = (process.env.NODE_OPTIONS ?? '').includes('--max-old-space-size') ? [] : ['--max-old-space-size=160', '--max-semi-space-size=4'];
  const node = join(root, 'node_modules/node/bin/node');
  const child = spawn(
    existsSync(node) ? node : process.execPath,
    [...heap, '--disable-warning=ExperimentalWarning', '--conditions=react-server', script, ...args],
    {
      stdio: 'inherit',
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 0 : 1)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  install();
  hand('scripts/serve.ts', process.argv.slice(2));
}
