import 'server-only';
import { db } from '#lib/db.ts';
import { keyset } from '#lib/keyset.ts';
import { type Listing, PAGE, type Page, pageOf, readListing, type SearchParams } from '#lib/listing.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Admin } from '../accounts/account.ts';

/** What the lists’ address asks for, the longest waiting first. */
export const letterListing = (params: SearchParams) => readListing(params, ['asked'], ['course', 'outcome']);

export type WaitingLetter = { id: string; writer: string; courseSlug: string; askedAt: Date; mentorNamed: boolean };

/** Of a letter `l` and its enrolment `e`: it waits to be marked, and this admin may mark it. */
export const waitsFor = (admin: Admin) =>
  Prisma.sql`l."askedAt" IS NOT NULL AND l."closedAt" IS NULL AND e."withdrawnAt" IS NULL AND e."userId" <> ${admin.id}::uuid`;

const ofCourse = ({ filter }: Listing) => (filter['course'] ? Prisma.sql`AND e."courseSlug" = ${filter['course']}` : Prisma.empty);

/** Letters that wait to be marked, by the mentor who was named or by any admin; never the admin's own. */
export async function listLettersToMark(admin: Admin, listing: Listing): Promise<Page<WaitingLetter>> {
  const { from, order } = keyset({ column: Prisma.sql`l."askedAt"`, type: 'timestamptz' }, Prisma.sql`l."id"`, listing);
  const found = await db.$queryRaw<WaitingLetter[]>`
    SELECT l."id", u."name" AS "writer", e."courseSlug", l."askedAt", l."mentorEmail" IS NOT NULL AS "mentorNamed"
    FROM "Letter" l JOIN "Enrolment" e ON e."id" = l."enrolmentId" JOIN "User" u ON u."id" = e."userId"
    WHERE ${waitsFor(admin)} ${ofCourse(listing)}
    ${from} ${order} LIMIT ${PAGE + 1}`;
  return pageOf(found, ({ id, askedAt }) => ({ id, value: askedAt }));
}

export type MarkedLetter = {
  id: string;
  writer: string;
  courseSlug: string;
  closedAt: Date;
  passed: boolean;
  markedBy: string;
  /** Whether another admin has given a second opinion, and whether this admin could. */
  second: boolean;
  secondIsOpen: boolean;
};

const WITH_OUTCOME: Record<string, Prisma.Sql> = {
  passed: Prisma.sql`AND l."passed"`,
  'not-passed': Prisma.sql`AND NOT l."passed"`,
  'second-opinion': Prisma.sql`AND s."letterId" IS NOT NULL`,
};

/** The letters marked lately, at most fifty, the latest first. How they were scored stands on their own pages. */
export const listMarkedLetters = (admin: Admin, listing: Listing): Promise<MarkedLetter[]> =>
  db.$queryRaw<MarkedLetter[]>`
    SELECT l."id", u."name" AS "writer", e."courseSlug", l."closedAt", l."passed", m."markedBy",
      s."letterId" IS NOT NULL AS "second", s."letterId" IS NULL AND m."markerId" <> ${admin.id}::uuid AS "secondIsOpen"
    FROM "Letter" l JOIN "LetterMark" m ON m."letterId" = l."id" JOIN "Enrolment" e ON e."id" = l."enrolmentId" JOIN "User" u ON u."id" = e."userId"
      LEFT JOIN "SecondOpinion" s ON s."letterId" = l."id"
    WHERE l."closedAt" IS NOT NULL AND e."withdrawnAt" IS NULL AND e."userId" <> ${admin.id}::uuid ${ofCourse(listing)}
      ${WITH_OUTCOME[listing.filter['outcome'] ?? ''] ?? Prisma.empty}
    ORDER BY l."closedAt" DESC, l."id" DESC LIMIT 50`;
