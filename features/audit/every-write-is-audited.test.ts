import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

/*
 * What an admin does is written down. This reads the doors (actions, and the handlers that hand out files), sees which
 * functions of the data they call, and looks for `record(` in those, or in what those call.
 */

/** Names that read and change nothing. */
const READS = /^(find|list|get|is|has|read|count|check|say)(?=[A-Z])/;

/** Functions that an admin's door calls and that write nothing down, each with its reason. */
const ALLOWED: Record<string, string> = {
  planPeople: 'says what adding people to a group would do, and adds nobody',
  planEnrol: 'says what enrolling people would do, and enrols nobody',
};

const filesUnder = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'));

const texts = new Map([...filesUnder('features'), ...filesUnder('app')].map((file) => [file, readFileSync(file, 'utf8')]));

/** Where each name that a file imports from a `*.server.ts` comes from. */
function importsOf(file: string): Map<string, string> {
  const lines = [...texts.get(file)!.matchAll(/^import \{([^}]*)\} from '([^']+\.server\.ts)';/gm)];
  return new Map(
    lines.flatMap(([, names, target]) => {
      const from = target!.startsWith('#') ? target!.slice(1) : join(dirname(file), target!);
      return names!.split(',').map((name): [string, string] => [name.replace(/^\s*type /, '').trim(), from]);
    }),
  );
}

/** The functions of a file, by name: from the line that declares each to the next declaration. */
function functionsOf(file: string): Map<string, string> {
  const parts = texts.get(file)!.split(/^(?=(?:export )?(?:async function|function|const|type) )/m);
  return new Map(parts.flatMap((part) => (/^(?:export )?(?:async function|function|const) (\w+)/.exec(part) ?? []).slice(1).map((name) => [name, part])));
}

const calls = (body: string, name: string) => new RegExp(`\\b${name}\\(`).test(body);

/** Whether a function writes an entry, itself or through a function it calls. */
function isAudited(file: string, name: string, seen = new Set<string>()): boolean {
  if (seen.has(`${file} ${name}`) || !texts.has(file)) return false;
  seen.add(`${file} ${name}`);
  const body = functionsOf(file).get(name) ?? '';
  if (/\brecord\(|\bauditEntry\.create\(/.test(body)) return true;
  const near = [...functionsOf(file).keys()].filter((other) => other !== name && calls(body, other)).map((other): [string, string] => [file, other]);
  const far = [...importsOf(file)].filter(([other]) => calls(body, other)).map(([other, from]): [string, string] => [from, other]);
  return [...near, ...far].some(([where, other]) => isAudited(where, other, seen));
}

/** The doors of a file that only an admin passes, and the functions of the data that each calls. */
const doorsOf = (file: string) =>
  [...functionsOf(file)]
    .filter(([, body]) => body.startsWith('export') && /\brequire(Fresh)?Admin\(/.test(body))
    .map(([door, body]) => ({ door: `${file}: ${door}`, called: [...importsOf(file)].filter(([name]) => !name.startsWith('require') && calls(body, name)) }));

const actions = [...texts.keys()].filter((file) => file.startsWith('features/') && file.endsWith('.actions.ts')).flatMap(doorsOf);
const handlers = [...texts.keys()].filter((file) => file.startsWith('app/') && file.endsWith('/route.ts')).flatMap(doorsOf);

test('every write that an admin’s form makes is written down', () => {
  expect(actions.length).toBeGreaterThan(2);
  const silent = actions.flatMap(({ door, called }) =>
    called.filter(([name, from]) => !READS.test(name) && !(name in ALLOWED) && !isAudited(from, name)).map(([name]) => `${door} calls ${name}`),
  );
  expect(silent).toEqual([]);
});

test('every file of data that an admin takes is written down', () => {
  expect(handlers.length).toBeGreaterThan(2);
  // One that asks for no data, such as an empty spreadsheet to fill in, hands none out.
  const silent = handlers.filter(({ called }) => called.length > 0 && !called.some(([name, from]) => isAudited(from, name)));
  expect(silent.map(({ door }) => door)).toEqual([]);
});

test('the reading works: what writes an entry is seen, near and far, and what does not is not', () => {
  texts.set(
    'features/x/x.server.ts',
    "import { y } from '../y/y.server.ts';\nexport async function far() {\n  y();\n}\nexport async function silent() {\n  z();\n}\n",
  );
  texts.set('features/y/y.server.ts', "export async function y() {\n  inner();\n}\nasync function inner() {\n  await record(tx, admin, 'mail.retry');\n}\n");
  expect(isAudited('features/x/x.server.ts', 'far')).toBe(true);
  expect(isAudited('features/x/x.server.ts', 'silent')).toBe(false);
});
