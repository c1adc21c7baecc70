import 'server-only';
import type { Sheet } from '#lib/csv.ts';
import { db } from '#lib/db.ts';
import { keyset, type SortColumn } from '#lib/keyset.ts';
import { FILE_ROWS, type Listing, PAGE, type Page, pageOf, readListing, type SearchParams, wordsQuery } from '#lib/listing.ts';
import { Prisma } from '#prisma/client/client.ts';
import type { Admin } from '../accounts/account.ts';
import { type AuditRow, listAuditOf, record } from '../audit/audit.server.ts';
import { findCourse } from '../courses/course.server.ts';
import { groupCode, readCode, type Status, statusInWords, statusOf } from './certificate.ts';

export type CertificateRow = {
  id: string;
  code: string;
  name: string;
  courseTitle: string;
  issuedAt: Date;
  revokedAt: Date | null;
  supersededAt: Date | null;
  letterMarkedBy: string | null;
  refreshBy: Date | null;
};

/** What the list’s address asks for, the newest first unless told otherwise. */
export const certificateListing = (params: SearchParams) => readListing(params, ['-issued', 'name'], ['course', 'state']);

const COLUMNS: Record<string, SortColumn> = {
  issued: { column: Prisma.sql`c."issuedAt"`, type: 'timestamptz' },
  name: { column: Prisma.sql`c."name"`, type: 'text' },
};

const IN_STATE: Record<string, Prisma.Sql> = {
  valid: Prisma.sql`AND c."revokedAt" IS NULL AND c."supersededAt" IS NULL`,
  revoked: Prisma.sql`AND c."revokedAt" IS NOT NULL`,
  superseded: Prisma.sql`AND c."supersededAt" IS NOT NULL`,
};

/** A whole code finds the one it belongs to; anything else is looked for as the beginnings of words of the name. */
function sought(q: string): Prisma.Sql {
  const code = readCode(q);
  if (code) return Prisma.sql`AND c."code" = ${code}`;
  return q ? Prisma.sql`AND to_tsvector('simple', c."name") @@ to_tsquery('simple', ${wordsQuery(q)})` : Prisma.empty;
}

/** A certificate that outlives its enrolment is known by the course's title alone. */
function ofCourse(slug: string | undefined): Prisma.Sql {
  const course = slug && findCourse(slug);
  if (!slug) return Prisma.empty;
  return course ? Prisma.sql`AND COALESCE(e."courseSlug" = ${slug}, c."courseTitle" = ${course.title})` : Prisma.sql`AND false`;
}

const rowsOf = ({ q, filter }: Listing, rest: Prisma.Sql) => Prisma.sql`
  SELECT c."id", c."code", c."name", c."courseTitle", c."issuedAt", c."revokedAt", c."supersededAt", c."letterMarkedBy", c."refreshBy"
  FROM "Certificate" c LEFT JOIN "Enrolment" e ON e."id" = c."enrolmentId"
  WHERE true ${sought(q)} ${ofCourse(filter['course'])} ${IN_STATE[filter['state'] ?? ''] ?? Prisma.empty} ${rest}`;

/** A page of the certificates that a list asks for. */
export async function listCertificates(_: Admin, listing: Listing): Promise<Page<CertificateRow>> {
  const { from, order } = keyset(COLUMNS[listing.sort]!, Prisma.sql`c."id"`, listing);
  const found = await db.$queryRaw<CertificateRow[]>(rowsOf(listing, Prisma.sql`${from} ${order} LIMIT ${PAGE + 1}`));
  return pageOf(found, ({ id, name, issuedAt }) => ({ id, value: listing.sort === 'name' ? name : issuedAt }));
}

/** Every certificate that a list asks for, the newest first, to take away as a file; that it was taken is written down. */
export async function exportCertificates(admin: Admin, listing: Listing): Promise<Sheet> {
  return db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<CertificateRow[]>(rowsOf(listing, Prisma.sql`ORDER BY c."issuedAt" DESC, c."id" DESC LIMIT ${FILE_ROWS}`));
    // What was searched for may be somebody's name; that something was is enough.
    await record(tx, admin, 'list.export', { subject: 'certificates', detail: { ...listing.filter, searched: listing.q !== '', rows: rows.length } });
    return {
      header: ['Name', 'Course', 'Issued', 'Code', 'State', 'Response letter marked by', 'Refresh suggested by'],
      rows: rows.map((row) => [row.name, row.courseTitle, row.issuedAt, groupCode(row.code), statusInWords(row), row.letterMarkedBy, row.refreshBy]),
    };
  });
}

export type AdminCertificate = CertificateRow & {
  status: Status;
  revokedReason: string | null;
  supersededBy: string | null;
  /** The code it was issued under before its name was corrected. */
  before: string | null;
  holder: { id: string; name: string; email: string } | null;
  history: AuditRow[];
};

/** One certificate with its holder and all that admins did to it; null when no certificate has this code. */
export async function findCertificateToCorrect(admin: Admin, typed: string): Promise<AdminCertificate | null> {
  const code = readCode(typed);
  if (!code) return null;
  const [rows, history] = await Promise.all([
    db.$queryRaw<(CertificateRow & Omit<AdminCertificate, 'holder'> & { holderId: string | null; holderName: string; email: string })[]>`
      SELECT c."id", c."code", c."name", c."courseTitle", c."issuedAt", c."revokedAt", c."revokedReason", c."supersededAt", c."supersededBy", c."letterMarkedBy",
        c."refreshBy", u."id" AS "holderId", u."name" AS "holderName", u."email", b."code" AS "before"
      FROM "Certificate" c LEFT JOIN "Enrolment" e ON e."id" = c."enrolmentId" LEFT JOIN "User" u ON u."id" = e."userId"
        LEFT JOIN "Certificate" b ON b."enrolmentId" = c."enrolmentId" AND b."supersededBy" = c."code"
      WHERE c."code" = ${code}`,
    listAuditOf(admin, { subject: code }, 100),
  ]);
  const row = rows[0];
  if (!row) return null;
  const { holderId, holderName, email, ...certificate } = row;
  return { ...certificate, status: statusOf(row), holder: holderId ? { id: holderId, name: holderName, email } : null, history };
}
