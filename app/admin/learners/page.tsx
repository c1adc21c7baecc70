import type { Metadata } from 'next';
import { AdminFrame } from '#components/layout/admin.tsx';
import { Filters, Pager, Table } from '#components/ui/list.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { listGroupNames, listPeople } from '#features/people/people.server.ts';
import { PEOPLE_FILTERS, PEOPLE_SORTS, PEOPLE_URL, personUrl, ROLE_WORDS, stateOf } from '#features/people/person.ts';
import { formatDate } from '#lib/dates.ts';
import { listingUrl, readListing } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Learners · Admin', robots: { index: false } };

const options = (...pairs: [value: string, label: string][]) => pairs.map(([value, label]) => ({ value, label }));

export default async function LearnersPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const admin = await requireAdmin(PEOPLE_URL);
  const listing = readListing(await searchParams, PEOPLE_SORTS, PEOPLE_FILTERS);
  const [page, groups] = await Promise.all([listPeople(admin, listing), listGroupNames(admin)]);
  return (
    <AdminFrame at={PEOPLE_URL} title="Learners" actions={<a href={listingUrl(`${PEOPLE_URL}/list.csv`, listing)}>Download as CSV</a>}>
      <Filters
        listing={listing}
        search="Name or address"
        filters={[
          { name: 'role', label: 'Role', options: options(['learner', 'Learner'], ['admin', 'Admin']) },
          { name: 'state', label: 'State', options: options(['active', 'Active'], ['deactivated', 'Deactivated']) },
          ...(groups.length > 0 ? [{ name: 'group', label: 'Group', options: groups.map(({ id, name }) => ({ value: id, label: name })) }] : []),
        ]}
      />
      <Table
        label="Learners"
        path={PEOPLE_URL}
        listing={listing}
        rows={page.rows}
        keyOf={({ id }) => id}
        empty="Nobody fits that."
        columns={[
          { heading: 'Name', sort: 'name', cell: ({ id, name, email }) => <a href={personUrl(id)}>{name || email}</a> },
          { heading: 'Address', cell: ({ email }) => email },
          { heading: 'Groups', cell: ({ groups }) => groups.join(', ') || '–' },
          { heading: 'Under way', numeric: true, cell: ({ underWay }) => underWay },
          { heading: 'Finished', numeric: true, cell: ({ finished }) => finished },
          { heading: 'Last seen', cell: ({ lastSeenAt }) => (lastSeenAt ? formatDate(lastSeenAt) : 'Never') },
          { heading: 'Here since', sort: 'created', cell: ({ createdAt }) => formatDate(createdAt) },
          { heading: 'State', cell: (person) => (person.role === 'ADMIN' ? `${stateOf(person)} · ${ROLE_WORDS.ADMIN}` : stateOf(person)) },
        ]}
      />
      <Pager path={PEOPLE_URL} listing={listing} page={page} />
    </AdminFrame>
  );
}
