import { Prisma } from '#prisma/client/client.ts';
import type { Listing } from './listing.ts';

/** A column a list is sorted by, never null, and how the text of a cursor becomes its type. */
export type SortColumn = { column: Prisma.Sql; type: 'text' | 'timestamptz' | 'integer' };

const CASTS = { text: Prisma.sql`::text`, timestamptz: Prisma.sql`::timestamptz`, integer: Prisma.sql`::integer` };
const fits = {
  text: () => true,
  timestamptz: (value: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) && !Number.isNaN(Date.parse(value)),
  integer: (value: string) => /^-?\d{1,9}$/.test(value),
};

/** `AND (column, id) > (…)` and `ORDER BY column, id` for a page of a list; a cursor that fits no such column is the first page. */
export function keyset({ column, type }: SortColumn, id: Prisma.Sql, { after, descending }: Pick<Listing, 'after' | 'descending'>) {
  const way = descending ? Prisma.sql`DESC` : Prisma.sql`ASC`;
  const beyond = descending ? Prisma.sql`<` : Prisma.sql`>`;
  const isGood = after !== null && fits[type](after.value) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(after.id);
  return {
    from: isGood ? Prisma.sql`AND (${column}, ${id}) ${beyond} (${after.value}${CASTS[type]}, ${after.id}::uuid)` : Prisma.empty,
    order: Prisma.sql`ORDER BY ${column} ${way}, ${id} ${way}`,
  };
}
