import { readFileSync, writeFileSync } from 'node:fs';
import subsetFont from 'subset-font';

/*
 * `node scripts/fonts.ts` makes app/fonts out of the typefaces' own npm packages: the Latin characters of each, at the
 * weights the site sets (400 to 700) instead of all there are. A quarter of their weight goes, and no character does.
 */
export const FONTS = {
  'app/fonts/serif.woff2': 'node_modules/@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2',
  'app/fonts/sans.woff2': 'node_modules/@fontsource-variable/figtree/files/figtree-latin-wght-normal.woff2',
};

/** The characters of the packages' Latin files, as their own style sheets have them (unicode-range). */
const RANGES: [number, number][] = [
  [0x20, 0x7e],
  [0xa0, 0xff],
  [0x131, 0x131],
  [0x152, 0x153],
  [0x2bb, 0x2bc],
  [0x2c6, 0x2c6],
  [0x2da, 0x2da],
  [0x2dc, 0x2dc],
  [0x304, 0x304],
  [0x308, 0x308],
  [0x329, 0x329],
  [0x2000, 0x206f],
  [0x20ac, 0x20ac],
  [0x2122, 0x2122],
  [0x2190, 0x2193],
  [0x2212, 0x2212],
  [0x2215, 0x2215],
  [0xfeff, 0xfeff],
  [0xfffd, 0xfffd],
];
const CHARACTERS = RANGES.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at))).join('');

/** A typeface as the site sends it; the same bytes each time. */
export const lighter = (file: string): Promise<Buffer> =>
  subsetFont(readFileSync(file), CHARACTERS, { targetFormat: 'woff2', variationAxes: { wght: { min: 400, max: 700 } } });

if (import.meta.main) for (const [made, from] of Object.entries(FONTS)) writeFileSync(made, await lighter(from));
