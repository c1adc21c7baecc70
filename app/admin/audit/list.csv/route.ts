import { requireFreshAdmin } from '#features/accounts/session.server.ts';
import { exportAudit } from '#features/audit/audit.server.ts';
import { auditListing } from '#features/audit/audit.ts';
import { csvResponse } from '#lib/csv.ts';
import { listingUrl, paramsOf } from '#lib/listing.ts';

/** The audit as a file, as its list is narrowed. */
export async function GET(request: Request) {
  const listing = auditListing(paramsOf(request));
  const admin = await requireFreshAdmin(listingUrl('/admin/audit', listing));
  return csvResponse('audit.csv', await exportAudit(admin, listing));
}
