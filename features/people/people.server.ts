import 'server-only';
import type { Sheet } from '#lib/csv.ts';
import { db } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import { keyset, type SortColumn } from '#lib/keyset.ts';
import { FILE_ROWS, type Listing, PAGE, type Page, pageOf } from '#lib/listing.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Admin } from '../accounts/account.ts';
import { record } from '../audit/audit.server.ts';
import { matching } from '../groups/membership.server.ts';
import { type PersonRow, ROLE_WORDS, stateOf } from './person.ts';

const SORTS: Record<string, SortColumn> = {
  name: { column: Prisma.sql`u."name"`, type: 'text' },
  created: { column: Prisma.sql`u."createdAt"`, type: 'timestamptz' },
};

/** People by name or address, role, state and group, a page at a time. What is counted is counted for the page's people alone. */
export async function listPeople(_: Admin, listing: Listing): Promise<Page<PersonRow>> {
  const rows = await findPeople(listing, PAGE + 1);
  return pageOf(rows, ({ id, name, createdAt }) => ({ id, value: listing.sort === 'name' ? name : createdAt }));
}

/** Everybody the list holds as it is narrowed, from its first page on, for a file. */
export async function exportPeople(admin: Admin, listing: Listing): Promise<Sheet> {
  const found = await findPeople({ ...listing, after: null }, FILE_ROWS);
  await record(db, admin, 'list.export', { subject: 'learners', detail: { rows: found.length } });
  return {
    header: ['Name', 'Address', 'Groups', 'Courses under way', 'Courses finished', 'Last seen', 'Here since', 'Role', 'State'],
    rows: found.map((person) => {
      const { name, email, groups, underWay, finished, lastSeenAt, createdAt, role } = person;
      return [name, email, groups.join(', '), underWay, finished, lastSeenAt, createdAt, ROLE_WORDS[role], stateOf(person)];
    }),
  };
}

/** Groups to narrow the list by. */
export const listGroupNames = (_: Admin): Promise<{ id: string; name: string }[]> =>
  db.group.findMany({ orderBy: { name: 'asc' }, take: 500, select: { id: true, name: true } });

function narrowed({ q, filter }: Listing): Prisma.Sql {
  const { role, state, group } = filter as { role?: string; state?: string; group?: string };
  const parts = [
    Prisma.sql`true ${matching(q)}`,
    ...(role === 'admin' ? [Prisma.sql`u."role" = 'ADMIN'`] : role === 'learner' ? [Prisma.sql`u."role" = 'LEARNER'`] : []),
    ...(state === 'active' ? [Prisma.sql`u."deactivatedAt" IS NULL`] : state === 'deactivated' ? [Prisma.sql`u."deactivatedAt" IS NOT NULL`] : []),
    ...(group ? [isUuid(group) ? Prisma.sql`u."id" IN (SELECT m."userId" FROM "Membership" m WHERE m."groupId" = ${group}::uuid)` : Prisma.sql`false`] : []),
  ];
  return Prisma.join(parts, ' AND ');
}

async function findPeople(listing: Listing, limit: number): Promise<PersonRow[]> {
  const { from, order } = keyset(SORTS[listing.sort]!, Prisma.sql`u."id"`, listing);
  return db.$queryRaw<PersonRow[]>`
    SELECT u.*, g."groups", e."underWay", e."finished", GREATEST(s."at", e."at") AS "lastSeenAt"
    FROM (
      SELECT u."id", u."name", u."email", u."role"::text, u."createdAt", u."deactivatedAt", u."mergedIntoId"
      FROM "User" u WHERE ${narrowed(listing)} ${from} ${order} LIMIT ${limit}
    ) u
    LEFT JOIN LATERAL (
      SELECT COALESCE(array_agg(g."name" ORDER BY g."name"), '{}') AS "groups"
      FROM "Membership" m JOIN "Group" g ON g."id" = m."groupId" WHERE m."userId" = u."id"
    ) g ON true
    LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE e."finishedAt" IS NULL AND e."withdrawnAt" IS NULL)::int AS "underWay",
        count(*) FILTER (WHERE e."finishedAt" IS NOT NULL)::int AS "finished", max(e."activeAt") AS "at"
      FROM "Enrolment" e WHERE e."userId" = u."id"
    ) e ON true
    LEFT JOIN LATERAL (SELECT max(s."lastSeenAt") AS "at" FROM "Session" s WHERE s."userId" = u."id") s ON true
    ${order}`;
}
