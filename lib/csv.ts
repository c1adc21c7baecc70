import { stringify } from 'csv-stringify/sync';

/**
 * A cell that no spreadsheet runs: what begins like a formula, after the space and the full-width letters it may hide
 * behind, is given an apostrophe, which shows it as text (OWASP, “CSV injection”).
 */
export const inert = (text: string): string => (/^[\t\r\n]|^[=+\-@|%]/.test(text) || /^[=+\-@|%]/.test(text.normalize('NFKC').trim()) ? `'${text}` : text);

const cell = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'number' ? String(value) : inert(String(value));
};

/** The one writer of CSV: a header, every cell quoted and inert, UTF-8 with the mark that spreadsheets look for. */
export const toCsv = (header: string[], rows: Iterable<unknown[]>): string =>
  `\ufeff${stringify(
    [header, ...rows].map((row) => [...row].map(cell)),
    { quoted: true, quoted_empty: true, record_delimiter: 'windows' },
  )}`;

/** A file to keep, under a name of ours. */
export const fileResponse = (name: string, type: string, body: BodyInit): Response =>
  new Response(body, {
    headers: {
      'Content-Type': type,
      'Content-Disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '-')}"`,
      'Cache-Control': 'private, no-store',
      'X-Content-Type-Options': 'nosniff',
    },
  });

/** A table as a file: what each feature that can be taken away answers. */
export type Sheet = { header: string[]; rows: unknown[][] };

export const csvResponse = (name: string, { header, rows }: Sheet): Response => fileResponse(name, 'text/csv; charset=utf-8', toCsv(header, rows));
