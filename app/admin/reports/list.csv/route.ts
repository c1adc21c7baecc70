import { requireFreshAdmin } from '#features/accounts/session.server.ts';
import { takeCourses } from '#features/reports/export.server.ts';
import { readScope } from '#features/reports/report.ts';
import { today } from '#features/reports/scope.server.ts';
import { csvResponse } from '#lib/csv.ts';
import { readListing } from '#lib/listing.ts';

/** The table of all courses, as a file. */
export async function GET(request: Request) {
  const { search, searchParams } = new URL(request.url);
  const admin = await requireFreshAdmin(`/admin/reports${search}`);
  const scope = readScope(readListing(Object.fromEntries(searchParams), ['course'], ['group', 'from', 'to']), today());
  const { header, rows } = await takeCourses(admin, scope);
  return csvResponse('courses.csv', header, rows);
}
