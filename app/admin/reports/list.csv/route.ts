import { requireFreshAdmin } from '#features/accounts/session.server.ts';
import { takeCourses } from '#features/reports/export.server.ts';
import { readScope, reportListing } from '#features/reports/report.ts';
import { today } from '#features/reports/scope.server.ts';
import { csvResponse } from '#lib/csv.ts';
import { paramsOf } from '#lib/listing.ts';

/** The table of all courses, as a file. */
export async function GET(request: Request) {
  const { search } = new URL(request.url);
  const admin = await requireFreshAdmin(`/admin/reports${search}`);
  const scope = readScope(reportListing(paramsOf(request)), today());
  return csvResponse('courses.csv', await takeCourses(admin, scope));
}
