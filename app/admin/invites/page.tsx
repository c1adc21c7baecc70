import type { Metadata } from 'next';
import { AdminFrame, AdminSection } from '#components/layout/admin.tsx';
import { Filters, Pager, Table } from '#components/ui/list.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { listCourses } from '#features/courses/course.server.ts';
import { isOpen } from '#features/courses/course.ts';
import { dayOf } from '#features/enrolments/enrolment.ts';
import { listOpenGroups } from '#features/groups/group.server.ts';
import { counted, options } from '#features/groups/group-words.ts';
import { INVITE_FILTERS, INVITE_SORTS, listInvites } from '#features/invites/invite.server.ts';
import { INVITE_STATES, INVITES_URL, inviteUrl, stateInWords, stateOf } from '#features/invites/invite.ts';
import { MakeInviteForm } from '#features/invites/invite-forms.tsx';
import { days, fromNow, now } from '#lib/clock.ts';
import { formatDate } from '#lib/dates.ts';
import { readListing } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Links and seats · Admin', robots: { index: false } };

export default async function AdminInvitesPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const admin = await requireAdmin(INVITES_URL);
  const listing = readListing(await searchParams, INVITE_SORTS, INVITE_FILTERS);
  const [page, groups] = await Promise.all([listInvites(admin, listing), listOpenGroups(admin)]);
  const courses = listCourses()
    .filter(isOpen)
    .map(({ slug, short }) => ({ value: slug, label: short }));
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
        empty="No link here. Below you can make one."
        columns={[
          { heading: 'Name', sort: 'label', cell: ({ id, label }) => <a href={inviteUrl(id)}>{label}</a> },
          { heading: 'Course', cell: ({ courseTitle }) => courseTitle },
          { heading: 'Group', cell: ({ groupName }) => groupName ?? '–' },
          { heading: 'Taken', numeric: true, cell: ({ held, places }) => (places === null ? counted(held) : `${held} of ${places}`) },
          { heading: 'State', cell: (invite) => stateInWords(stateOf(invite, at)) },
          { heading: 'Works until', sort: 'expires', cell: ({ expiresAt }) => formatDate(expiresAt) },
          { heading: 'Made', sort: 'made', cell: ({ createdAt }) => formatDate(createdAt) },
        ]}
      />
      <Pager path={INVITES_URL} listing={listing} page={page} />
      <AdminSection id="make" title="Make a link">
        <MakeInviteForm courses={courses} groups={groups.map(({ id, name }) => ({ value: id, label: name }))} expires={dayOf(fromNow(days(30)))} />
      </AdminSection>
    </AdminFrame>
  );
}
