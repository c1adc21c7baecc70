import 'server-only';
import { now } from '#lib/clock.ts';
import { COUNTED } from '#lib/count.ts';
import { db, isTaken } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import { keyset } from '#lib/keyset.ts';
import { type Listing, PAGE, type Page, pageOf, readListing, type SearchParams } from '#lib/listing.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Admin } from '../accounts/account.ts';
import { record } from '../audit/audit.server.ts';
import type { GroupView } from './group.ts';
import { KINDS, type Kind } from './group-words.ts';

/** Makes an open group without anybody in it and answers its id; null when another has that name, which the unique index settles. */
export async function makeGroup(admin: Admin, { name, kind }: { name: string; kind: Kind }): Promise<string | null> {
  return db.$transaction(async (tx) => {
    const [group] = await tx.group.createManyAndReturn({ data: [{ name, kind, createdAt: now() }], skipDuplicates: true, select: { id: true } });
    if (!group) return null;
    await record(tx, admin, 'group.make', { subject: group.id, detail: { kind } });
    return group.id;
  });
}

/** Gives a group another name, unless a group has it already. */
export async function renameGroup(admin: Admin, id: string, name: string): Promise<'renamed' | 'taken' | 'gone'> {
  const renaming = db.$transaction(async (tx) => {
    const { count } = await tx.group.updateMany({ where: { id }, data: { name } });
    if (count === 0) return 'gone' as const;
    await record(tx, admin, 'group.rename', { subject: id });
    return 'renamed' as const;
  });
  return renaming.catch((error: unknown) => {
    if (isTaken(error)) return 'taken' as const;
    throw error;
  });
}

/**
 * Closes a group, or opens it again; false when it is so already. In a closed group nobody is added and its managers see
 * nothing; its people and what they did stay as they are.
 */
export async function setGroupOpen(admin: Admin, id: string, open: boolean): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.group.updateMany({ where: { id, archivedAt: open ? { not: null } : null }, data: { archivedAt: open ? null : now() } });
    if (count === 1) await record(tx, admin, open ? 'group.open' : 'group.close', { subject: id });
    return count === 1;
  });
}

// How many are in a group, as far as anybody counts along; the work for a group of twenty thousand is that for one thousand.
const counts = Prisma.sql`
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE x."role" = 'MEMBER')::int AS "members", count(*) FILTER (WHERE x."role" = 'MANAGER')::int AS "managers"
    FROM (SELECT m."role" FROM "Membership" m WHERE m."groupId" = g."id" LIMIT ${COUNTED + 1}) x
  ) c`;

/** What the list’s address asks for. */
export const groupListing = (params: SearchParams) => readListing(params, ['name', 'made'], ['kind', 'state']);

/** A page of the groups, by name or by when they were made. */
export async function listGroups(_: Admin, listing: Listing): Promise<Page<GroupView>> {
  const { kind, state } = listing.filter as { kind?: string; state?: string };
  const byName = listing.sort === 'name';
  const { from, order } = keyset(
    byName ? { column: Prisma.sql`g."name"`, type: 'text' } : { column: Prisma.sql`g."createdAt"`, type: 'timestamptz' },
    Prisma.sql`g."id"`,
    listing,
  );
  const rows = await db.$queryRaw<GroupView[]>`
    SELECT g."id", g."name", g."kind"::text AS "kind", g."createdAt", g."archivedAt", c."members", c."managers"
    FROM (
      SELECT * FROM "Group" g WHERE true
        ${listing.q ? Prisma.sql`AND position(lower(${listing.q}) IN lower(g."name")) > 0` : Prisma.empty}
        ${kind && Object.hasOwn(KINDS, kind) ? Prisma.sql`AND g."kind" = ${kind}::"GroupKind"` : Prisma.empty}
        ${state === 'open' ? Prisma.sql`AND g."archivedAt" IS NULL` : state === 'closed' ? Prisma.sql`AND g."archivedAt" IS NOT NULL` : Prisma.empty}
        ${from} ${order} LIMIT ${PAGE + 1}
    ) g ${counts} ${order}`;
  return pageOf(rows, (row) => ({ value: byName ? row.name : row.createdAt, id: row.id }));
}

/** One group; null when there is none with this id. */
export async function findGroup(_: Admin, id: string): Promise<GroupView | null> {
  if (!isUuid(id)) return null;
  const [row] = await db.$queryRaw<GroupView[]>`
    SELECT g."id", g."name", g."kind"::text AS "kind", g."createdAt", g."archivedAt", c."members", c."managers"
    FROM "Group" g ${counts} WHERE g."id" = ${id}::uuid`;
  return row ?? null;
}

/** The open groups by name, to choose one from. */
export const listOpenGroups = (_: Admin): Promise<{ id: string; name: string }[]> =>
  db.group.findMany({ where: { archivedAt: null }, orderBy: { name: 'asc' }, take: 500, select: { id: true, name: true } });
