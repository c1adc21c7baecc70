// `npm run bench`: what the product costs, on the pinned Node.
import { spawnSync } from 'node:child_process';
import { hand, install } from './start.js';

install();
// The bench reads the database as well as asking the server, and a fresh clone has no client yet.
spawnSync(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], { stdio: 'ignore', env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: '1' } });
hand('scripts/bench.ts');
