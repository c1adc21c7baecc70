import { expect, test } from 'vitest';
import { Prisma } from '#prisma/client/client.ts';
import { keyset } from './keyset.ts';
import { readListing } from './listing.ts';

const ID = '01a20218-87fc-70ba-8512-516919ab114e';
const from = (type: 'text' | 'timestamptz' | 'integer', after: string) =>
  keyset({ column: Prisma.sql`x."at"`, type }, Prisma.sql`x."id"`, readListing({ after }, ['-at'])).from;

test('a page begins after the row its address names', () => {
  expect(from('timestamptz', `2026-11-22T10:00:00.000Z~${ID}`).values).toEqual(['2026-11-22T10:00:00.000Z', ID]);
  expect(from('text', `O’Neill ~ Sons~${ID}`).values).toEqual(['O’Neill ~ Sons', ID]);
  expect(from('integer', `12~${ID}`).values).toEqual(['12', ID]);
});

test.each(['1', 'foo 1', '2026', '2026-11-22', '2026-13-45T10:00:00.000Z', '+275760-09-13T00:00:00.000Z', 'NaN', ''])(
  '“%s” is no moment: the list begins at its first page instead of failing',
  (value) => {
    expect(from('timestamptz', `${value}~${ID}`)).toBe(Prisma.empty);
  },
);

test('nor is a cursor without an id, with another’s, or with a number too large', () => {
  for (const after of ['Ada', `Ada~${ID}0`, 'Ada~nope', `~${'-'.repeat(36)}`]) expect(from('text', after), after).toBe(Prisma.empty);
  expect(from('integer', `99999999999~${ID}`)).toBe(Prisma.empty);
});
