import { requireFreshAdmin } from '#features/accounts/session.server.ts';
import { certificateListing, exportCertificates } from '#features/certificates/certificate-list.server.ts';
import { csvResponse } from '#lib/csv.ts';
import { listingUrl, paramsOf } from '#lib/listing.ts';

/** The certificates that the list asks for, as a file. */
export async function GET(request: Request) {
  const listing = certificateListing(paramsOf(request));
  const admin = await requireFreshAdmin(listingUrl('/admin/certificates', listing));
  return csvResponse('certificates.csv', await exportCertificates(admin, listing));
}
