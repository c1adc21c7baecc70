import 'server-only';
import type { Transaction } from '#lib/db.ts';
import { Prisma } from '#prisma/client/client.ts';
import { issueIfDue } from '../certificates/certificate.server.ts';
import { findCourse } from '../courses/course.server.ts';
import { DELAYED } from '../courses/course.ts';

/**
 * Makes one enrolment of two of the same course, which one person turned out to have, inside the caller's transaction; the
 * other is gone afterwards. The caller has seen that no two things of which there may be one are open or valid in both.
 */
export async function joinEnrolments(tx: Transaction, keep: string, other: string): Promise<void> {
  await copyLessons(tx, keep, other);
  await copyWriting(tx, keep, other);
  await moveRuns(tx, keep, other);
  const to = { data: { enrolmentId: keep }, where: { enrolmentId: other } };
  await tx.attempt.updateMany(to);
  await tx.letter.updateMany(to);
  await tx.certificate.updateMany(to);
  await tx.waiver.updateMany(to);
  await tx.allowance.updateMany(to);
  const kept = await tx.reviewCard.findMany({ where: { enrolmentId: keep }, select: { item: true } });
  await tx.reviewCard.updateMany({ ...to, where: { ...to.where, item: { notIn: kept.map(({ item }) => item) } } });
  await joinFacts(tx, keep, other);
  await tx.enrolment.delete({ where: { id: other } });
  await certify(tx, keep);
}

/** Lessons finished on either side are finished, on the day the kept side has where both have one. */
const copyLessons = (tx: Transaction, keep: string, other: string) =>
  tx.$executeRaw`
    INSERT INTO "LessonCompletion" ("enrolmentId", "lessonSlug", "createdAt")
    SELECT ${keep}::uuid, "lessonSlug", "createdAt" FROM "LessonCompletion" WHERE "enrolmentId" = ${other}::uuid
    ON CONFLICT DO NOTHING`;

/** Notes stand one under the other where both sides have one; of an exercise done twice the kept side's answer stays. */
async function copyWriting(tx: Transaction, keep: string, other: string) {
  await tx.$executeRaw`
    INSERT INTO "Note" ("enrolmentId", "lessonSlug", "blockId", "text", "createdAt", "updatedAt")
    SELECT ${keep}::uuid, "lessonSlug", "blockId", "text", "createdAt", "updatedAt" FROM "Note" WHERE "enrolmentId" = ${other}::uuid
    ON CONFLICT ("enrolmentId", "lessonSlug", "blockId") DO UPDATE SET
      "text" = CASE
        WHEN btrim("Note"."text") = '' THEN EXCLUDED."text"
        WHEN btrim(EXCLUDED."text") IN ('', btrim("Note"."text")) THEN "Note"."text"
        ELSE "Note"."text" || E'\n—\n' || EXCLUDED."text"
      END,
      "updatedAt" = GREATEST("Note"."updatedAt", EXCLUDED."updatedAt")`;
  await tx.$executeRaw`
    INSERT INTO "ExerciseAnswer" ("enrolmentId", "lessonSlug", "exerciseId", "value", "met", "createdAt", "updatedAt")
    SELECT ${keep}::uuid, "lessonSlug", "exerciseId", "value", "met", "createdAt", "updatedAt" FROM "ExerciseAnswer" WHERE "enrolmentId" = ${other}::uuid
    ON CONFLICT DO NOTHING`;
}

/** Conversations that ended are never rewritten, not even to say whose they are: they are taken out and put back under their ids. */
async function moveRuns(tx: Transaction, keep: string, other: string) {
  const runs = await tx.scenarioRun.findMany({ where: { enrolmentId: other }, include: { replies: true } });
  await tx.scenarioRun.deleteMany({ where: { enrolmentId: other } });
  await tx.scenarioRun.createMany({ data: runs.map(({ replies: _, ...run }) => ({ ...run, enrolmentId: keep })) });
  await tx.scenarioReply.createMany({ data: runs.flatMap(({ replies }) => replies) });
}

/** Whose due date holds: the kept side's, unless it has none, or was off the course while the other was on it. */
const othersDate = Prisma.sql`(k."dueAt" IS NULL OR (k."withdrawnAt" IS NOT NULL AND o."withdrawnAt" IS NULL))`;

/**
 * What the kept enrolment says of itself after what was moved to it. The triggers that keep its times see what is added,
 * not what is moved, so the moved part is reckoned here; on the course is whoever was on it by either account. Nobody is
 * mailed that a delayed check is open which they passed by either.
 */
const joinFacts = (tx: Transaction, keep: string, other: string) =>
  tx.$executeRaw`
    UPDATE "Enrolment" k SET
      "createdAt" = LEAST(k."createdAt", o."createdAt"),
      "startedAt" = LEAST(k."startedAt", o."startedAt"),
      "activeAt" = GREATEST(k."activeAt", o."activeAt"),
      "finishedAt" = LEAST(k."finishedAt", o."finishedAt"),
      "dueAt" = CASE WHEN ${othersDate} THEN o."dueAt" ELSE k."dueAt" END,
      "reminders" = k."reminders" AND o."reminders",
      "remindedAt" = CASE WHEN ${othersDate} THEN o."remindedAt" ELSE k."remindedAt" END,
      "overdueMailAt" = CASE WHEN ${othersDate} THEN o."overdueMailAt" ELSE k."overdueMailAt" END,
      "delayedMailAt" = CASE
        WHEN EXISTS (SELECT 1 FROM "Attempt" a WHERE a."enrolmentId" = ${keep}::uuid AND a."lessonSlug" = ${DELAYED} AND a."passed") THEN NULL
        ELSE LEAST(k."delayedMailAt", o."delayedMailAt")
      END,
      "withdrawnAt" = CASE WHEN k."withdrawnAt" IS NULL OR o."withdrawnAt" IS NULL THEN NULL ELSE GREATEST(k."withdrawnAt", o."withdrawnAt") END,
      "placeLesson" = CASE WHEN o."placeAt" > k."placeAt" OR k."placeAt" IS NULL THEN o."placeLesson" ELSE k."placeLesson" END,
      "placeHeading" = CASE WHEN o."placeAt" > k."placeAt" OR k."placeAt" IS NULL THEN o."placeHeading" ELSE k."placeHeading" END,
      "placeAt" = GREATEST(k."placeAt", o."placeAt")
    FROM "Enrolment" o WHERE k."id" = ${keep}::uuid AND o."id" = ${other}::uuid`;

/** Together the two may have done everything. No certificate comes to who was withdrawn. */
async function certify(tx: Transaction, id: string) {
  const { courseSlug, withdrawnAt } = await tx.enrolment.findUniqueOrThrow({ where: { id }, select: { courseSlug: true, withdrawnAt: true } });
  const course = findCourse(courseSlug);
  if (course && !withdrawnAt) await issueIfDue(tx, id, course);
}
