import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MAIL_QUEUE, OWNERS, TABLES, type Table, TOPICS, tablesAbout } from './columns.ts';

const SCHEMA = readFileSync('prisma/schema.prisma', 'utf8');
const MAP: Record<string, Table> = TABLES;

/** The models of a schema text and their columns: every field but those whose type is a model, which are no columns. */
function columnsOf(schema: string): Map<string, string[]> {
  const models = [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name, body]) => ({ name: name!, body: body! }));
  const names = new Set(models.map(({ name }) => name));
  const fields = (body: string) => [...body.matchAll(/^ +(\w+) +(\w+)/gm)].filter(([, , type]) => !names.has(type!)).map(([, field]) => field!);
  return new Map(models.map(({ name, body }) => [name, fields(body)]));
}

/** The line of a model that says what a column refers to. */
const relationOf = (model: string, column: string) =>
  new RegExp(`^model ${model} \\{[\\s\\S]*?^\\}`, 'm')
    .exec(SCHEMA)?.[0]
    .split('\n')
    .find((line) => line.includes(`fields: [${column}]`));

/** A sentence for each column that only one of the two knows. */
function problems(schema: string, map: Record<string, Table>): string[] {
  const known = columnsOf(schema);
  const inSchema = [...known].flatMap(([model, columns]) => columns.map((column) => `${model}.${column}`));
  const inMap = Object.entries(map).flatMap(([model, { columns }]) => Object.keys(columns).map((column) => `${model}.${column}`));
  return [
    ...inSchema.filter((column) => !inMap.includes(column)).map((column) => `${column} is stored, and features/privacy does not say why.`),
    ...inMap.filter((column) => !inSchema.includes(column)).map((column) => `${column} is in features/privacy, and the schema has no such column.`),
  ];
}

test('every column of the database is in the map, and nothing else is', () => {
  expect(problems(SCHEMA, MAP)).toEqual([]);
});

test('the schema is read whole: every model, and no relation taken for a column', () => {
  const known = columnsOf(SCHEMA);
  expect([...known.keys()]).toEqual([...SCHEMA.matchAll(/^model (\w+)/gm)].map(([, name]) => name));
  expect(known.get('User')).toEqual(['id', 'email', 'name', 'role', 'createdAt', 'deactivatedAt', 'reviewMail', 'reviewMailAt', 'mergedIntoId']);
  expect(known.get('Enquiry')).toContain('courses');
});

test('one column more or less, or one table, is named', () => {
  const oneMore = SCHEMA.replace('model User {\n', 'model User {\n  birthday DateTime? @db.Date\n');
  expect(problems(oneMore, MAP)).toEqual(['User.birthday is stored, and features/privacy does not say why.']);
  const oneLess = SCHEMA.replace(/^ +deactivatedAt .*\n/m, '');
  expect(problems(oneLess, MAP)).toEqual(['User.deactivatedAt is in features/privacy, and the schema has no such column.']);
  const anotherTable = `${SCHEMA}\nmodel Diary {\n  id   String @id\n  text String[]\n}\n`;
  expect(problems(anotherTable, MAP)).toEqual([
    'Diary.id is stored, and features/privacy does not say why.',
    'Diary.text is stored, and features/privacy does not say why.',
  ]);
  const { Note: _, ...without } = MAP;
  expect(problems(SCHEMA, without)).toContain('Note.text is stored, and features/privacy does not say why.');
});

test('what a table says of its columns names columns that it has', () => {
  const named = Object.entries(MAP).flatMap(([model, { yoursBy, withheld = [], inOthers, columns }]) =>
    [...(yoursBy ? [yoursBy] : []), ...withheld, ...(inOthers ? [inOthers.column] : [])]
      .filter((column) => !(column in columns))
      .map((column) => `${model}.${column}`),
  );
  expect(named).toEqual([]);
});

test('from every row there is a way to its person, or it is nobody’s, kept and in no copy', () => {
  const ways = ['id', 'userId', 'personId', 'email', ...Object.keys(OWNERS)];
  for (const [model, { yoursBy, onErasure, exported }] of Object.entries(MAP)) {
    if (yoursBy === null) expect([model, onErasure, exported]).toEqual([model, 'kept', false]);
    else expect(ways, `${model}.${yoursBy}`).toContain(yoursBy);
  }
});

test('the column a row hangs by is a relation of the schema to the table that the map names', () => {
  for (const [model, { yoursBy }] of Object.entries(MAP)) {
    const owner = OWNERS[yoursBy ?? ''];
    if (owner) expect(relationOf(model, yoursBy!), model).toMatch(new RegExp(`^ +${yoursBy!.slice(0, -2)} +${owner}\\b`));
  }
});

test('what erasure deletes hangs on nothing that it keeps, and what it keeps is let go by what it deletes', () => {
  for (const [model, { yoursBy, onErasure }] of Object.entries(MAP)) {
    const owner = yoursBy === 'userId' ? 'User' : OWNERS[yoursBy ?? ''];
    if (!owner) continue;
    expect(MAP[owner]!.onErasure, owner).toBe('deleted');
    // The database takes the row along with the one it hangs on, or empties the column.
    expect([model, relationOf(model, yoursBy!)]).toEqual([model, expect.stringContaining(`onDelete: ${onErasure === 'deleted' ? 'Cascade' : 'SetNull'}`)]);
  }
});

test('every table has its place on the page, once, and every topic has something to say', () => {
  const shown = TOPICS.flatMap((topic) => tablesAbout(topic).map(([name]) => name));
  expect(shown.toSorted()).toEqual([...Object.keys(MAP), 'mail queue'].toSorted());
  expect(TOPICS.filter((topic) => tablesAbout(topic).length === 0)).toEqual([]);
});

test('everything is said in whole sentences', () => {
  const said = [...Object.values(MAP), MAIL_QUEUE as Table].flatMap(({ why, kept, inOthers, columns }) => [
    why,
    kept,
    ...(inOthers ? [inOthers.says] : []),
    ...Object.values(columns),
  ]);
  expect(said.filter((text) => !/^[A-Z“].*\.$/s.test(text))).toEqual([]);
});
