import 'server-only';
import { fromNow, now } from '#lib/clock.ts';
import type { Sheet } from '#lib/csv.ts';
import { dayOf } from '#lib/dates.ts';
import { db, type Transaction } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import { keyset } from '#lib/keyset.ts';
import { type Listing, PAGE, type Page, pageOf, readListing, type SearchParams } from '#lib/listing.ts';
import { Prisma } from '#prisma/client/client.ts';
import { type Admin, oneLine } from '../accounts/account.ts';
import { record } from '../audit/audit.server.ts';
import { findCourse } from '../courses/course.server.ts';
import { actionInWords, type Counts, didInWords, type ImportState, type ImportView, KEPT_FOR, type RowView, stateInWords, UNDO_WITHIN } from './import.ts';
import { loadKnown } from './known.server.ts';
import { emailOf, type PlannedRow, planRows } from './plan.ts';
import { readSheet } from './spreadsheet.ts';

const NONE: Counts = { add: 0, move: 0, remove: 0, same: 0, invalid: 0 };

/**
 * Reads a spreadsheet and keeps what each of its rows would do, doing none of it; answers where the plan is, or one
 * sentence that says why the file cannot be read, of which nothing is kept then.
 */
export async function planImport(
  admin: Admin,
  fileName: string,
  bytes: Uint8Array,
  tell: boolean,
): Promise<{ ok: true; id: string } | { ok: false; message: string }> {
  const sheet = readSheet(bytes);
  if (!sheet.ok) return sheet;
  const known = await loadKnown(db, [...new Set(sheet.rows.flatMap(({ email }) => emailOf(email) ?? []))]);
  const rows = planRows(sheet.rows, known);
  const id = await db.$transaction(async (tx) => {
    const name = oneLine(fileName).slice(0, 120).toWellFormed() || 'spreadsheet.csv';
    const { id } = await tx.import.create({ data: { fileName: name, tell, createdById: admin.id, createdAt: now() }, select: { id: true } });
    await keepRows(tx, id, rows);
    await record(tx, admin, 'import.plan', { subject: id, detail: countsOf(rows) });
    return id;
  });
  return { ok: true, id };
}

function countsOf(rows: PlannedRow[]): Counts {
  const counts = { ...NONE };
  for (const { action } of rows) counts[action] += 1;
  return counts;
}

/** All rows in one statement, as JSON: 5,000 of them as parameters would be more than one statement takes. */
const keepRows = (tx: Transaction, importId: string, rows: PlannedRow[]) => tx.$executeRaw`
  INSERT INTO "ImportRow" ("importId", "line", "email", "name", "courseSlug", "groupName", "dueAt", "action", "problem")
  SELECT ${importId}::uuid, r."line", r."email", r."name", r."courseSlug", r."groupName", r."dueAt", r."action", r."problem"
  FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    AS r("line" integer, "email" text, "name" text, "courseSlug" text, "groupName" text, "dueAt" timestamptz, "action" text, "problem" text)`;

/** What the list’s address asks for. */
export const importListing = (params: SearchParams) => readListing(params, ['-created']);

export type ImportLine = { id: string; fileName: string; state: ImportState; createdAt: Date; by: string; rows: number };

/** A page of the spreadsheets that were read lately, the latest first. */
export async function listImports(_: Admin, listing: Listing): Promise<Page<ImportLine>> {
  const { from, order } = keyset({ column: Prisma.sql`i."createdAt"`, type: 'timestamptz' }, Prisma.sql`i."id"`, listing);
  const rows = await db.$queryRaw<ImportLine[]>`
    SELECT i."id", i."fileName", i."state"::text AS "state", i."createdAt", COALESCE(NULLIF(u."name", ''), u."email", 'somebody who is gone') AS "by",
      (SELECT count(*)::integer FROM "ImportRow" r WHERE r."importId" = i."id") AS "rows"
    FROM "Import" i LEFT JOIN "User" u ON u."id" = i."createdById"
    WHERE true ${from} ${order} LIMIT ${PAGE + 1}`;
  return pageOf(rows, ({ createdAt, id }) => ({ value: createdAt, id }));
}

type Head = Omit<ImportView, 'counts' | 'people' | 'undoUntil' | 'rows' | 'next'> & { counts: Partial<Counts> | null; people: number };

/** An import with what it would do or did, and a page of its rows, those to mend first; null for an id that is none. */
export async function findImport(_: Admin, id: string, after = ''): Promise<ImportView | null> {
  if (!isUuid(id)) return null;
  const [heads, rows] = await Promise.all([
    db.$queryRaw<Head[]>`
      SELECT i."id", i."fileName", i."state"::text AS "state", i."tell", i."createdAt", i."appliedAt", i."undoneAt", COALESCE(NULLIF(u."name", ''), u."email", 'somebody who is gone') AS "by",
        (SELECT jsonb_object_agg(c."action", c."count") FROM (SELECT "action", count(*) FROM "ImportRow" WHERE "importId" = i."id" GROUP BY "action") c) AS "counts",
        (SELECT count(DISTINCT "email")::integer FROM "ImportRow" WHERE "importId" = i."id" AND "action" IN ('add', 'move', 'remove')) AS "people"
      FROM "Import" i LEFT JOIN "User" u ON u."id" = i."createdById" WHERE i."id" = ${id}::uuid`,
    pageOfRows(id, after),
  ]);
  const head = heads[0];
  if (!head) return null;
  const last = rows.length > PAGE ? rows[PAGE - 1] : undefined;
  const until = head.state === 'APPLIED' && head.appliedAt ? new Date(head.appliedAt.getTime() + UNDO_WITHIN) : null;
  return {
    ...head,
    counts: { ...NONE, ...head.counts },
    undoUntil: until && until > now() ? until : null,
    rows: rows.slice(0, PAGE).map(rowView),
    next: last ? `${last.rank}-${last.line}` : null,
  };
}

type Row = PlannedRow & { rank: number; leaves: string | null; did: unknown };

/** Those to mend, then those that change something, then those that change nothing; within each as in the file. */
async function pageOfRows(id: string, after: string): Promise<Row[]> {
  const [rank, line] = /^[0-2]-\d{1,6}$/.test(after) ? after.split('-').map(Number) : [-1, 0];
  return db.$queryRaw<Row[]>`
    SELECT r.*, CASE WHEN r."action" = 'move' AND r."did" IS NULL THEN (
      SELECT string_agg(g."name", ', ' ORDER BY g."name") FROM "User" u JOIN "Membership" m ON m."userId" = COALESCE(u."mergedIntoId", u."id")
      JOIN "Group" g ON g."id" = m."groupId" WHERE u."email" = r."email" AND g."archivedAt" IS NULL AND g."name" <> r."groupName") END AS "leaves"
    FROM (SELECT *, CASE "action" WHEN 'invalid' THEN 0 WHEN 'same' THEN 2 ELSE 1 END AS "rank" FROM "ImportRow" WHERE "importId" = ${id}::uuid) r
    WHERE (r."rank", r."line") > (${rank}::integer, ${line}::integer) ORDER BY r."rank", r."line" LIMIT ${PAGE + 1}`;
}

const rowView = ({ line, email, name, courseSlug, groupName, dueAt, action, problem, leaves, did }: Row): RowView => ({
  line,
  email,
  name,
  course: findCourse(courseSlug)?.short ?? courseSlug,
  groupName,
  dueAt,
  action,
  problem,
  leaves: leaves ?? '',
  did: didInWords(did),
});

/** Every row of an import with what was done, for a file; null for an id that is none. */
export async function exportImport(admin: Admin, id: string): Promise<Sheet | null> {
  if (!isUuid(id)) return null;
  return db.$transaction(async (tx) => {
    const found = await tx.import.findUnique({ where: { id }, select: { state: true, rows: { orderBy: { line: 'asc' } } } });
    if (!found) return null;
    await record(tx, admin, 'list.export', { subject: `imports/${id}`, detail: { rows: found.rows.length } });
    const rows = found.rows.map((row) => rowView({ ...row, action: row.action as PlannedRow['action'], rank: 0, leaves: null }));
    return {
      header: ['row', 'email', 'name', 'course', 'group', 'due date', 'what', 'done', 'to mend', 'state'],
      rows: rows.map(({ line, email, name, course, groupName, dueAt, action, did, problem }) => [
        line,
        email,
        name,
        course,
        groupName,
        dueAt ? dayOf(dueAt) : '',
        actionInWords[action],
        did,
        problem,
        stateInWords[found.state],
      ]),
    };
  });
}

/** Forgets spreadsheets after a week, the addresses in them with them; one that can still be undone waits until it cannot. */
export async function forgetOldImports(): Promise<number> {
  const { count } = await db.import.deleteMany({
    where: { createdAt: { lt: fromNow(-KEPT_FOR) }, NOT: { state: 'APPLIED', appliedAt: { gt: fromNow(-UNDO_WITHIN) } } },
  });
  return count;
}
