import 'server-only';
import { fromNow, now } from '#lib/clock.ts';
import { db, type Transaction } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import type { Admin } from '../accounts/account.ts';
import { mergedSince, record } from '../audit/audit.server.ts';
import { holdsPlaceSql, isUntouchedSql } from '../enrolments/enrolment.server.ts';
import { AT_LENGTH, type Outcome } from './apply.server.ts';
import { lockPeople } from './changes.server.ts';
import { type Did, didSchema, UNDO_WITHIN } from './import.ts';

/**
 * Takes back, within a day, what an import did, and nothing that was done since: who has begun a course is taken off it
 * and keeps what they did, who holds a place of a link to it stays on it, who has signed in keeps their account, and whose
 * account was merged with another is left alone. Of two at once one undoes. Null for an id that is none.
 */
export async function undoImport(admin: Admin, id: string): Promise<Outcome> {
  if (!isUuid(id)) return null;
  return db.$transaction(async (tx): Promise<Outcome> => {
    const where = { id, state: 'APPLIED', appliedAt: { gt: fromNow(-UNDO_WITHIN) } } as const;
    const [undone] = await tx.import.updateManyAndReturn({ where, data: { state: 'UNDONE', undoneAt: now() }, select: { appliedAt: true } });
    if (!undone?.appliedAt) {
      if ((await tx.import.count({ where: { id } })) === 0) return null;
      return { ok: false, message: 'It cannot be undone: it was not applied, was undone already, or was applied more than a day ago.' };
    }
    const rows = await tx.importRow.findMany({ where: { importId: id, action: { in: ['add', 'move', 'remove'] } }, select: { did: true, name: true } });
    const all = rows.flatMap(({ did, name }) => (did === null ? [] : { ...didSchema.parse(did), name }));
    await lockPeople(
      tx,
      all.map(({ userId }) => userId),
      all.flatMap(({ enrolled, restored, due, withdrew }) => [enrolled, restored?.id, due?.id, withdrew?.id].filter((id) => id !== undefined)),
    );
    const merged = await mergedSince(tx, undone.appliedAt);
    const done = all.filter(({ userId }) => !merged.has(userId));
    // Each count of what really went back.
    const detail = {
      due: await putDatesBack(tx, done),
      restored: await withdrawAgain(tx, done),
      withdrew: await bringBackAgain(tx, done),
      enrolled: await removeEnrolments(tx, done),
      begun: await withdrawBegun(tx, done),
      joined: await leaveGroups(tx, done),
      left: await joinAgain(tx, done),
      made: await removePeople(tx, done),
    };
    await record(tx, admin, 'import.undo', { subject: id, detail });
    return { ok: true };
  }, AT_LENGTH);
}

/*
 * Rows are named by their ids in an array, and what each gets stands under its id in an object that is read once: a join
 * with thousands of rows that the planner takes for one would be thousands of times too slow.
 */
const byId = (values: { id: string }[]) => ({
  ids: values.map(({ id }) => id),
  values: JSON.stringify(Object.fromEntries(values.map((value) => [value.id, value]))),
});

/** A date that somebody has changed again since is theirs. */
function putDatesBack(tx: Transaction, done: Did[]): Promise<number> {
  const { ids, values } = byId(done.flatMap(({ due }) => due ?? []));
  return tx.$executeRaw`
    UPDATE "Enrolment" e SET "dueAt" = ((SELECT ${values}::jsonb)->e."id"::text->>'from')::timestamptz,
      "remindedAt" = ((SELECT ${values}::jsonb)->e."id"::text->>'remindedAt')::timestamptz,
      "overdueMailAt" = ((SELECT ${values}::jsonb)->e."id"::text->>'overdueMailAt')::timestamptz
    WHERE e."id" = ANY(${ids}::uuid[]) AND e."dueAt" = ((SELECT ${values}::jsonb)->e."id"::text->>'to')::timestamptz`;
}

function withdrawAgain(tx: Transaction, done: Did[]): Promise<number> {
  const { ids, values } = byId(done.flatMap(({ restored }) => restored ?? []));
  return tx.$executeRaw`
    UPDATE "Enrolment" e SET "withdrawnAt" = ((SELECT ${values}::jsonb)->e."id"::text->>'withdrawnAt')::timestamptz
    WHERE e."id" = ANY(${ids}::uuid[]) AND e."withdrawnAt" IS NULL AND NOT ${holdsPlaceSql()}`;
}

/** One that somebody has withdrawn anew since stays withdrawn. */
function bringBackAgain(tx: Transaction, done: Did[]): Promise<number> {
  const { ids, values } = byId(done.flatMap(({ withdrew }) => withdrew ?? []));
  return tx.$executeRaw`
    UPDATE "Enrolment" e SET "withdrawnAt" = NULL
    WHERE e."id" = ANY(${ids}::uuid[]) AND e."withdrawnAt" = ((SELECT ${values}::jsonb)->e."id"::text->>'at')::timestamptz`;
}

const enrolled = (done: Did[]) => done.flatMap(({ enrolled }) => enrolled ?? []);

/** Those on which nothing was begun, written or decided. */
const removeEnrolments = (tx: Transaction, done: Did[]) =>
  tx.$executeRaw`DELETE FROM "Enrolment" e WHERE e."id" = ANY(${enrolled(done)}::uuid[]) AND ${isUntouchedSql()}`;

/** The others: off the course, with what they did. */
const withdrawBegun = (tx: Transaction, done: Did[]) => tx.$executeRaw`
  UPDATE "Enrolment" e SET "withdrawnAt" = ${now()} WHERE e."id" = ANY(${enrolled(done)}::uuid[]) AND e."withdrawnAt" IS NULL AND NOT ${holdsPlaceSql()}`;

/** Who has been made the group's manager since stays. */
function leaveGroups(tx: Transaction, done: Did[]): Promise<number> {
  const joined = done.filter((did) => did.joined);
  const pairs = joined.map((did) => `${did.userId} ${did.joined}`);
  return tx.$executeRaw`
    DELETE FROM "Membership" WHERE "userId" = ANY(${joined.map(({ userId }) => userId)}::uuid[]) AND "userId" || ' ' || "groupId" = ANY(${pairs}) AND "role" = 'MEMBER'`;
}

function joinAgain(tx: Transaction, done: Did[]): Promise<number> {
  const left = done.flatMap(({ userId, left }) => (left ?? []).map((membership) => ({ userId, ...membership })));
  return tx.$executeRaw`
    INSERT INTO "Membership" ("groupId", "userId", "role", "createdAt")
    SELECT g."id", u."id", l."role"::"MembershipRole", l."createdAt"
    FROM jsonb_to_recordset(${JSON.stringify(left)}::jsonb) AS l("groupId" uuid, "userId" uuid, "role" text, "createdAt" timestamptz)
    JOIN "Group" g ON g."id" = l."groupId" JOIN "User" u ON u."id" = l."userId"
    ORDER BY 1, 2 ON CONFLICT DO NOTHING`;
}

/** The accounts it made that are as it made them: nobody has come, not even to leave again, and nothing hangs on them. */
function removePeople(tx: Transaction, done: (Did & { name: string })[]): Promise<number> {
  const names = new Map<string, string[]>();
  for (const { userId, name } of done) names.set(userId, [...(names.get(userId) ?? ['']), name]);
  return tx.$executeRaw`
  DELETE FROM "User" u
  WHERE u."id" = ANY(${done.flatMap(({ userId, made }) => (made ? userId : []))}::uuid[]) AND u."role" = 'LEARNER'
    AND (SELECT ${JSON.stringify(Object.fromEntries(names))}::jsonb)->u."id"::text ? u."name"
    AND NOT EXISTS (SELECT 1 FROM "SignInRequest" x WHERE x."email" = u."email" AND x."usedAt" IS NOT NULL)
    AND u."reviewMail" AND u."mergedIntoId" IS NULL AND u."deactivatedAt" IS NULL
    AND NOT EXISTS (SELECT 1 FROM "Session" x WHERE x."userId" = u."id")
    AND NOT EXISTS (SELECT 1 FROM "Enrolment" x WHERE x."userId" = u."id")
    AND NOT EXISTS (SELECT 1 FROM "Membership" x WHERE x."userId" = u."id")
    AND NOT EXISTS (SELECT 1 FROM "InviteClaim" x WHERE x."userId" = u."id")
    AND NOT EXISTS (SELECT 1 FROM "SecondFactor" x WHERE x."userId" = u."id")
    -- Neither of these is indexed by the person: each is read once.
    AND u."id" NOT IN (SELECT "markerId" FROM "LetterMark")
    AND u."id" NOT IN (SELECT "mergedIntoId" FROM "User" WHERE "mergedIntoId" IS NOT NULL)`;
}
