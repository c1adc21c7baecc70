/* What a spreadsheet may hold at most. Apart from what reads it, so that the form in the browser can know them as well. */

export const MAX_BYTES = 2 * 1024 * 1024;
export const MAX_ROWS = 5_000;
export const MAX_COLUMNS = 50;
/** Characters of one cell. */
export const MAX_CELL = 1_000;

export const TOO_BIG = 'This file is larger than 2 MB. Split it, and upload one part after the other.';
