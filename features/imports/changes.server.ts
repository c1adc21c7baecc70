import 'server-only';
import { now } from '#lib/clock.ts';
import type { Transaction } from '#lib/db.ts';
import type { Did } from './import.ts';
import type { PlannedRow } from './plan.ts';

/*
 * What applying an import does to the tables: a few statements for all its rows, each of which answers what it really
 * changed. What others changed in the meantime is neither done again nor written down as ours.
 */

/** A row that is to be done, and whom, which group and which enrolment (if there was one) it is about. `did` gathers what it changed. */
export type Change = PlannedRow & { userId: string; groupId: string; enrolmentId: string; did: Omit<Did, 'userId'> };

/**
 * Locks people, then every course they are or were on, each in the order of ids: so whatever is done to the same people
 * at once waits its turn, and what hangs on them is looked for once nobody can be adding to it.
 */
export async function lockPeople(tx: Transaction, userIds: string[], enrolmentIds: string[] = []): Promise<void> {
  await tx.$queryRaw`SELECT "id" FROM "User" WHERE "id" = ANY(${userIds}::uuid[]) ORDER BY "id" FOR UPDATE`;
  await tx.$queryRaw`
    SELECT "id" FROM "Enrolment" WHERE "userId" = ANY(${userIds}::uuid[]) OR "id" = ANY(${enrolmentIds}::uuid[]) ORDER BY "id" FOR UPDATE`;
}

/** Makes the accounts that are not there yet and answers everybody's id. In the order of addresses, so that two imports at once wait for each other in turn. */
export async function makePeople(tx: Transaction, rows: PlannedRow[]): Promise<Map<string, { id: string; isNew: boolean }>> {
  const names = new Map<string, string>();
  for (const { email, name } of rows) if (!names.get(email)) names.set(email, name);
  const emails = [...names.keys()].sort();
  const made = await tx.$queryRaw<{ id: string; email: string }[]>`
    INSERT INTO "User" ("id", "email", "name", "createdAt")
    SELECT gen_random_uuid(), n."email", n."name", ${now()}
    FROM jsonb_to_recordset(${JSON.stringify(emails.map((email) => ({ email, name: names.get(email) })))}::jsonb) AS n("email" text, "name" text)
    ON CONFLICT DO NOTHING RETURNING "id", "email"`;
  const found = new Map(made.map(({ email, id }) => [email, { id, isNew: true }]));
  // Made by somebody else while we looked.
  const others = await tx.user.findMany({ where: { email: { in: emails.filter((email) => !found.has(email)) } }, select: { id: true, email: true } });
  for (const { email, id } of others) found.set(email, { id, isNew: false });
  return found;
}

const courseKey = (row: { userId: string; courseSlug: string }) => `${row.userId} ${row.courseSlug}`;
const groupKey = (row: { userId: string; groupId: string }) => `${row.userId} ${row.groupId}`;
const byKey = <Row>(rows: Row[], keyOf: (row: Row) => string) => new Map(rows.map((row) => [keyOf(row), row]));

/** Puts people on courses, back on courses and off them, and changes due dates. */
export async function changeEnrolments(tx: Transaction, changes: Change[]): Promise<void> {
  const wanted = changes.filter(({ action, courseSlug }) => action === 'add' && courseSlug).sort((a, b) => (courseKey(a) < courseKey(b) ? -1 : 1));
  const made = await tx.$queryRaw<{ id: string; userId: string; courseSlug: string }[]>`
    INSERT INTO "Enrolment" ("id", "userId", "courseSlug", "dueAt", "createdAt")
    SELECT gen_random_uuid(), w."userId", w."courseSlug", w."dueAt", ${now()}
    FROM jsonb_to_recordset(${targets(wanted)}::jsonb) AS w("userId" uuid, "courseSlug" text, "dueAt" timestamptz)
    ON CONFLICT DO NOTHING RETURNING "id", "userId", "courseSlug"`;
  const isNew = byKey(made, courseKey);
  for (const change of wanted) {
    const enrolment = isNew.get(courseKey(change));
    if (enrolment) change.did.enrolled = enrolment.id;
  }
  await bringBack(
    tx,
    wanted.filter((change) => !isNew.has(courseKey(change))),
  );
  await withdraw(
    tx,
    changes.filter(({ action, courseSlug }) => action === 'remove' && courseSlug),
  );
}

type Before = {
  id: string;
  userId: string;
  courseSlug: string;
  withdrawnAt: Date | null;
  dueAt: Date | null;
  remindedAt: Date | null;
  overdueMailAt: Date | null;
};

/** For those who were on the course before: a changed date is a new one, so its reminders have not been sent. */
async function bringBack(tx: Transaction, changes: Change[]) {
  const before = await tx.$queryRaw<Before[]>`
    WITH wanted AS (SELECT * FROM jsonb_to_recordset(${targets(changes)}::jsonb) AS w("userId" uuid, "courseSlug" text, "dueAt" timestamptz)),
    old AS (
      SELECT e."id", e."userId", e."courseSlug", e."withdrawnAt", e."dueAt", e."remindedAt", e."overdueMailAt", w."dueAt" AS "asked",
        w."dueAt" IS NOT NULL AND e."dueAt" IS DISTINCT FROM w."dueAt" AS "moves"
      FROM "Enrolment" e JOIN wanted w ON w."userId" = e."userId" AND w."courseSlug" = e."courseSlug"
      WHERE e."withdrawnAt" IS NOT NULL OR (w."dueAt" IS NOT NULL AND e."dueAt" IS DISTINCT FROM w."dueAt")
      ORDER BY e."id" FOR UPDATE OF e),
    done AS (
      UPDATE "Enrolment" e SET "withdrawnAt" = NULL,
        "dueAt" = CASE WHEN old."moves" THEN old."asked" ELSE e."dueAt" END,
        "remindedAt" = CASE WHEN old."moves" THEN NULL ELSE e."remindedAt" END,
        "overdueMailAt" = CASE WHEN old."moves" THEN NULL ELSE e."overdueMailAt" END
      FROM old WHERE e."id" = old."id")
    SELECT "id", "userId", "courseSlug", "withdrawnAt", "dueAt", "remindedAt", "overdueMailAt" FROM old`;
  const old = byKey(before, courseKey);
  for (const change of changes) {
    const was = old.get(courseKey(change));
    if (was?.withdrawnAt) change.did.restored = { id: was.id, withdrawnAt: was.withdrawnAt };
    if (was && change.dueAt && was.dueAt?.getTime() !== change.dueAt.getTime())
      change.did.due = { id: was.id, from: was.dueAt, to: change.dueAt, remindedAt: was.remindedAt, overdueMailAt: was.overdueMailAt };
  }
}

async function withdraw(tx: Transaction, changes: Change[]) {
  const at = now();
  const done = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Enrolment" SET "withdrawnAt" = ${at} WHERE "id" = ANY(${changes.map(({ enrolmentId }) => enrolmentId)}::uuid[]) AND "withdrawnAt" IS NULL RETURNING "id"`;
  const withdrawn = new Set(done.map(({ id }) => id));
  for (const change of changes) if (withdrawn.has(change.enrolmentId)) change.did.withdrew = { id: change.enrolmentId, at };
}

const targets = (changes: Change[]) => JSON.stringify(changes.map(({ userId, courseSlug, dueAt }) => ({ userId, courseSlug, dueAt })));

type Left = { userId: string; groupId: string; role: 'MEMBER' | 'MANAGER'; createdAt: Date };

/** Takes people out of groups and puts them into groups. Who moves leaves every open group but the one they move to. */
export async function changeMemberships(tx: Transaction, changes: Change[], openGroups: string[]): Promise<void> {
  const leaving = changes.filter(({ action, courseSlug }) => action === 'move' || (action === 'remove' && !courseSlug));
  const moves = Object.fromEntries(leaving.flatMap(({ action, userId, groupId }) => (action === 'move' ? [[userId, groupId]] : [])));
  const left = await tx.$queryRaw<Left[]>`
    DELETE FROM "Membership" WHERE "userId" = ANY(${leaving.map(({ userId }) => userId)}::uuid[]) AND "groupId" = ANY(${openGroups}::uuid[])
      AND ("userId" || ' ' || "groupId" = ANY(${leaving.flatMap((change) => (change.action === 'remove' ? groupKey(change) : []))})
        OR "groupId"::text <> (SELECT ${JSON.stringify(moves)}::jsonb)->>"userId"::text)
    RETURNING "userId", "groupId", "role"::text AS "role", "createdAt"`;
  const byPerson = Map.groupBy(left, ({ userId }) => userId);
  for (const change of leaving) {
    const own = (byPerson.get(change.userId) ?? []).filter(({ groupId }) => change.action === 'move' || groupId === change.groupId);
    if (own.length > 0) change.did.left = own.map(({ groupId, role, createdAt }) => ({ groupId, role, createdAt }));
  }
  const joining = changes.filter(({ action, groupId }) => groupId && action !== 'remove').sort((a, b) => (groupKey(a) < groupKey(b) ? -1 : 1));
  const joined = await tx.$queryRaw<{ userId: string; groupId: string }[]>`
    INSERT INTO "Membership" ("groupId", "userId", "createdAt")
    SELECT w."groupId", w."userId", ${now()}
    FROM jsonb_to_recordset(${JSON.stringify(joining.map(({ userId, groupId }) => ({ userId, groupId })))}::jsonb) AS w("groupId" uuid, "userId" uuid)
    ON CONFLICT DO NOTHING RETURNING "userId", "groupId"`;
  const isNew = new Set(joined.map(groupKey));
  // Two rows may put one person into one group; the first did it.
  for (const change of joining) if (isNew.delete(groupKey(change))) change.did.joined = change.groupId;
}
