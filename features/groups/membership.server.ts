import { isUuid } from '#lib/form.ts';
import 'server-only';
import { now } from '#lib/clock.ts';
import { db, type Transaction } from '#lib/db.ts';
import { keyset } from '#lib/keyset.ts';
import { type Listing, PAGE, type Page, pageOf, readListing, type SearchParams, wordsQuery } from '#lib/listing.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Admin } from '../accounts/account.ts';
import { record } from '../audit/audit.server.ts';
import type { GroupPerson, PersonChange } from './group.ts';

/** Holds a group open until the end of the transaction; false when it is closed or was never there. */
export async function holdGroupOpen(tx: Transaction, groupId: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`SELECT 1 FROM "Group" WHERE "id" = ${groupId}::uuid AND "archivedAt" IS NULL FOR SHARE`;
  return rows.length === 1;
}

/** Narrows a query to the people `u` whose name or address has words that begin so: nobody, where something is looked for that is no word. */
export const matching = (q: string): Prisma.Sql => {
  const words = wordsQuery(q);
  if (!words) return q ? Prisma.sql`AND false` : Prisma.empty;
  return Prisma.sql`AND to_tsvector('simple', u."name" || ' ' || u."email" || ' ' || translate(u."email", '@.+-_', '     ')) @@ to_tsquery('simple', ${words})`;
};

/** The people behind addresses, each once, and the addresses behind which there is no open account. A merged account's address is its first account's. */
export async function findPeople(tx: Transaction | typeof db, addresses: string[]): Promise<{ ids: string[]; unknown: string[] }> {
  const rows = await tx.$queryRaw<{ email: string; id: string }[]>`
    SELECT u."email", p."id" FROM "User" u JOIN "User" p ON p."id" = COALESCE(u."mergedIntoId", u."id")
    WHERE u."email" = ANY(${addresses}) AND p."deactivatedAt" IS NULL`;
  const known = new Set(rows.map(({ email }) => email));
  return { ids: [...new Set(rows.map(({ id }) => id))], unknown: addresses.filter((address) => !known.has(address)) };
}

export type AddPlan = { ok: true; toAdd: number; already: number } | { ok: false; unknown: string[] } | null;

/** What adding these addresses would do, doing nothing; null when the group is closed or not there. */
export async function planPeople(_: Admin, groupId: string, addresses: string[]): Promise<AddPlan> {
  if ((await db.group.count({ where: { id: groupId, archivedAt: null } })) === 0) return null;
  const { ids, unknown } = await findPeople(db, addresses);
  if (unknown.length > 0) return { ok: false, unknown };
  const already = await db.membership.count({ where: { groupId, userId: { in: ids } } });
  return { ok: true, toAdd: ids.length - already, already };
}

/**
 * Adds the people behind these addresses as members, all or none: an address without an open account is named and nobody
 * is added. Who is in the group already stays what they are. Null when the group is closed or not there.
 */
export async function addPeople(
  admin: Admin,
  groupId: string,
  addresses: string[],
): Promise<{ ok: true; added: number } | { ok: false; unknown: string[] } | null> {
  return db.$transaction(async (tx) => {
    if (!(await holdGroupOpen(tx, groupId))) return null;
    const { ids, unknown } = await findPeople(tx, addresses);
    if (unknown.length > 0) return { ok: false, unknown };
    const added = await tx.membership.createManyAndReturn({
      data: ids.sort().map((userId) => ({ groupId, userId, createdAt: now() })),
      skipDuplicates: true,
      select: { userId: true },
    });
    for (const { userId } of added) await record(tx, admin, 'group.member', { personId: userId, subject: groupId, detail: { change: 'add' } });
    return { ok: true, added: added.length };
  });
}

/** Removes somebody from a group, or makes them its manager or a member again; false when that is so already. What they learned stays theirs. */
export async function changePerson(admin: Admin, groupId: string, userId: string, change: PersonChange): Promise<boolean> {
  const role = change === 'manager' ? 'MANAGER' : 'MEMBER';
  return db.$transaction(async (tx) => {
    const { count } =
      change === 'remove'
        ? await tx.membership.deleteMany({ where: { groupId, userId } })
        : await tx.membership.updateMany({ where: { groupId, userId, role: { not: role } }, data: { role } });
    if (count === 1) await record(tx, admin, 'group.member', { personId: userId, subject: groupId, detail: { change } });
    return count === 1;
  });
}

/** What the address of a group’s people asks for. */
export const membershipListing = (params: SearchParams) => readListing(params, ['name', 'since'], ['role']);

/** A page of a group's people. */
export async function listPeopleOf(_: Admin, groupId: string, listing: Listing): Promise<Page<GroupPerson>> {
  if (!isUuid(groupId)) return { rows: [], next: null };
  const byName = listing.sort === 'name';
  const { from, order } = keyset(
    byName ? { column: Prisma.sql`u."name"`, type: 'text' } : { column: Prisma.sql`m."createdAt"`, type: 'timestamptz' },
    Prisma.sql`u."id"`,
    listing,
  );
  const role = listing.filter['role'];
  const rows = await db.$queryRaw<GroupPerson[]>`
    SELECT u."id", u."name", u."email", m."role"::text AS "role", m."createdAt" AS "since", u."deactivatedAt" IS NOT NULL AS "closed"
    FROM "Membership" m JOIN "User" u ON u."id" = m."userId"
    WHERE m."groupId" = ${groupId}::uuid ${matching(listing.q)}
      ${role === 'manager' ? Prisma.sql`AND m."role" = 'MANAGER'` : role === 'member' ? Prisma.sql`AND m."role" = 'MEMBER'` : Prisma.empty}
      ${from} ${order} LIMIT ${PAGE + 1}`;
  return pageOf(rows, (row) => ({ value: byName ? row.name : row.since, id: row.id }));
}
