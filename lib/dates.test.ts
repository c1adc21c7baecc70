import { expect, test } from 'vitest';
import { formatDate, formatMinutes, formatMoment } from './dates.ts';

test.each([
  ['2026-11-21T09:30:00Z', '21 November 2026', '21 November 2026 at 09:30 (London time)'],
  ['2026-01-01T00:00:00Z', '1 January 2026', '1 January 2026 at 00:00 (London time)'],
  ['2026-06-30T22:59:59Z', '30 June 2026', '30 June 2026 at 23:59 (London time)'],
  ['2026-06-30T23:00:00Z', '1 July 2026', '1 July 2026 at 00:00 (London time)'],
  ['2026-12-31T23:59:59Z', '31 December 2026', '31 December 2026 at 23:59 (London time)'],
  ['2028-02-29T12:00:00Z', '29 February 2028', '29 February 2028 at 12:00 (London time)'],
  ['2026-03-29T01:00:00Z', '29 March 2026', '29 March 2026 at 02:00 (London time)'],
])('%s is %s in London, whatever the server’s own zone', (iso, date, moment) => {
  expect(formatDate(new Date(iso))).toBe(date);
  expect(formatMoment(new Date(iso))).toBe(moment);
});

test.each([
  [0, 'about a minute'],
  [1, 'about 1 minute'],
  [12, 'about 12 minutes'],
  [59, 'about 59 minutes'],
  [60, 'about 1 hour'],
  [61, 'about 1 hour 1 minute'],
  [120, 'about 2 hours'],
  [135, 'about 2 hours 15 minutes'],
])('%i minutes are %s', (total, words) => {
  expect(formatMinutes(total)).toBe(words);
});
