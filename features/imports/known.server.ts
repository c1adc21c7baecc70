import 'server-only';
import { now } from '#lib/clock.ts';
import { dayOf } from '#lib/dates.ts';
import type { db, Transaction } from '#lib/db.ts';
import { listCourses } from '../courses/course.server.ts';
import { isOpen } from '../courses/course.ts';
import type { Known, KnownPerson } from './plan.ts';

/** What is known of the people behind these addresses, and of every course and group, in three queries however many they are. An account that was merged is its first. */
export async function loadKnown(tx: Transaction | typeof db, emails: string[]): Promise<Known> {
  const found = await tx.$queryRaw<{ typed: string; id: string; email: string; isClosed: boolean; groups: string[] | null }[]>`
    SELECT u."email" AS "typed", p."id", p."email", p."deactivatedAt" IS NOT NULL AS "isClosed",
      (SELECT array_agg(m."groupId"::text) FROM "Membership" m JOIN "Group" g ON g."id" = m."groupId" WHERE m."userId" = p."id" AND g."archivedAt" IS NULL) AS "groups"
    FROM "User" u JOIN "User" p ON p."id" = COALESCE(u."mergedIntoId", u."id")
    WHERE u."email" = ANY(${emails})`;
  const enrolments = await tx.$queryRaw<{ id: string; userId: string; courseSlug: string; withdrawn: boolean; dueAt: Date | null }[]>`
    SELECT "id", "userId", "courseSlug", "withdrawnAt" IS NOT NULL AS "withdrawn", "dueAt" FROM "Enrolment" WHERE "userId" = ANY(${found.map(({ id }) => id)}::uuid[])`;
  const groups = await tx.$queryRaw<Known['groups']>`SELECT "id", "name", "archivedAt" IS NOT NULL AS "isClosed" FROM "Group" ORDER BY "name"`;
  const byId = new Map<string, KnownPerson>(
    found.map(({ id, email, isClosed, groups }) => [id, { id, email, isClosed, enrolments: new Map(), groups: new Set(groups) }]),
  );
  for (const { id, userId, courseSlug, withdrawn, dueAt } of enrolments) byId.get(userId)!.enrolments.set(courseSlug, { id, withdrawn, dueAt });
  return {
    today: dayOf(now()),
    people: new Map(found.map(({ typed, id }) => [typed, byId.get(id)!])),
    courses: listCourses().map((course) => ({ slug: course.slug, title: course.title, short: course.short, isOpen: isOpen(course) })),
    groups,
  };
}
