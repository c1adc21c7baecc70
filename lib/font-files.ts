import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const files = {
  serif: 'source-serif-4/files/source-serif-4-latin-600-normal.woff',
  text: 'figtree/files/figtree-latin-400-normal.woff',
  strong: 'figtree/files/figtree-latin-600-normal.woff',
};

/** The site's typefaces as files, for what is drawn on the server: certificates and share images. */
export const fontFile = (face: keyof typeof files): Buffer =>
  readFileSync(join(/* turbopackIgnore: true */ process.cwd(), 'node_modules/@fontsource', files[face]));
