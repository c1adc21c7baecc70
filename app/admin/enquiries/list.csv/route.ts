import { requireFreshAdmin } from '#features/accounts/session.server.ts';
import { enquiryListing } from '#features/enquiries/enquiry.ts';
import { exportEnquiries } from '#features/enquiries/inbox.server.ts';
import { csvResponse } from '#lib/csv.ts';
import { listingUrl, paramsOf } from '#lib/listing.ts';

/** The enquiries as a file, as their list is narrowed. */
export async function GET(request: Request) {
  const listing = enquiryListing(paramsOf(request));
  const admin = await requireFreshAdmin(listingUrl('/admin/enquiries', listing));
  return csvResponse('enquiries.csv', await exportEnquiries(admin, listing));
}
