import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { expect, test } from 'vitest';

/* The map's arrows, checked by reading import lines. docs/decisions and the README say why each stands. */
const FEATURES = [
  'accounts',
  'audit',
  'mail',
  'phrases',
  'courses',
  'groups',
  'enrolments',
  'invites',
  'openings',
  'progress',
  'quizzes',
  'scenarios',
  'reviews',
  'letters',
  'certificates',
  'needs',
  'articles',
  'search',
  'enquiries',
  'newsletter',
  'people',
  'imports',
  'reports',
  'privacy',
  'system',
  'chores',
];
const FOLDERS = ['app', 'features', 'components', 'lib', 'prisma', 'scripts', 'e2e', 'test'];

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? entry.name === 'client' && folder === 'prisma'
        ? []
        : filesUnder(join(folder, entry.name))
      : /\.(tsx?|js)$/.test(entry.name)
        ? [join(folder, entry.name)]
        : [],
  );

const sources = FOLDERS.flatMap(filesUnder).map((file) => {
  const text = readFileSync(file, 'utf8');
  const imports = [...text.matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(([, target]) =>
    target!.startsWith('#') ? target!.slice(1) : target!.startsWith('.') ? relative('.', join(dirname(file), target!)) : target!,
  );
  return { file, text, imports, isTest: /\.(test|spec)\.tsx?$/.test(file) };
});

const offenders = (wrong: (file: string, target: string, isTest: boolean) => boolean) =>
  sources.flatMap(({ file, imports, isTest }) => imports.filter((target) => wrong(file, target, isTest)).map((target) => `${file} imports ${target}`));

test('every feature has its place in the order', () => {
  expect(readdirSync('features').sort()).toEqual([...FEATURES].sort());
});

test('a feature imports no feature later in the order', () => {
  const place = (path: string) => FEATURES.indexOf(path.split('/')[1]!);
  expect(offenders((file, target, isTest) => !isTest && file.startsWith('features/') && target.startsWith('features/') && place(target) > place(file))).toEqual(
    [],
  );
});

test('nothing but app/ and the tests imports app/ or e2e/', () => {
  expect(offenders((file, target) => /^(features|components|lib|prisma|scripts)\//.test(file) && /^(app|e2e)\//.test(target))).toEqual([]);
});

test('components and lib know no noun', () => {
  expect(offenders((file, target, isTest) => !isTest && /^(components|lib)\//.test(file) && target.startsWith('features/'))).toEqual([]);
  expect(offenders((file, target, isTest) => !isTest && file.startsWith('components/') && /^lib\/(db|env|mail)/.test(target))).toEqual([]);
});

test('the database is reached only from *.server.ts, lib, prisma/, scripts and tests', () => {
  const allowed = /(\.server\.ts$|^lib\/|^prisma\/|^scripts\/|^e2e\/|^test\/)/;
  expect(offenders((file, target, isTest) => !isTest && !allowed.test(file) && /^(lib\/db|prisma\/|@prisma\/client)/.test(target))).toEqual([]);
});

test('process.env is read only in lib/env.ts, scripts and the tools’ own set-up', () => {
  expect(
    sources
      .filter(({ file, text, isTest }) => !isTest && /process\.env/.test(text) && !/^(lib\/env(\.test)?\.ts|scripts\/|e2e\/|test\/)/.test(file))
      .map(({ file }) => file),
  ).toEqual([]);
});

test('every *.server.ts says so to the bundler', () => {
  expect(sources.filter(({ file, text }) => file.endsWith('.server.ts') && !/import 'server-only'/.test(text)).map(({ file }) => file)).toEqual([]);
});

test('every server action requires somebody, or says in public why not', () => {
  const silent = sources
    .filter(({ file }) => file.endsWith('.actions.ts'))
    .flatMap(({ file, text }) =>
      text.split(/^(?=export |\/\/ public:)/m).map((part, at, parts) => ({ file, part, said: parts[at - 1]?.startsWith('// public:') })),
    )
    .filter(({ part, said }) => /^export async function/.test(part) && !said && !/await require(Viewer|Admin|FreshAdmin|Staff|Manager)\(/.test(part))
    .map(({ file, part }) => `${file}: ${part.split('\n')[0]}`);
  expect(silent).toEqual([]);
  const others = sources
    .filter(({ file }) => file.endsWith('.actions.ts'))
    .filter(({ text }) => !text.startsWith("'use server';") || /^export (?!async function)/m.test(text));
  expect(others.map(({ file }) => file)).toEqual([]);
});

test('no raw SQL is built from text, and nothing sets HTML', () => {
  const banned = /\$(queryRawUnsafe|executeRawUnsafe)|Prisma\.raw\(|dangerouslySetInnerHTML/;
  expect(sources.filter(({ file, text }) => banned.test(text) && !file.startsWith('test/')).map(({ file }) => file)).toEqual([]);
});

test('no client component carries the schema library to the browser', () => {
  const byFile = new Map(sources.map((source) => [source.file, source]));
  const values = (file: string) =>
    [...(byFile.get(file)?.text ?? '').matchAll(/^import (?!type )([^;]*?) from '([^']+)';/gm)]
      .filter(([, names]) => !/^\{[^}]*\}$/.test(names!) || names!.split(',').some((name) => !/^[{\s]*type /.test(name) && /\w/.test(name)))
      .map(([, , target]) => (target!.startsWith('#') ? target!.slice(1) : target!.startsWith('.') ? join(dirname(file), target!) : target!));
  const reaches = (file: string, seen = new Set<string>()): string | null => {
    if (seen.has(file) || file.endsWith('.actions.ts')) return null;
    seen.add(file);
    for (const target of values(file)) {
      const way = target === 'zod' ? 'zod' : reaches(target, seen);
      if (way) return `${file} → ${way}`;
    }
    return null;
  };
  const clients = sources.filter(({ text, file }) => text.startsWith("'use client'") && !file.startsWith('e2e/'));
  expect(clients.length).toBeGreaterThan(5);
  expect(clients.flatMap(({ file }) => reaches(file) ?? [])).toEqual([]);
});

test('files stay small', () => {
  expect(sources.filter(({ text, isTest, file }) => !isTest && !file.startsWith('e2e/') && text.split('\n').length > 260).map(({ file }) => file)).toEqual([]);
});
