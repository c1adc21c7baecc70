import 'server-only';
import { now } from '#lib/clock.ts';
import { db, type Transaction } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import type { Prisma } from '#prisma/client/client.ts';
import type { Admin } from '../accounts/account.ts';
import { record } from '../audit/audit.server.ts';
import { findCourse } from '../courses/course.server.ts';
import { findLesson } from '../courses/course.ts';
import { lockAdmins, NO_LONGER } from './access.server.ts';
import { joinEnrolments } from './join-enrolments.server.ts';
import { type CourseSide, type MergePlan, openCheckName, planOf, type Side } from './merge.ts';

const select = {
  id: true,
  name: true,
  email: true,
  role: true,
  deactivatedAt: true,
  mergedIntoId: true,
  _count: { select: { memberships: true, claims: true } },
  enrolments: {
    select: {
      id: true,
      courseSlug: true,
      lessonsDone: true,
      _count: { select: { attempts: true, runs: true, letters: true, certificates: true } },
      attempts: { where: { state: 'IN_PROGRESS' }, select: { lessonSlug: true } },
      runs: { where: { endedAt: null }, select: { scenarioSlug: true } },
      letters: { where: { closedAt: null }, select: { id: true } },
      certificates: { where: { revokedAt: null, supersededAt: null }, select: { id: true } },
    },
  },
} satisfies Prisma.UserSelect;
type Row = Prisma.UserGetPayload<{ select: typeof select }>;

function toCourseSide({ id, courseSlug, lessonsDone, _count, attempts, runs, letters, certificates }: Row['enrolments'][number]): CourseSide {
  const course = findCourse(courseSlug);
  return {
    enrolmentId: id,
    title: course?.short ?? courseSlug,
    lessons: lessonsDone,
    attempts: _count.attempts,
    conversations: _count.runs,
    letters: _count.letters,
    certificates: _count.certificates,
    openChecks: attempts.map(({ lessonSlug }) => ({
      slug: lessonSlug,
      name: openCheckName(lessonSlug, (course && findLesson(course, lessonSlug)) ?? undefined),
    })),
    openConversations: runs.map(({ scenarioSlug }) => ({
      slug: scenarioSlug,
      name: course?.scenarios.find(({ slug }) => slug === scenarioSlug)?.title ?? scenarioSlug,
    })),
    openLetter: letters.length > 0,
    validCertificate: certificates.length > 0,
  };
}

const toSide = ({ _count, enrolments, ...account }: Row): Side => ({
  ...account,
  ..._count,
  courses: new Map(enrolments.map((enrolment) => [enrolment.courseSlug, toCourseSide(enrolment)])),
});

async function readPlan(tx: Transaction | typeof db, keepId: string, otherId: string): Promise<MergePlan | null> {
  if (!isUuid(keepId) || !isUuid(otherId)) return null;
  const rows = await tx.user.findMany({ where: { id: { in: [keepId, otherId] } }, relationLoadStrategy: 'join', select });
  const [keep, other] = [keepId, otherId].map((id) => rows.find((row) => row.id === id));
  return keep && other ? planOf(toSide(keep), toSide(other)) : null;
}

/** What merging the other account into the first would move, and what stands in the way. Null when one of them is not there. */
export const planMerge = (_: Admin, keepId: string, otherId: string): Promise<MergePlan | null> => readPlan(db, keepId, otherId);

export type Merged = { ok: true } | { ok: false; refusals: string[] } | null;

/**
 * Moves everything that hangs on the other account to the one that is kept, closes the other, and lets its address sign in to
 * the kept one. Whole or not at all: what is planned is planned again with both accounts locked, so of two merges at once
 * the second finds the first one's work.
 */
export async function mergePeople(admin: Admin, keepId: string, otherId: string): Promise<Merged> {
  if (!isUuid(keepId) || !isUuid(otherId)) return null;
  return db.$transaction(
    async (tx) => {
      if (!(await lockAdmins(tx)).has(admin.id)) return { ok: false, refusals: [NO_LONGER.why] };
      await tx.$queryRaw`SELECT "id" FROM "User" WHERE "id" IN (${keepId}::uuid, ${otherId}::uuid) ORDER BY "id" FOR UPDATE`;
      // What they are doing on a course at this moment waits, or is seen.
      await tx.$queryRaw`SELECT "id" FROM "Enrolment" WHERE "userId" IN (${keepId}::uuid, ${otherId}::uuid) ORDER BY "id" FOR UPDATE`;
      const plan = await readPlan(tx, keepId, otherId);
      if (!plan) return null;
      if (plan.refusals.length > 0) return { ok: false, refusals: plan.refusals };
      // Before anything that may issue a certificate, which bears the name.
      if (!plan.keep.name && plan.other.name) await tx.user.update({ where: { id: keepId }, data: { name: plan.other.name } });
      for (const { keep, other } of plan.joins) await joinEnrolments(tx, keep.enrolmentId, other.enrolmentId);
      await tx.enrolment.updateMany({ where: { userId: otherId }, data: { userId: keepId } });
      await moveMemberships(tx, keepId, otherId);
      await closeOther(tx, plan);
      await record(tx, admin, 'person.merge', { personId: keepId, subject: otherId, detail: { moved: plan.moves.length, joined: plan.joins.length } });
      return { ok: true };
    },
    { timeout: 15_000 },
  );
}

/** Who managed a group by either account manages it. */
async function moveMemberships(tx: Transaction, keepId: string, otherId: string) {
  await tx.$executeRaw`
    INSERT INTO "Membership" ("groupId", "userId", "role", "createdAt")
    SELECT "groupId", ${keepId}::uuid, "role", "createdAt" FROM "Membership" WHERE "userId" = ${otherId}::uuid
    ON CONFLICT ("groupId", "userId") DO UPDATE SET "role" = 'MANAGER' WHERE EXCLUDED."role" = 'MANAGER'`;
  await tx.membership.deleteMany({ where: { userId: otherId } });
  // A seat both hold of one link is one person's: the second is given up.
  await tx.$executeRaw`
    UPDATE "InviteClaim" c SET "releasedAt" = ${now()} WHERE c."userId" = ${otherId}::uuid AND c."releasedAt" IS NULL
      AND EXISTS (SELECT 1 FROM "InviteClaim" k WHERE k."inviteId" = c."inviteId" AND k."userId" = ${keepId}::uuid AND k."releasedAt" IS NULL)`;
  await tx.inviteClaim.updateMany({ where: { userId: otherId }, data: { userId: keepId } });
}

async function closeOther(tx: Transaction, { keep, other }: MergePlan) {
  await tx.user.update({ where: { id: other.id }, data: { mergedIntoId: keep.id, deactivatedAt: other.deactivatedAt ?? now() } });
  // Whoever was merged into the other before is one step from the kept one now.
  await tx.user.updateMany({ where: { mergedIntoId: other.id }, data: { mergedIntoId: keep.id } });
  await tx.session.deleteMany({ where: { userId: other.id } });
}
