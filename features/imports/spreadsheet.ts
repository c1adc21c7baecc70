import { CsvError, parse } from 'csv-parse/sync';
import { MAX_BYTES, MAX_CELL, MAX_COLUMNS, MAX_ROWS, TOO_BIG } from './limits.ts';

export const FIELDS = ['email', 'name', 'course', 'group', 'due', 'action'] as const;

/** A row as it stands in the file, by what its columns mean; a column that is not there is empty. `line` is the row's number in a spreadsheet program. */
export type SheetRow = { line: number } & Record<(typeof FIELDS)[number], string>;
export type Sheet = { ok: true; rows: SheetRow[] } | { ok: false; message: string };

/** What a column may be called, without capitals, spaces, dashes and dots. */
const CALLED: Record<string, (typeof FIELDS)[number] | 'first' | 'last'> = {
  ...named('email', 'email mail address emailaddress mailaddress workemail'),
  ...named('name', 'name fullname person learner learnername'),
  ...named('first', 'firstname givenname forename'),
  ...named('last', 'lastname surname familyname'),
  ...named('course', 'course courseslug coursetitle coursename'),
  ...named('group', 'group team organisation organization cohort groupname'),
  ...named('due', 'due duedate dueby by deadline'),
  ...named('action', 'action do'),
};

function named<Field extends string>(field: Field, names: string): Record<string, Field> {
  return Object.fromEntries(names.split(' ').map((name) => [name, field]));
}

class SheetError extends Error {}

function refuse(message: string): never {
  throw new SheetError(message);
}

/**
 * Reads a spreadsheet saved as text, whole or not at all: what is wrong is one sentence, and then there are no rows. The
 * bytes come from outside, so each limit is checked before the work it bounds is done.
 */
export function readSheet(bytes: Uint8Array): Sheet {
  try {
    const text = decode(bytes);
    const separator = separatorOf(text);
    return { ok: true, rows: rowsOf(text, separator) };
  } catch (error) {
    if (error instanceof SheetError) return { ok: false, message: error.message };
    if (error instanceof CsvError) return { ok: false, message: inWords(error) };
    throw error;
  }
}

const MAGIC: [number[], string][] = [
  [[0x50, 0x4b], 'This is an Excel workbook or a ZIP file. Open it, save it as CSV, and upload that.'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'This is an old Excel workbook. Open it, save it as CSV, and upload that.'],
  [[0x1f, 0x8b], 'This file is compressed (gzip). Unpack it, and upload the CSV that is in it.'],
  [[0x25, 0x50, 0x44, 0x46], 'This is a PDF. Open the spreadsheet it came from, save it as CSV, and upload that.'],
];

const ENCODING = 'This file is not text as spreadsheets save it today. Save it as “CSV UTF-8”, and upload that.';

function decode(bytes: Uint8Array): string {
  if (bytes.length > MAX_BYTES) refuse(TOO_BIG);
  const kind = MAGIC.find(([magic]) => magic.every((byte, at) => bytes[at] === byte));
  if (kind) refuse(kind[1]);
  let text: string;
  try {
    text = new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch {
    refuse(ENCODING);
  }
  if (text.includes('\0')) refuse(ENCODING);
  if (text.trim() === '') refuse('This file is empty.');
  checkLines(text);
  return text;
}

const TOO_LONG = `This file has more than ${MAX_ROWS.toLocaleString('en-GB')} rows. Split it, and upload one part after the other.`;

const BREAK = /[\r\n]/g;

/** Before anything is taken apart: no line longer than its cells can make it, and no more lines than line breaks inside cells excuse. */
function checkLines(text: string) {
  let from = 0;
  for (let line = 1; from < text.length; line++) {
    BREAK.lastIndex = from;
    const end = BREAK.exec(text)?.index ?? text.length;
    if (end - from > MAX_COLUMNS * (2 * MAX_CELL + 3)) refuse(`Line ${line} is longer than a row can be. Shorten it, and upload the file again.`);
    if (line > 10 * MAX_ROWS) refuse(TOO_LONG);
    from = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
}

/** By its mark; or, of text without one, by which byte of each pair is nothing. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const start = bytes.subarray(0, Math.min(bytes.length, 1_000) & ~1);
  const nothing = [0, 0];
  start.forEach((byte, at) => {
    if (byte === 0) nothing[at % 2]! += 1;
  });
  const most = start.length * 0.3;
  if (nothing[1]! > most && nothing[0] === 0) return 'utf-16le';
  return nothing[0]! > most && nothing[1] === 0 ? 'utf-16be' : 'utf-8';
}

const TOO_WIDE = `This file has more than ${MAX_COLUMNS} columns. Keep those that are needed, and upload it again.`;

/** What stands most often between the names in the first line. */
function separatorOf(text: string): string {
  const counts = { ',': 0, ';': 0, '\t': 0 };
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (!quoted && /[\r\n]/.test(character)) break;
    else if (!quoted && character in counts && ++counts[character as ','] >= MAX_COLUMNS) refuse(TOO_WIDE);
  }
  return Object.entries(counts).reduce((best, each) => (each[1] > best[1] ? each : best))[0];
}

/** The header's cells, by what they mean, and then every row that holds anything. */
function rowsOf(text: string, delimiter: string): SheetRow[] {
  let places: Map<string, number> | undefined;
  let width = 0;
  let line = 0;
  let last: { line: number; short: boolean } | undefined;
  const rows: SheetRow[] = [];
  parse(text, {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    max_record_size: MAX_COLUMNS * (MAX_CELL + 3) * 4,
    // Judged one by one as they are read, and kept nowhere else.
    on_record: (cells: string[]) => {
      line += 1;
      checkSize(cells, line);
      if (cells.every((cell) => cell.trim() === '')) return null;
      if (!places) {
        width = cells.length;
        places = placesOf(cells);
        return null;
      }
      if (cells.length > width && cells.slice(width).some((cell) => cell.trim() !== ''))
        refuse(
          `Row ${line} has more cells than the first row names. A cell that holds a comma needs quotation marks around it; a spreadsheet program puts them there when it saves as CSV.`,
        );
      if (rows.length === MAX_ROWS) refuse(TOO_LONG);
      last = { line, short: cells.length < width };
      rows.push(rowOf(places, cells, line));
      return null;
    },
  });
  if (last?.short && !/[\r\n]$/.test(text))
    refuse(`Row ${last.line} ends before its last cell: the file was cut off. Save it again, and upload the whole file.`);
  if (rows.length === 0) refuse('This file names its columns and nothing more. Add a row for each person.');
  return rows;
}

function checkSize(cells: string[], line: number) {
  if (cells.length > MAX_COLUMNS) refuse(TOO_WIDE);
  if (cells.some((cell) => cell.length > MAX_CELL))
    refuse(`Row ${line} has a cell of more than ${MAX_CELL.toLocaleString('en-GB')} characters. Shorten it, and upload the file again.`);
}

/** Where each meaning stands. A name that is none of ours is passed over; one that stands twice could mean either. */
function placesOf(cells: string[]): Map<string, number> {
  const places = new Map<string, number>();
  const seen = new Set<string>();
  cells.forEach((cell, at) => {
    const name = cell
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s\-_.*]/g, '');
    const field = CALLED[name];
    if (name !== '' && (seen.has(name) || (field && places.has(field))))
      refuse(`Two columns are called “${cell.trim()}”, or mean the same. Keep one of them, and upload the file again.`);
    seen.add(name);
    if (field) places.set(field, at);
  });
  if (!places.has('email')) refuse('No column is called “email”. The first row has to name the columns: email, name, course, group, due date, action.');
  return places;
}

function rowOf(places: Map<string, number>, cells: string[], line: number): SheetRow {
  const cell = (field: string) => cells[places.get(field) ?? -1]?.trim() ?? '';
  const name = cell('name') || `${cell('first')} ${cell('last')}`.trim();
  return { line, email: cell('email'), name, course: cell('course'), group: cell('group'), due: cell('due'), action: cell('action') };
}

function inWords({ code, lines }: CsvError & { lines?: number }): string {
  const where = lines ? ` near line ${lines}` : '';
  if (code === 'CSV_QUOTE_NOT_CLOSED') return `A quotation mark${where} is opened and never closed. Save the file as CSV again, and upload that.`;
  if (code === 'CSV_MAX_RECORD_SIZE') return `A row${where} is longer than a row can be. Shorten it, and upload the file again.`;
  return `The quotation marks${where} do not fit together. Save the file as CSV again, and upload that.`;
}
