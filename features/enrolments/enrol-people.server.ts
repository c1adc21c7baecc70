import 'server-only';
import { now } from '#lib/clock.ts';
import { db, type Transaction } from '#lib/db.ts';
import { queueMails } from '#lib/mail.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Admin } from '../accounts/account.ts';
import { record } from '../audit/audit.server.ts';
import { findCourse } from '../courses/course.server.ts';
import { isOpen } from '../courses/course.ts';
import { addressesProblem, readAddresses } from '../groups/group.ts';
import { findPeople } from '../groups/membership.server.ts';
import { duesOf, type EnrolForm, type EnrolPlan } from './act.ts';
import { enrolledMail } from './enrolled-mail.server.ts';

/** Whom to put on which course, and by when it is wanted of them. Of a group: its members, and not who only manages it. */
export type Ask = ({ personIds: string[] } | { groupId: string }) & { courseSlug: string; dueAt: Date | null; tell?: boolean };

/** As many as one act takes, and can undo. */
export const MOST_PEOPLE = 5_000;

/** Reads what was typed; a field of it may be refused, with what is wrong and how to mend it. */
export async function readAsk(_: Admin, { course, emails, group, due }: Omit<EnrolForm, 'tell'>): Promise<Ask | { field: string; problem: string }> {
  const found = findCourse(course);
  if (!found || !isOpen(found)) return { field: 'course', problem: 'Choose an open course.' };
  if (group) return { groupId: group, courseSlug: course, dueAt: due };
  const read = readAddresses(emails);
  const problem = addressesProblem(read);
  if (problem) return { field: 'emails', problem };
  const { ids, unknown } = await findPeople(db, read.addresses);
  const named = unknown.slice(0, 20).join(', ');
  if (unknown.length > 0)
    return {
      field: 'emails',
      problem: `No open account has ${named}. Take ${unknown.length === 1 ? 'it' : 'them'} out, or use a spreadsheet, which makes accounts.`,
    };
  return { personIds: ids, courseSlug: course, dueAt: due };
}

/** The people that are meant and have an open account; one more than may be, so that too many can be told. */
const people = (ask: Ask) =>
  'groupId' in ask
    ? Prisma.sql`
      SELECT u."id" FROM "Membership" m JOIN "Group" g ON g."id" = m."groupId" JOIN "User" u ON u."id" = m."userId"
      WHERE m."groupId" = ${ask.groupId}::uuid AND g."archivedAt" IS NULL AND m."role" = 'MEMBER'
        AND u."deactivatedAt" IS NULL AND u."mergedIntoId" IS NULL LIMIT ${MOST_PEOPLE + 1}`
    : Prisma.sql`
      SELECT u."id" FROM "User" u WHERE u."id" = ANY(${ask.personIds}::uuid[])
        AND u."deactivatedAt" IS NULL AND u."mergedIntoId" IS NULL LIMIT ${MOST_PEOPLE + 1}`;

/** What putting these people on the course would do, doing nothing; null when they are too many for one act. */
export async function planEnrol(_: Admin, ask: Ask, tx: Transaction | typeof db = db): Promise<EnrolPlan | null> {
  const [plan] = await tx.$queryRaw<EnrolPlan[]>`
    SELECT (count(*) FILTER (WHERE e."id" IS NULL))::int AS "new",
      (count(*) FILTER (WHERE e."id" IS NOT NULL AND e."withdrawnAt" IS NULL))::int AS "there",
      (count(*) FILTER (WHERE e."withdrawnAt" IS NOT NULL))::int AS "back"
    FROM (${people(ask)}) p LEFT JOIN "Enrolment" e ON e."userId" = p."id" AND e."courseSlug" = ${ask.courseSlug}`;
  return plan && plan.new + plan.there + plan.back <= MOST_PEOPLE ? plan : null;
}

export type Enrolled = ({ ok: true; entry: string } & EnrolPlan) | { ok: false; reason: 'course' | 'too-many' | 'nobody' };

/**
 * Puts people on a course, all or none, and answers the audit entry by which it can be undone. Who is on it already is left
 * alone; who had been taken off it is back. Two acts at once put nobody on it twice: the unique index settles it.
 */
export async function enrolPeople(admin: Admin, ask: Ask): Promise<Enrolled> {
  if (!findCourse(ask.courseSlug)) return { ok: false, reason: 'course' };
  return db.$transaction(async (tx) => {
    const plan = await planEnrol(admin, ask, tx);
    if (!plan) return { ok: false, reason: 'too-many' };
    // The people before their enrolments, as imports and undoings lock them: otherwise each could wait for the other.
    await tx.$queryRaw`SELECT u."id" FROM "User" u WHERE u."id" IN (${people(ask)}) ORDER BY u."id" FOR KEY SHARE`;
    const restored = await restore(tx, ask);
    const created = await create(tx, ask);
    const count = created.length + restored.length;
    if (count === 0) return { ok: false, reason: 'nobody' };
    if (ask.tell) await tell(tx, ask, [...created.map(({ userId }) => ({ userId, dueAt: null })), ...restored]);
    const [only] = count === 1 ? [...created, ...restored] : [];
    const entry = await record(tx, admin, 'enrolment.add', {
      ...(only ? { personId: only.userId, subject: only.id } : { subject: ask.courseSlug }),
      detail: { course: ask.courseSlug, people: count, back: restored.length },
      each: {
        created: created.map(({ id }) => id).join(','),
        restored: restored.map(({ id, was }) => `${id}/${was.getTime()}`).join(','),
        dues: ask.dueAt ? duesOf(restored.map((row) => ({ ...row, to: ask.dueAt }))) : '',
      },
    });
    return { ok: true, entry, new: created.length, back: restored.length, there: plan.new + plan.there + plan.back - count };
  });
}

/** One mail to each who was put on the course, in the transaction that puts them there. */
async function tell(tx: Transaction, { courseSlug, dueAt }: Ask, who: { userId: string; dueAt: Date | null }[]) {
  const before = new Map(who.map(({ userId, dueAt }) => [userId, dueAt]));
  const users = await tx.user.findMany({ where: { id: { in: [...before.keys()] } }, select: { id: true, email: true } });
  await queueMails(
    tx,
    users.map(({ id, email }) => enrolledMail(email, [{ courseSlug, dueAt: dueAt ?? before.get(id) ?? null }])),
  );
}

type Restored = { id: string; userId: string; was: Date } & Record<'dueAt' | 'remindedAt' | 'overdueMailAt', Date | null>;

/** Brings back who had been taken off; what they were before is answered, for the undo. */
const restore = (tx: Transaction, ask: Ask) =>
  tx.$queryRaw<Restored[]>`
    WITH gone AS (
      SELECT e."id", e."withdrawnAt", e."dueAt", e."remindedAt", e."overdueMailAt" FROM "Enrolment" e
      WHERE e."courseSlug" = ${ask.courseSlug} AND e."withdrawnAt" IS NOT NULL AND e."userId" IN (${people(ask)})
      ORDER BY e."id" FOR UPDATE
    )
    UPDATE "Enrolment" e SET "withdrawnAt" = NULL,
      "dueAt" = COALESCE(${ask.dueAt}::timestamptz, e."dueAt"),
      "remindedAt" = CASE WHEN ${ask.dueAt}::timestamptz IS NULL THEN e."remindedAt" END,
      "overdueMailAt" = CASE WHEN ${ask.dueAt}::timestamptz IS NULL THEN e."overdueMailAt" END
    FROM gone WHERE e."id" = gone."id"
    RETURNING e."id", e."userId", gone."withdrawnAt" AS "was", gone."dueAt", gone."remindedAt", gone."overdueMailAt"`;

const create = (tx: Transaction, ask: Ask) =>
  tx.$queryRaw<{ id: string; userId: string }[]>`
    INSERT INTO "Enrolment" ("id", "userId", "courseSlug", "createdAt", "dueAt")
    SELECT gen_random_uuid(), p."id", ${ask.courseSlug}, ${now()}, ${ask.dueAt}::timestamptz FROM (${people(ask)}) p ORDER BY p."id"
    ON CONFLICT ("userId", "courseSlug") DO NOTHING
    RETURNING "id", "userId"`;
