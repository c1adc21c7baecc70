import { requireFreshAdmin } from '#features/accounts/session.server.ts';
import { enrolmentListing } from '#features/enrolments/enrolment.ts';
import { exportEnrolments } from '#features/enrolments/enrolment-admin.server.ts';
import { csvResponse } from '#lib/csv.ts';
import { listingUrl, paramsOf } from '#lib/listing.ts';

/** The enrolments as a file, as their list is narrowed. */
export async function GET(request: Request) {
  const listing = enrolmentListing(paramsOf(request));
  const admin = await requireFreshAdmin(listingUrl('/admin/enrolments', listing));
  return csvResponse('enrolments.csv', await exportEnrolments(admin, listing));
}
