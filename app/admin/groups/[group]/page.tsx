import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AdminFrame, AdminSection } from '#components/layout/admin.tsx';
import { Button } from '#components/ui/button.tsx';
import { Filters, Pager, Table, Who } from '#components/ui/list.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { openGroupForm } from '#features/groups/group.actions.ts';
import { findGroup } from '#features/groups/group.server.ts';
import type { GroupView } from '#features/groups/group.ts';
import { AddPeopleForm, RenameGroupForm } from '#features/groups/group-forms.tsx';
import { adminGroupUrl, GROUPS_URL, KINDS, people } from '#features/groups/group-words.ts';
import { listPeopleOf, membershipListing } from '#features/groups/membership.server.ts';
import { PersonChanges } from '#features/groups/person-changes.tsx';
import { counted } from '#lib/count.ts';
import { formatDate, shortDate } from '#lib/dates.ts';
import { options, type SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'A group · Admin', robots: { index: false } };

type Props = { params: Promise<{ group: string }>; searchParams: Promise<SearchParams> };

export default async function AdminGroupPage({ params, searchParams }: Props) {
  const { group: id } = await params;
  const admin = await requireAdmin(adminGroupUrl(id));
  const listing = membershipListing(await searchParams);
  const [group, page] = await Promise.all([findGroup(admin, id), listPeopleOf(admin, id, listing)]);
  if (!group) notFound();
  const path = adminGroupUrl(id);
  return (
    <AdminFrame at={GROUPS_URL} over={<a href={GROUPS_URL}>Groups</a>} title={group.name}>
      <p className="mb-6 text-ink-mid">
        {KINDS[group.kind]}, made on {formatDate(group.createdAt)}. {people(group.members)} as members, {counted(group.managers)} as{' '}
        {group.managers === 1 ? 'manager' : 'managers'}. {group.archivedAt && <strong>Closed on {formatDate(group.archivedAt)}.</strong>}
      </p>
      <Filters
        listing={listing}
        search="Name or address"
        filters={[{ name: 'role', label: 'As', options: options({ member: 'Member', manager: 'Manager' }) }]}
      />
      <Table
        label="People in this group"
        path={path}
        listing={listing}
        rows={page.rows}
        keyOf={(person) => person.id}
        empty="Nobody is in this group yet."
        columns={[
          {
            heading: 'Name',
            sort: 'name',
            cell: ({ name, email, closed }) => (
              <>
                <Who name={name} email={email} />
                {closed && 'Deactivated'}
              </>
            ),
          },
          { heading: 'As', cell: ({ role }) => (role === 'MANAGER' ? 'Manager' : 'Member') },
          { heading: 'Since', sort: 'since', oneLine: true, cell: ({ since }) => shortDate(since) },
          { heading: 'Change', cell: (person) => <PersonChanges group={id} person={person} /> },
        ]}
      />
      <Pager path={path} listing={listing} page={page} />
      <p className="mt-4 text-sm text-ink-soft">
        A manager sees how far the members are on their courses, and their names and addresses: nothing they wrote, and no answers. Removing somebody takes
        nothing from what they learned.
      </p>
      {!group.archivedAt && (
        <AdminSection id="add" title="Add people">
          <AddPeopleForm group={id} />
        </AdminSection>
      )}
      <AdminSection id="rename" title="Rename">
        <RenameGroupForm group={id} name={group.name} />
      </AdminSection>
      <OpenOrClose group={group} />
    </AdminFrame>
  );
}

const OpenOrClose = ({ group: { id, archivedAt } }: { group: GroupView }) => (
  <AdminSection id="close" title={archivedAt ? 'Open it again' : 'Close'}>
    <p className="mb-3 max-w-2xl">
      {archivedAt
        ? 'People can be added again, its links work again if they have not run out, and its managers see how far the members are.'
        : 'Nobody can be added to a closed group, by hand or by a link, and its managers no longer see it. Its people stay, with all they did. You can open it again.'}
    </p>
    <form action={openGroupForm}>
      <input type="hidden" name="group" value={id} />
      <input type="hidden" name="open" value={archivedAt ? 'yes' : 'no'} />
      <Button look={archivedAt ? 'quiet' : 'danger'}>{archivedAt ? 'Open the group again' : 'Close the group'}</Button>
    </form>
  </AdminSection>
);
