import { requireFreshAdmin } from '#features/accounts/session.server.ts';
import { exportPeople } from '#features/people/people.server.ts';
import { PEOPLE_URL, peopleListing, ROLE_WORDS, stateOf } from '#features/people/person.ts';
import { csvResponse } from '#lib/csv.ts';
import { listingUrl, paramsOf } from '#lib/listing.ts';

const HEADER = ['Name', 'Address', 'Groups', 'Courses under way', 'Courses finished', 'Last seen', 'Here since', 'Role', 'State'];

/** Everybody the list holds as it is narrowed, as a spreadsheet. */
export async function GET(request: Request) {
  const listing = peopleListing(paramsOf(request));
  const admin = await requireFreshAdmin(listingUrl(PEOPLE_URL, listing));
  const people = await exportPeople(admin, listing);
  const rows = people.map((person) => {
    const { name, email, groups, underWay, finished, lastSeenAt, createdAt, role } = person;
    return [name, email, groups.join(', '), underWay, finished, lastSeenAt, createdAt, ROLE_WORDS[role], stateOf(person)];
  });
  return csvResponse('learners.csv', HEADER, rows);
}
