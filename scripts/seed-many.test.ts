import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { seedMany } from './seed-many.ts';

const PEOPLE = 200;

test('a school of 200 hangs together, and is seeded once', async () => {
  await seedMany(PEOPLE);
  const many = { user: { email: { endsWith: '@many.example.org' } } };
  expect(await db.enrolment.count({ where: many })).toBe(3 * PEOPLE);
  expect(await db.user.count({ where: { email: { endsWith: '@many.example.org' }, role: 'LEARNER' } })).toBe(PEOPLE);
  expect(await db.membership.count({ where: { ...many, role: 'MANAGER' } })).toBe(40);
  expect(await db.auditEntry.count({ where: { actorId: (await db.user.findUniqueOrThrow({ where: { email: 'admin@many.example.org' } })).id } })).toBe(500);
  expect(await db.subscriber.count({ where: { email: { startsWith: 'reader.' } } })).toBe(20);
  expect(await db.enquiry.count({ where: { email: { startsWith: 'asker.' } } })).toBe(3);
  const [sums] = await db.$queryRaw<Record<string, number>[]>`
    SELECT count(*) FILTER (WHERE e."lessonsDone" <> (SELECT count(*) FROM "LessonCompletion" c WHERE c."enrolmentId" = e."id"))::int AS "miscounted",
      count(*) FILTER (WHERE (e."finishedAt" IS NULL) <> (NOT EXISTS (SELECT 1 FROM "Certificate" x WHERE x."enrolmentId" = e."id")))::int AS "misfinished",
      count(*) FILTER (WHERE e."startedAt" IS NULL AND e."lessonsDone" > 0 OR e."activeAt" < e."startedAt" OR e."startedAt" < e."createdAt")::int AS "mistimed",
      sum(e."lessonsDone")::int AS "lessons", count(e."finishedAt")::int AS "finished"
    FROM "Enrolment" e JOIN "User" u ON u."id" = e."userId" WHERE u."email" LIKE '%@many.example.org'`;
  expect(sums).toMatchObject({ miscounted: 0, misfinished: 0, mistimed: 0 });
  expect(sums!['lessons']).toBeGreaterThan(2 * 3 * PEOPLE);
  expect(sums!['finished']).toBeGreaterThan(PEOPLE / 4);
  const finals = await db.attempt.findMany({ where: { enrolment: many }, include: { answers: true } });
  expect(finals.length).toBeGreaterThan(PEOPLE / 2);
  expect(finals.every(({ questionIds, answers }) => answers.length === questionIds.length)).toBe(true);
  await expect(seedMany(PEOPLE)).rejects.toThrow('already');
  expect(await db.enrolment.count({ where: many })).toBe(3 * PEOPLE);
}, 60_000);
