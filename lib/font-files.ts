import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const SERIFS = ['serif', 'serif-latin-ext', 'serif-vietnamese', 'serif-cyrillic', 'serif-cyrillic-ext', 'serif-greek'] as const;

const files = {
  serif: 'source-serif-4/files/source-serif-4-latin-600-normal.woff',
  'serif-latin-ext': 'source-serif-4/files/source-serif-4-latin-ext-600-normal.woff',
  'serif-vietnamese': 'source-serif-4/files/source-serif-4-vietnamese-600-normal.woff',
  'serif-cyrillic': 'source-serif-4/files/source-serif-4-cyrillic-600-normal.woff',
  'serif-cyrillic-ext': 'source-serif-4/files/source-serif-4-cyrillic-ext-600-normal.woff',
  'serif-greek': 'source-serif-4/files/source-serif-4-greek-600-normal.woff',
  text: 'figtree/files/figtree-latin-400-normal.woff',
  strong: 'figtree/files/figtree-latin-600-normal.woff',
};

/** The site's typefaces as files, for what is drawn on the server: certificates and share images. */
export const fontFile = (face: keyof typeof files): Buffer =>
  readFileSync(join(/* turbopackIgnore: true */ process.cwd(), 'node_modules/@fontsource', files[face]));
