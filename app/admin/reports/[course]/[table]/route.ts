import { notFound } from 'next/navigation';
import { requireFreshAdmin } from '#features/accounts/session.server.ts';
import { findCourse } from '#features/courses/course.server.ts';
import { isTable, takeTable } from '#features/reports/export.server.ts';
import { readScope } from '#features/reports/report.ts';
import { today } from '#features/reports/scope.server.ts';
import { csvResponse } from '#lib/csv.ts';
import { readListing } from '#lib/listing.ts';

/** One table of a course's report, as a file. */
export async function GET(request: Request, { params }: { params: Promise<{ course: string; table: string }> }) {
  const { pathname, search, searchParams } = new URL(request.url);
  const admin = await requireFreshAdmin(pathname.replace(/\/[^/]*$/, '') + search);
  const { course: slug, table } = await params;
  const course = findCourse(slug);
  if (!course || !isTable(table)) notFound();
  const scope = readScope(readListing(Object.fromEntries(searchParams), ['course'], ['group', 'from', 'to']), today());
  const { header, rows } = await takeTable(admin, course, scope, table);
  return csvResponse(`${course.slug}-${table}.csv`, header, rows);
}
