import 'server-only';
import { now } from '#lib/clock.ts';
import { db, type Transaction } from '#lib/db.ts';
import type { Viewer } from '../accounts/account.ts';
import { findCourse } from '../courses/course.server.ts';
import { type Course, isOpen } from '../courses/course.ts';
import { holdGroupOpen } from '../groups/membership.server.ts';
import { findInviteRow, readLink } from './invite.server.ts';
import { type Answer, type InviteState, type InviteView, stateOf } from './invite.ts';

/** What whoever has the link may know of it. `holds`: they hold a place of it and are on the course. */
export type Invitation = { course: Course; groupName: string | null; dueAt: Date | null; limited: boolean; state: InviteState; holds: boolean };

/** What a link invites to, and whether the viewer has taken it up; changes nothing. Null for a link that is not ours. Whose place was kept while they were taken off the course may join anew. */
export async function findInvitation(viewer: Viewer | null, link: string): Promise<Invitation | null> {
  const id = readLink(link);
  if (!id) return null;
  const [invite, claim] = await Promise.all([findInviteRow(id), viewer && findClaim(viewer, id)]);
  const course = invite && findCourse(invite.courseSlug);
  if (!course) return null;
  const state = stateOf({ ...invite, held: claim ? 0 : invite.held }, now());
  return { course, groupName: invite.groupName, dueAt: aheadOnly(invite.dueAt), limited: invite.places !== null, state, holds: claim?.isOn ?? false };
}

/** The place somebody holds, and whether they are on the course it is for. */
async function findClaim(viewer: Viewer, inviteId: string): Promise<{ isOn: boolean } | null> {
  const [claim] = await db.$queryRaw<{ isOn: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM "Enrolment" e WHERE e."userId" = c."userId" AND e."courseSlug" = i."courseSlug" AND e."withdrawnAt" IS NULL) AS "isOn"
    FROM "InviteClaim" c JOIN "Invite" i ON i."id" = c."inviteId"
    WHERE c."inviteId" = ${inviteId}::uuid AND c."userId" = ${viewer.id}::uuid AND c."releasedAt" IS NULL`;
  return claim ?? null;
}

/** The day a link wants the course finished by, for whoever comes before it. */
const aheadOnly = (dueAt: Date | null) => (dueAt && dueAt > now() ? dueAt : null);

type Locked = Pick<InviteView, 'id' | 'courseSlug' | 'groupId' | 'places' | 'dueAt' | 'expiresAt' | 'revokedAt'>;

const lines = new Map<string, Promise<unknown>>();

/** One at a time for each link: a roomful that presses at once waits here, and not each with a connection to the database. */
function inLine<T>(id: string, work: () => Promise<T>): Promise<T> {
  const mine = (lines.get(id) ?? Promise.resolve()).then(work, work);
  const leave = () => void (lines.get(id) === mine && lines.delete(id));
  lines.set(id, mine);
  mine.then(leave, leave);
  return mine;
}

/**
 * Takes up a place: puts the viewer on the course and into the group, all or nothing, or says why not. Null for a link that
 * is not ours.
 */
export async function joinByInvite(viewer: Viewer, link: string): Promise<Answer | null> {
  const id = readLink(link);
  // Those who come when it is over are answered without the lock.
  const seen = id && (await findInvitation(viewer, link));
  if (!seen) return null;
  if (seen.state !== 'open') return seen.holds ? 'already' : seen.state;
  return inLine(id, () => joinOnce(viewer, id));
}

/** The same without the line. The invite's row is locked first, so that the last place goes to one, whichever instances are asked. */
export const joinOnce = (viewer: Viewer, id: string): Promise<Answer | null> =>
  db.$transaction(async (tx) => {
    const [invite] = await tx.$queryRaw<Locked[]>`
      SELECT "id", "courseSlug", "groupId", "places", "dueAt", "expiresAt", "revokedAt" FROM "Invite" WHERE "id" = ${id}::uuid FOR UPDATE`;
    if (!invite) return null;
    const { held, holds } = await countHeld(tx, viewer, invite);
    const course = findCourse(invite.courseSlug);
    const closed = !course || !isOpen(course) || (invite.groupId !== null && !(await holdGroupOpen(tx, invite.groupId)));
    // Their own place is free for who holds one.
    const state = stateOf({ ...invite, closed, held: holds ? 0 : held }, now());
    if (state === 'open') return takePlace(tx, viewer, invite);
    return holds ? 'already' : state;
  });

/** A statement of its own, after the lock: one begun before it would count what was there before the wait. */
async function countHeld(tx: Transaction, viewer: Viewer, { id, places }: Locked): Promise<{ held: number; holds: boolean }> {
  const [row] = await tx.$queryRaw<{ held: number; holds: boolean }[]>`
    SELECT (SELECT count(*)::int FROM (SELECT 1 FROM "InviteClaim" WHERE "inviteId" = ${id}::uuid AND "releasedAt" IS NULL LIMIT ${places ?? 1}) x) AS "held",
      EXISTS (SELECT 1 FROM "InviteClaim" WHERE "inviteId" = ${id}::uuid AND "userId" = ${viewer.id}::uuid AND "releasedAt" IS NULL) AS "holds"`;
  return row!;
}

/**
 * Who is on the course already keeps their own due date; who was taken off it comes back, with all they did, also when
 * they hold a place already. Whoever comes after the link's date has none: nobody is overdue from the first moment. The group before the course: who is waited for holds people before their enrolments.
 */
async function takePlace(tx: Transaction, viewer: Viewer, { id, courseSlug, groupId, dueAt: wanted }: Locked): Promise<Answer> {
  const userId = viewer.id;
  const dueAt = aheadOnly(wanted);
  const { count } = await tx.inviteClaim.createMany({ data: [{ inviteId: id, userId, createdAt: now() }], skipDuplicates: true });
  if (groupId) await tx.membership.createMany({ data: [{ groupId, userId, createdAt: now() }], skipDuplicates: true });
  const made = await tx.enrolment.createMany({ data: [{ userId, courseSlug, dueAt, createdAt: now() }], skipDuplicates: true });
  if (made.count === 0) await tx.enrolment.updateMany({ where: { userId, courseSlug, withdrawnAt: { not: null } }, data: { withdrawnAt: null } });
  return count === 0 ? 'already' : 'joined';
}
