import 'server-only';
import { now } from '#lib/clock.ts';
import { COUNTED } from '#lib/count.ts';
import { db } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import { keyset } from '#lib/keyset.ts';
import { type Listing, PAGE, type Page, pageOf, readListing, type SearchParams } from '#lib/listing.ts';
import { seal, unseal } from '#lib/secrets.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Admin } from '../accounts/account.ts';
import { record } from '../audit/audit.server.ts';
import { findCourse, listCourses } from '../courses/course.server.ts';
import { isOpen } from '../courses/course.ts';
import { holdGroupOpen, matching } from '../groups/membership.server.ts';
import type { Holder, InviteView, NewInvite } from './invite.ts';

const PURPOSE = 'invite';

/** The link of an invite. Made from its id and our secret alone, so that it can be shown again and kept nowhere. */
export const linkOf = (inviteId: string) => seal(PURPOSE, inviteId);

/** The invite a link is for; null for one that is not ours. */
export function readLink(link: string): string | null {
  const id = unseal(PURPOSE, link);
  return id && isUuid(id) ? id : null;
}

/** Makes a link to a course, and into a group, and answers its id; says which of the two is not open if one is not. */
export async function makeInvite(
  admin: Admin,
  { label, course, group, places, due, expires }: NewInvite,
): Promise<{ id: string } | { closed: 'course' | 'group' }> {
  const found = findCourse(course);
  if (!found || !isOpen(found)) return { closed: 'course' };
  return db.$transaction(async (tx) => {
    if (group && !(await holdGroupOpen(tx, group))) return { closed: 'group' };
    const { id } = await tx.invite.create({
      data: { courseSlug: course, groupId: group, label, places, dueAt: due, expiresAt: expires, createdById: admin.id, createdAt: now() },
      select: { id: true },
    });
    await record(tx, admin, 'invite.make', { subject: id, detail: { course, group, places } });
    return { id };
  });
}

/** Ends a link for good; false when it has ended so already. Who joined by it stays where they are. */
export async function revokeInvite(admin: Admin, id: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.invite.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now() } });
    if (count === 1) await record(tx, admin, 'invite.revoke', { subject: id });
    return count === 1;
  });
}

/**
 * Frees somebody's place for the next; false when they do not hold it. They stay on the course unless they are to be taken
 * off it, in which case what they did stays and comes back with them.
 */
export async function freeSeat(admin: Admin, claimId: string, withdraw = false): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.inviteClaim.updateMany({ where: { id: claimId, releasedAt: null }, data: { releasedAt: now() } });
    if (count === 0) return false;
    const { userId, inviteId, invite } = await tx.inviteClaim.findUniqueOrThrow({
      where: { id: claimId },
      select: { userId: true, inviteId: true, invite: { select: { courseSlug: true } } },
    });
    const off = withdraw
      ? (await tx.enrolment.updateMany({ where: { userId, courseSlug: invite.courseSlug, withdrawnAt: null }, data: { withdrawnAt: now() } })).count
      : 0;
    await record(tx, admin, 'invite.free', { personId: userId, subject: inviteId, detail: { course: invite.courseSlug, withdrawn: off === 1 } });
    return true;
  });
}

type Row = Omit<InviteView, 'courseTitle'>;
const toView = (row: Row): InviteView => {
  const course = findCourse(row.courseSlug);
  return { ...row, courseTitle: course?.short ?? row.courseSlug, closed: row.closed || !course || !isOpen(course) };
};

const columns = Prisma.sql`
  i."id", i."label", i."courseSlug", i."groupId", i."places", i."dueAt", i."expiresAt", i."revokedAt", i."createdAt",
  g."name" AS "groupName", COALESCE(g."archivedAt" IS NOT NULL, false) AS "closed"`;

/** How many places are held, counted no further than anybody wants to know. */
const heldUpTo = (limit: Prisma.Sql) => Prisma.sql`(
  SELECT count(*)::int FROM (SELECT 1 FROM "InviteClaim" c WHERE c."inviteId" = i."id" AND c."releasedAt" IS NULL LIMIT ${limit}) x)`;
// With places, to the last of them; without, as far as lists count.
const HELD = heldUpTo(Prisma.sql`COALESCE(i."places", ${COUNTED + 1}::int)`);

function inState(state: string | undefined): Prisma.Sql {
  const lasting = () => Prisma.sql`AND i."revokedAt" IS NULL AND i."expiresAt" > ${now()}`;
  const courses = listCourses().flatMap((course) => (isOpen(course) ? course.slug : []));
  const working = () => Prisma.sql`${lasting()} AND g."archivedAt" IS NULL AND i."courseSlug" = ANY(${courses})`;
  switch (state) {
    case 'revoked':
      return Prisma.sql`AND i."revokedAt" IS NOT NULL`;
    case 'expired':
      return Prisma.sql`AND i."revokedAt" IS NULL AND i."expiresAt" <= ${now()}`;
    case 'closed':
      return Prisma.sql`${lasting()} AND (g."archivedAt" IS NOT NULL OR i."courseSlug" <> ALL(${courses}))`;
    case 'full':
      return Prisma.sql`${working()} AND i."places" IS NOT NULL AND ${HELD} >= i."places"`;
    case 'open':
      return Prisma.sql`${working()} AND (i."places" IS NULL OR ${HELD} < i."places")`;
    default:
      return Prisma.empty;
  }
}

/** What the list’s address asks for, the latest first unless told otherwise. */
export const inviteListing = (params: SearchParams) => readListing(params, ['-made', 'label', 'expires'], ['course', 'state']);
const SORTED = {
  made: { column: Prisma.sql`i."createdAt"`, type: 'timestamptz' },
  label: { column: Prisma.sql`i."label"`, type: 'text' },
  expires: { column: Prisma.sql`i."expiresAt"`, type: 'timestamptz' },
} as const;

/** A page of the links, the latest first unless asked otherwise. */
export async function listInvites(_: Admin, listing: Listing): Promise<Page<InviteView>> {
  const sort = listing.sort as keyof typeof SORTED;
  const { from, order } = keyset(SORTED[sort], Prisma.sql`i."id"`, listing);
  const { course, state } = listing.filter as { course?: string; state?: string };
  const rows = await db.$queryRaw<Row[]>`
    SELECT i.*, ${HELD} AS "held" FROM (
      SELECT ${columns} FROM "Invite" i LEFT JOIN "Group" g ON g."id" = i."groupId" WHERE true
        ${listing.q ? Prisma.sql`AND position(lower(${listing.q}) IN lower(i."label" || ' ' || COALESCE(g."name", ''))) > 0` : Prisma.empty}
        ${course ? Prisma.sql`AND i."courseSlug" = ${course}` : Prisma.empty} ${inState(state)}
        ${from} ${order} LIMIT ${PAGE + 1}
    ) i ${order}`;
  const keys = { made: (row: Row) => row.createdAt, label: (row: Row) => row.label, expires: (row: Row) => row.expiresAt };
  return pageOf(rows.map(toView), (row) => ({ value: keys[sort](row), id: row.id }));
}

/** One link; null when there is none with this id. */
export const findInvite = async (_: Admin, id: string): Promise<InviteView | null> => (isUuid(id) ? findInviteRow(id) : null);

/** The same for the page of the link itself, which shows less of it to whoever has the link. */
export async function findInviteRow(id: string): Promise<InviteView | null> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT ${columns}, ${HELD} AS "held" FROM "Invite" i LEFT JOIN "Group" g ON g."id" = i."groupId" WHERE i."id" = ${id}::uuid`;
  return row ? toView(row) : null;
}

/** What the address of a link’s holders asks for. */
export const holderListing = (params: SearchParams) => readListing(params, ['since', 'name']);

/** A page of those who hold a place of a link. */
export async function listHolders(_: Admin, inviteId: string, listing: Listing): Promise<Page<Holder>> {
  if (!isUuid(inviteId)) return { rows: [], next: null };
  const byName = listing.sort === 'name';
  const { from, order } = keyset(
    byName ? { column: Prisma.sql`u."name"`, type: 'text' } : { column: Prisma.sql`c."createdAt"`, type: 'timestamptz' },
    Prisma.sql`c."id"`,
    listing,
  );
  const rows = await db.$queryRaw<Holder[]>`
    SELECT c."id", u."name", u."email", c."createdAt" AS "since"
    FROM "InviteClaim" c JOIN "User" u ON u."id" = c."userId"
    WHERE c."inviteId" = ${inviteId}::uuid AND c."releasedAt" IS NULL ${matching(listing.q)} ${from} ${order} LIMIT ${PAGE + 1}`;
  return pageOf(rows, (row) => ({ value: byName ? row.name : row.since, id: row.id }));
}
