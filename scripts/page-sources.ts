import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from './page-checks.ts';

/** What the pages are made of: their markup and the style sheet. The certificate's print and share images are pictures, not pages. */
export const pageSources = (): Source[] =>
  ['app', 'components', 'features'].flatMap((folder) =>
    readdirSync(folder, { recursive: true })
      .map((name) => join(folder, String(name)))
      .filter((file) => /\.(tsx|css)$/.test(file) && !/opengraph-image|share-image|\/authors\/|scenario-graph-picture/.test(file))
      .map((file) => ({ file, text: readFileSync(file, 'utf8') })),
  );
