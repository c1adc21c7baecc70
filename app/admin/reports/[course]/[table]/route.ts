import { notFound } from 'next/navigation';
import { requireFreshAdmin } from '#features/accounts/session.server.ts';
import { findCourse } from '#features/courses/course.server.ts';
import { isTable, takeTable } from '#features/reports/export.server.ts';
import { readScope, reportListing } from '#features/reports/report.ts';
import { today } from '#features/reports/scope.server.ts';
import { csvResponse } from '#lib/csv.ts';
import { paramsOf } from '#lib/listing.ts';

/** One table of a course's report, as a file. */
export async function GET(request: Request, { params }: { params: Promise<{ course: string; table: string }> }) {
  const { pathname, search } = new URL(request.url);
  const admin = await requireFreshAdmin(pathname.replace(/\/[^/]*$/, '') + search);
  const { course: slug, table } = await params;
  const course = findCourse(slug);
  if (!course || !isTable(table)) notFound();
  const scope = readScope(reportListing(paramsOf(request)), today());
  return csvResponse(`${course.slug}-${table}.csv`, await takeTable(admin, course, scope, table));
}
