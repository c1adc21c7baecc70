import 'server-only';
import { db } from '#lib/db.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Admin } from '../accounts/account.ts';
import { type Course, isOpen } from '../courses/course.ts';
import { getBank } from '../quizzes/bank.server.ts';
import { analyseItems, type ItemReport, MOST_PAPERS, type Sitting } from './items.ts';
import type { Scope } from './report.ts';
import { fromFinals } from './scope.server.ts';

/**
 * How each question of the final bank does: of the latest papers marked in the scope that began with today's questions,
 * in one round trip. Papers of earlier questions are left out, since a question may have been another one then. A course in preparation
 * has no questions yet, though its conversations put people on it.
 */
export async function getItems(_: Admin, course: Course, scope: Scope): Promise<ItemReport> {
  if (!isOpen(course)) return { items: [], papers: 0 };
  const bank = getBank(course);
  const sittings = await db.$queryRaw<Sitting[]>`
    SELECT f."seed", f."questionIds", coalesce(g."given", '{}') AS "given"
    FROM (SELECT a."id", a."seed", a."questionIds" ${fromFinals(Prisma.sql`v."hash" = ${bank.hash}`, scope)}
      ORDER BY a."markedAt" DESC LIMIT ${MOST_PAPERS}) f
    LEFT JOIN LATERAL (SELECT jsonb_object_agg(x."questionId", x."value") AS "given" FROM "Answer" x WHERE x."attemptId" = f."id") g ON true`;
  return { items: analyseItems(bank.finalItems, sittings), papers: sittings.length };
}
