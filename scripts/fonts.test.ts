import { readFileSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FONTS, lighter } from './fonts.ts';

test('app/fonts is what the packages make it, and together under 60 kB', async () => {
  for (const [made, from] of Object.entries(FONTS)) expect((await lighter(from)).equals(readFileSync(made)), `${made}: run node scripts/fonts.ts`).toBe(true);
  expect(Object.keys(FONTS).reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(60_000);
});
