import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { toCsv } from '#lib/csv.ts';
import { readSheet, type SheetRow } from './spreadsheet.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const swapped = (bytes: Uint8Array) => new Uint8Array(Buffer.from(bytes).swap16());
const marked = (mark: number[], bytes: Uint8Array) => new Uint8Array([...mark, ...bytes]);

function rowsOf(bytes: Uint8Array): SheetRow[] {
  const sheet = readSheet(bytes);
  if (!sheet.ok) throw new Error(sheet.message);
  return sheet.rows;
}

const ADA = { line: 2, email: 'ada@example.org', name: 'Ada Lovelace', course: 'straight-and-kind', group: 'Harbour “Süd”', due: '2026-12-31', action: 'add' };
const HEADER = 'email,name,course,group,due,action';
const LINE = 'ada@example.org,Ada Lovelace,straight-and-kind,Harbour “Süd”,2026-12-31,add';
const ADA_CSV = `${HEADER}\n${LINE}\n`;

test.each<[string, Uint8Array]>([
  ['UTF-8', utf8(ADA_CSV)],
  ['UTF-8 with a mark', marked([0xef, 0xbb, 0xbf], utf8(ADA_CSV))],
  ['UTF-16 LE with a mark', marked([0xff, 0xfe], utf16(ADA_CSV))],
  ['UTF-16 BE with a mark', marked([0xfe, 0xff], swapped(utf16(ADA_CSV)))],
  ['UTF-16 LE without one', utf16(ADA_CSV)],
  ['UTF-16 BE without one', swapped(utf16(ADA_CSV))],
  ['semicolons', utf8(ADA_CSV.replaceAll(',', ';'))],
  ['tabs', utf8(ADA_CSV.replaceAll(',', '\t'))],
  ['Windows lines', utf8(ADA_CSV.replaceAll('\n', '\r\n'))],
  ['old Mac lines', utf8(ADA_CSV.replaceAll('\n', '\r'))],
  ['no line break at the end', utf8(ADA_CSV.trimEnd())],
  ['quotation marks, as our own exports have them', utf8(toCsv(HEADER.split(','), [LINE.split(',')]))],
  ['empty columns at the end', utf8(ADA_CSV.replaceAll('\n', ',,\n'))],
  ['empty rows after it', utf8(`${ADA_CSV}\n,,,,,\n\n`)],
])('%s is read', (_, bytes) => {
  expect(rowsOf(bytes)).toEqual([ADA]);
});

test.each([
  'E-Mail;Full Name;Course title;Team;Due date;Action',
  'e_mail,name,course,organisation,DUE-BY,action',
  'Mail\tPerson\tCourse\tCohort\tDeadline\tDo',
  '"Email address","Name","Course slug","Group","Due","action"',
  'EMAIL ,NAME*,COURSE,Organization,Due.Date,ACTION',
])('columns may be called %j', (header) => {
  const separator = /[;\t,]/.exec(header)![0];
  expect(rowsOf(utf8(`${header}\n${LINE.replaceAll(',', separator)}\n`))).toEqual([ADA]);
});

test('columns stand in any order, two may make a name, others are passed over, and what is not there is empty', () => {
  expect(rowsOf(utf8('Phone,Last name,First name,e-mail\n020,Lovelace,Ada,ada@example.org\n'))).toEqual([
    { line: 2, email: 'ada@example.org', name: 'Ada Lovelace', course: '', group: '', due: '', action: '' },
  ]);
});

test('a cell may hold separators, quotation marks and line breaks; rows are counted as a spreadsheet program does', () => {
  const rows = rowsOf(utf8('email,name\n\na@example.org,"Ada ""the first"",\nLovelace"\nb@example.org,B\n'));
  expect(rows.map(({ line, name }) => [line, name])).toEqual([
    [3, 'Ada "the first",\nLovelace'],
    [4, 'B'],
  ]);
});

test('a row may leave out empty cells at its end', () => {
  expect(rowsOf(utf8('email,name,course\na@example.org\nb@example.org,B,x\n'))[0]).toMatchObject({ email: 'a@example.org', name: '', course: '' });
});

test('5,000 rows of 50 columns are read, and a cell of 1,000 characters', () => {
  const header = ['email', ...Array.from({ length: 49 }, (_, at) => `c${at}`)].join(',');
  expect(rowsOf(utf8(`${header}\n${`a@example.org${','.repeat(49)}\n`.repeat(5_000)}`))).toHaveLength(5_000);
  expect(rowsOf(utf8(`email,name\na@example.org,${'é'.repeat(1_000)}\n`))).toHaveLength(1);
});

const million = 1_000_000;
const zip = [0x50, 0x4b, 0x03, 0x04];

test.each<[string, Uint8Array, RegExp]>([
  ['nothing', new Uint8Array(), /is empty/],
  ['spaces', utf8('\n \n\n'), /is empty/],
  ['a mark alone', new Uint8Array([0xef, 0xbb, 0xbf]), /is empty/],
  ['more than 2 MB', new Uint8Array(2 * 1024 * 1024 + 1).fill(97), /larger than 2 MB/],
  ['12 MB', new Uint8Array(12 * million).fill(97), /larger than 2 MB/],
  ['an Excel workbook', marked(zip, utf8('xl/workbook.xml')), /save it as CSV/],
  ['an empty ZIP file', new Uint8Array([0x50, 0x4b, 0x05, 0x06]), /save it as CSV/],
  ['an old Excel workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /save it as CSV/],
  ['gzip', new Uint8Array(gzipSync(ADA_CSV)), /compressed/],
  ['a gzip bomb', new Uint8Array(gzipSync(Buffer.alloc(100 * million))), /compressed/],
  ['a PDF', utf8('%PDF-1.7'), /save it as CSV/],
  ['a NUL in the text', utf8(`${HEADER}\na@example.org,A\0da\n`), /CSV UTF-8/],
  ['NULs alone', new Uint8Array(million), /CSV UTF-8/],
  ['Windows-1252', new Uint8Array(Buffer.from('email,name\na@example.org,Zoë\n', 'latin1')), /CSV UTF-8/],
  ['half a UTF-16 character', marked([0xff, 0xfe], utf16(ADA_CSV).subarray(0, -1)), /CSV UTF-8/],
  ['an unclosed quotation mark', utf8(`${HEADER}\na@example.org,"Ada\nb@example.org,B\n`), /never closed/],
  ['an unclosed quotation mark, and 2 MB after it', utf8(`email\n"${'a\n'.repeat(million - 10)}`), /rows|longer|never closed/],
  ['a quotation mark in the middle', utf8('email,name\na@example.org,"A"da\n'), /do not fit together/],
  ['a last row that was cut off', utf8(`${HEADER}\na@example.org,Ada,x,,,add\nb@exam`), /Row 3 ends before its last cell/],
  ['a row with more cells', utf8('email,name\na@example.org,Lovelace, Ada\n'), /Row 2 has more cells/],
  ['a column twice', utf8('email,name,Name\na@example.org,A,B\n'), /“Name”/],
  ['two columns that mean the same', utf8('email,E-mail address\na@example.org,b@example.org\n'), /“E-mail address”/],
  ['an unknown column twice', utf8('email,Phone,phone\na@example.org,1,2\n'), /“phone”/],
  ['no e-mail column', utf8('name,course\nAda,x\n'), /“email”/],
  ['a column named like a prototype', utf8('__proto__,constructor\nAda,x\n'), /“email”/],
  ['no header', utf8('ada@example.org,Ada\n'), /“email”/],
  ['a header alone', utf8(`${HEADER}\n`), /nothing more/],
  ['a header and empty rows', utf8(`${HEADER}\n,,,,,\n\n`), /nothing more/],
  ['5,001 rows', utf8(`email\n${'a@example.org\n'.repeat(5_001)}`), /more than 5,000 rows/],
  ['a million rows', utf8(`email\n${'a\n'.repeat(million)}`), /more than 5,000 rows/],
  ['two million empty rows', utf8(`email\n${'\n'.repeat(2 * million)}`), /more than 5,000 rows/],
  ['51 columns', utf8(`email${',c'.repeat(50)}\na@example.org\n`), /more than 50 columns/],
  ['a row of 60 cells', utf8(`email\na@example.org${','.repeat(59)}\n`), /more than 50 columns/],
  ['a million commas', utf8(','.repeat(million)), /longer than a row/],
  ['a million commas after the header', utf8(`email\n${','.repeat(million)}`), /longer than a row/],
  ['many lines of a hundred thousand commas', utf8(`email\n${`${','.repeat(100_000)}\n`.repeat(20)}`), /more than 50 columns/],
  ['a million quotation marks', utf8(`email\n${'"'.repeat(million)}`), /longer than a row/],
  ['a cell of 1,001 characters', utf8(`email\n${'a'.repeat(1_001)}\n`), /more than 1,000 characters/],
  ['a cell of 2 MB', utf8(`email\n${'a'.repeat(2 * million)}`), /longer than a row/],
  ['a cell of many lines', utf8(`email\n"${'a\n'.repeat(30_000)}"\n`), /more than 1,000 characters/],
])('%s is refused with a sentence, at once', (_, bytes, sentence) => {
  const before = process.memoryUsage().rss;
  const from = performance.now();
  const sheet = readSheet(bytes);
  expect(performance.now() - from).toBeLessThan(1_000);
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * million);
  expect(sheet).toEqual({ ok: false, message: expect.stringMatching(sentence) });
  expect(sheet.ok ? '' : sheet.message).toMatch(/^[A-Z].*\.$/);
});

test('no bytes at all, whatever they are, are anything but rows or a sentence', () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % below;
  };
  const pieces = ['email', 'name', ',', ';', '\t', '"', '""', '\n', '\r\n', '\r', 'a@example.org', ' ', '=1+1', '\u2028', '😀', '\\', '\ufeff'];
  for (let round = 0; round < 2_000; round++) {
    const text = Array.from({ length: random(40) }, () => pieces[random(pieces.length)]).join('');
    const sheet = readSheet(utf8(`email,name\n${text}`));
    if (sheet.ok) for (const row of sheet.rows) expect(row.line).toBeGreaterThan(1);
    else expect(sheet.message).toMatch(/\.$/);
  }
});
