import { requireFreshAdmin } from '#features/accounts/session.server.ts';
import { groupCode, statusInWords } from '#features/certificates/certificate.ts';
import { exportCertificates, FILTERS, SORTS } from '#features/certificates/certificate-list.server.ts';
import { csvResponse } from '#lib/csv.ts';
import { readListing } from '#lib/listing.ts';

const HEADER = ['Name', 'Course', 'Issued', 'Code', 'State', 'Response letter marked by', 'Refresh suggested by'];

/** The certificates that the list asks for, as a file. */
export async function GET(request: Request) {
  const admin = await requireFreshAdmin('/admin/certificates');
  const listing = readListing(Object.fromEntries(new URL(request.url).searchParams), SORTS, FILTERS);
  const rows = await exportCertificates(admin, listing);
  return csvResponse(
    'certificates.csv',
    HEADER,
    rows.map((row) => [row.name, row.courseTitle, row.issuedAt, groupCode(row.code), statusInWords(row), row.letterMarkedBy, row.refreshBy]),
  );
}
