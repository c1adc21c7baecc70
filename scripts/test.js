// `npm test`: everything CI runs, on the pinned Node, with a browser found or installed.
import { hand, install } from './start.js';

install();
hand('scripts/test.ts', process.argv.slice(2));
