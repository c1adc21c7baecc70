import { requireFreshAdmin } from '#features/accounts/session.server.ts';
import { groupCode, statusInWords } from '#features/certificates/certificate.ts';
import { certificateListing, exportCertificates } from '#features/certificates/certificate-list.server.ts';
import { csvResponse } from '#lib/csv.ts';
import { listingUrl, paramsOf } from '#lib/listing.ts';

const HEADER = ['Name', 'Course', 'Issued', 'Code', 'State', 'Response letter marked by', 'Refresh suggested by'];

/** The certificates that the list asks for, as a file. */
export async function GET(request: Request) {
  const listing = certificateListing(paramsOf(request));
  const admin = await requireFreshAdmin(listingUrl('/admin/certificates', listing));
  const rows = await exportCertificates(admin, listing);
  return csvResponse(
    'certificates.csv',
    HEADER,
    rows.map((row) => [row.name, row.courseTitle, row.issuedAt, groupCode(row.code), statusInWords(row), row.letterMarkedBy, row.refreshBy]),
  );
}
