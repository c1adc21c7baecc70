// `npm run dev`: the same server with Next's development mode behind it.
import { hand, install } from './start.js';

install();
hand('scripts/serve.ts', ['--dev']);
