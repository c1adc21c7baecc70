import type { Metadata } from 'next';
import { AdminFrame } from '#components/layout/admin.tsx';
import { Filters, Pager, Table, TakeList, Who } from '#components/ui/list.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { groupOptions } from '#features/groups/group-words.ts';
import { listGroupNames, listPeople } from '#features/people/people.server.ts';
import { PEOPLE_URL, peopleListing, personUrl, ROLE_WORDS, stateOf } from '#features/people/person.ts';
import { shortDate } from '#lib/dates.ts';
import { options, type SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Learners · Admin', robots: { index: false } };

export default async function LearnersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const admin = await requireAdmin(PEOPLE_URL);
  const listing = peopleListing(await searchParams);
  const [page, groups] = await Promise.all([listPeople(admin, listing), listGroupNames(admin)]);
  return (
    <AdminFrame at={PEOPLE_URL} title="Learners" actions={<TakeList path={PEOPLE_URL} listing={listing} />}>
      <Filters
        listing={listing}
        search="Name or address"
        filters={[
          { name: 'role', label: 'Role', options: options({ learner: 'Learner', admin: 'Admin' }) },
          { name: 'state', label: 'State', options: options({ active: 'Active', deactivated: 'Deactivated' }) },
          ...(groups.length > 0 ? [{ name: 'group', label: 'Group', options: groupOptions(groups) }] : []),
        ]}
      />
      <Table
        label="Learners"
        path={PEOPLE_URL}
        listing={listing}
        rows={page.rows}
        keyOf={({ id }) => id}
        empty="Nobody is here yet."
        columns={[
          { heading: 'Name', sort: 'name', cell: ({ id, name, email }) => <Who name={name} email={email} href={personUrl(id)} /> },
          { heading: 'Groups', cell: ({ groups }) => groups.join(', ') || '–' },
          { heading: 'Under way', numeric: true, cell: ({ underWay }) => underWay },
          { heading: 'Finished', numeric: true, cell: ({ finished }) => finished },
          { heading: 'Last seen', oneLine: true, cell: ({ lastSeenAt }) => (lastSeenAt ? shortDate(lastSeenAt) : 'Never') },
          { heading: 'Here since', sort: 'created', oneLine: true, cell: ({ createdAt }) => shortDate(createdAt) },
          { heading: 'State', cell: (person) => (person.role === 'ADMIN' ? `${stateOf(person)} · ${ROLE_WORDS.ADMIN}` : stateOf(person)) },
        ]}
      />
      <Pager path={PEOPLE_URL} listing={listing} page={page} />
    </AdminFrame>
  );
}
