import type { Metadata } from 'next';
import { AdminFrame, AdminSection } from '#components/layout/admin.tsx';
import { Filters, Pager, Table } from '#components/ui/list.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { groupListing, listGroups } from '#features/groups/group.server.ts';
import { MakeGroupForm } from '#features/groups/group-forms.tsx';
import { adminGroupUrl, GROUPS_URL, KINDS } from '#features/groups/group-words.ts';
import { counted } from '#lib/count.ts';
import { formatDate, shortDate } from '#lib/dates.ts';
import { options, type SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Groups · Admin', robots: { index: false } };

export default async function AdminGroupsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const admin = await requireAdmin(GROUPS_URL);
  const listing = groupListing(await searchParams);
  const page = await listGroups(admin, listing);
  return (
    <AdminFrame at={GROUPS_URL} title="Groups" actions={<a href="#make">Make a group</a>}>
      <Filters
        listing={listing}
        search="Name"
        filters={[
          { name: 'kind', label: 'Kind', options: options(KINDS) },
          { name: 'state', label: 'State', options: options({ open: 'Open', closed: 'Closed' }) },
        ]}
      />
      <Table
        label="Groups"
        path={GROUPS_URL}
        listing={listing}
        rows={page.rows}
        keyOf={({ id }) => id}
        empty="No group yet. Below you can make one."
        columns={[
          { heading: 'Name', sort: 'name', cell: ({ id, name }) => <a href={adminGroupUrl(id)}>{name}</a> },
          { heading: 'Kind', cell: ({ kind }) => KINDS[kind] },
          { heading: 'Members', numeric: true, cell: ({ members }) => counted(members) },
          { heading: 'Managers', numeric: true, cell: ({ managers }) => counted(managers) },
          { heading: 'Made', sort: 'made', oneLine: true, cell: ({ createdAt }) => shortDate(createdAt) },
          { heading: 'State', cell: ({ archivedAt }) => (archivedAt ? `Closed on ${formatDate(archivedAt)}` : 'Open') },
        ]}
      />
      <Pager path={GROUPS_URL} listing={listing} page={page} />
      <AdminSection id="make" title="Make a group">
        <MakeGroupForm />
      </AdminSection>
    </AdminFrame>
  );
}
