import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { below, FLOORS, NODE_FLOOR } from '#features/system/floors.ts';

/* Nothing installed is below its floor, and the habits that keep a supply chain honest. */
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  engines: { node: string };
};
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, { version?: string; resolved?: string; integrity?: string; link?: boolean }>;
};

test.each(Object.entries(FLOORS))('every installed copy of %s is at %s or above', (name, floor) => {
  const copies = Object.entries(lock.packages).filter(([path]) => path === `node_modules/${name}` || path.endsWith(`/node_modules/${name}`));
  expect(copies.length).toBeGreaterThan(0);
  expect(copies.filter(([, { version }]) => below(version!, floor)).map(([path]) => path)).toEqual([]);
});

test('every version is exact, and every package has its integrity', () => {
  expect(Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual(
    [],
  );
  expect(
    Object.entries(lock.packages)
      .filter(([path, { integrity, link }]) => path && !link && !integrity)
      .map(([path]) => path),
  ).toEqual([]);
});

test('.nvmrc, engines and the pinned runtime agree', () => {
  expect(readFileSync('.nvmrc', 'utf8').trim()).toBe(manifest.dependencies['node']!.split('.')[0]);
  expect(below(manifest.dependencies['node']!, NODE_FLOOR)).toBe(false);
});
