import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/* The floors below which a known hole is open (last looked at on 21 November 2026), and the habits that keep a supply chain honest. */
const FLOORS = {
  next: '16.4.6',
  react: '19.3.1',
  'react-dom': '19.3.1',
  'next-auth': '4.24.15',
  nodemailer: '10.1.4',
  sharp: '0.35.5',
  '@prisma/client': '7.10.0',
};

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  engines: { node: string };
};
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, { version?: string; resolved?: string; integrity?: string; link?: boolean }>;
};

const below = (version: string, floor: string) => {
  const [a, b] = [version, floor].map((text) => text.split(/[.-]/).map(Number));
  for (let at = 0; at < 3; at++) if (a![at] !== b![at]) return a![at]! < b![at]!;
  return false;
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
});
