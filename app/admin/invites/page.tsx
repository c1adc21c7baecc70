import type { Metadata } from 'next';
import { AdminFrame, AdminSection } from '#components/layout/admin.tsx';
import { Filters, Pager, Table } from '#components/ui/list.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { listCourses } from '#features/courses/course.server.ts';
import { courseOptions, isOpen } from '#features/courses/course.ts';
import { listOpenGroups } from '#features/groups/group.server.ts';
import { groupOptions } from '#features/groups/group-words.ts';
import { inviteListing, listInvites } from '#features/invites/invite.server.ts';
import { INVITE_STATES, INVITES_URL, inviteUrl, stateOf } from '#features/invites/invite.ts';
import { MakeInviteForm } from '#features/invites/invite-forms.tsx';
import { days, fromNow, now } from '#lib/clock.ts';
import { counted } from '#lib/count.ts';
import { dayOf, shortDate } from '#lib/dates.ts';
import { options, type SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Links and seats · Admin', robots: { index: false } };

export default async function AdminInvitesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const admin = await requireAdmin(INVITES_URL);
  const listing = inviteListing(await searchParams);
  const [page, groups] = await Promise.all([listInvites(admin, listing), listOpenGroups(admin)]);
  const courses = courseOptions(listCourses().filter(isOpen));
  const at = now();
  return (
    <AdminFrame at={INVITES_URL} title="Links and seats" actions={<a href="#make">Make a link</a>}>
      <Filters
        listing={listing}
        search="Name or group"
        filters={[
          { name: 'course', label: 'Course', options: courses },
          { name: 'state', label: 'State', options: options(INVITE_STATES) },
        ]}
      />
      <Table
        label="Links"
        path={INVITES_URL}
        listing={listing}
        rows={page.rows}
        keyOf={({ id }) => id}
        empty="No link yet. Below you can make one."
        columns={[
          { heading: 'Name', sort: 'label', cell: ({ id, label }) => <a href={inviteUrl(id)}>{label}</a> },
          { heading: 'Course', cell: ({ courseTitle }) => courseTitle },
          { heading: 'Group', cell: ({ groupName }) => groupName ?? '–' },
          { heading: 'Taken', numeric: true, cell: ({ held, places }) => (places === null ? counted(held) : `${held} of ${places}`) },
          { heading: 'State', cell: (invite) => INVITE_STATES[stateOf(invite, at)] },
          { heading: 'Works until', sort: 'expires', oneLine: true, cell: ({ expiresAt }) => shortDate(expiresAt) },
          { heading: 'Made', sort: 'made', oneLine: true, cell: ({ createdAt }) => shortDate(createdAt) },
        ]}
      />
      <Pager path={INVITES_URL} listing={listing} page={page} />
      <AdminSection id="make" title="Make a link">
        <MakeInviteForm courses={courses} groups={groupOptions(groups)} expires={dayOf(fromNow(days(30)))} />
      </AdminSection>
    </AdminFrame>
  );
}
