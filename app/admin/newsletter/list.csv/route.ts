import { requireFreshAdmin } from '#features/accounts/session.server.ts';
import { exportConsents } from '#features/newsletter/consents.server.ts';
import { subscriberListing } from '#features/newsletter/newsletter.ts';
import { csvResponse } from '#lib/csv.ts';
import { listingUrl, paramsOf } from '#lib/listing.ts';

/** The consent record as a file, as its list is narrowed. */
export async function GET(request: Request) {
  const listing = subscriberListing(paramsOf(request));
  const admin = await requireFreshAdmin(listingUrl('/admin/newsletter', listing));
  return csvResponse('newsletter.csv', await exportConsents(admin, listing));
}
