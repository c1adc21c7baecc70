import { Prisma } from '#prisma/client/client.ts';

/**
 * `AND` a column lies in these days of London's, the first and the last counted; a day that is not given bounds nothing. The
 * bounds are worked out once, so that an index on the column serves.
 */
export const inPeriod = (column: Prisma.Sql, { from, to }: { from?: string | null; to?: string | null }): Prisma.Sql => Prisma.sql`
  ${from ? Prisma.sql`AND ${column} >= (${from}::date::timestamp AT TIME ZONE 'Europe/London')` : Prisma.empty}
  ${to ? Prisma.sql`AND ${column} < ((${to}::date + 1)::timestamp AT TIME ZONE 'Europe/London')` : Prisma.empty}`;
