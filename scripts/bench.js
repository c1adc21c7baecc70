// `npm run bench`: what the product costs, on the pinned Node.
import { hand, install } from './start.js';

install();
hand('scripts/bench.ts');
