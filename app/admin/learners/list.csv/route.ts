import { requireFreshAdmin } from '#features/accounts/session.server.ts';
import { exportPeople } from '#features/people/people.server.ts';
import { PEOPLE_URL, peopleListing } from '#features/people/person.ts';
import { csvResponse } from '#lib/csv.ts';
import { listingUrl, paramsOf } from '#lib/listing.ts';

/** Everybody the list holds as it is narrowed, as a spreadsheet. */
export async function GET(request: Request) {
  const listing = peopleListing(paramsOf(request));
  const admin = await requireFreshAdmin(listingUrl(PEOPLE_URL, listing));
  return csvResponse('learners.csv', await exportPeople(admin, listing));
}
