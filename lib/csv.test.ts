import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { inert, toCsv } from './csv.ts';

// What spreadsheets have been seen to run, plain and hidden behind space, full-width letters or a quote.
const TRIGGERS = [
  "=cmd|' /C calc'!A0",
  '=1+1',
  '+1+1',
  '-1+1',
  '-2+3+cmd|calc',
  '@SUM(A1:A9)',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1',
  '  +1',
  '\u00a0=1',
  '\u3000=1',
  '＝1+1',
  '＋1',
  '－1',
  '＠SUM(1)',
  '﹦1',
  '﹢1',
  '﹣1',
  '﹫SUM(1)',
  '=HYPERLINK("https://evil.example","x")',
  '=IMPORTXML("https://evil.example","//a")',
  '=WEBSERVICE("https://evil.example")',
  '=DDE("cmd";"/C calc";"x")',
  '|calc',
  '%0A=1',
  '\tx',
  '\rx',
  '","=1',
  '";=1',
];

test(`${TRIGGERS.length} triggers: no cell of a file begins like a formula, and what was typed is still there`, () => {
  const text = toCsv(
    ['what was typed'],
    TRIGGERS.map((trigger) => [trigger]),
  );
  const cells = (parse(text, { bom: true, relax_quotes: false }) as string[][]).slice(1).map(([cell]) => cell!);
  expect(cells).toHaveLength(TRIGGERS.length);
  for (const [at, cell] of cells.entries()) {
    expect(/^[=+\-@|%\t\r\n]/.test(cell.normalize('NFKC').trim()) || /^[\t\r\n]/.test(cell), JSON.stringify(cell)).toBe(false);
    expect([TRIGGERS[at], `'${TRIGGERS[at]}`]).toContain(cell);
  }
});

test('what is no formula stays as it is: names, numbers, dates, nothing', () => {
  for (const text of ['Ada Lovelace', 'O’Neill-Smith', 'a=b', '12', '']) expect(inert(text)).toBe(text);
  expect(toCsv(['a', 'b', 'c', 'd'], [[-3, null, new Date(0), 'x "y", z']])).toBe(
    '\ufeff"a","b","c","d"\r\n"-3","","1970-01-01T00:00:00.000Z","x ""y"", z"\r\n',
  );
});
