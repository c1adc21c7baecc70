import type { Metadata } from 'next';
import { AdminFrame } from '#components/layout/admin.tsx';
import { type Column, Filters, Pager, Table, TakeList } from '#components/ui/list.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { ENQUIRY_STATES, enquiryListing, enquiryUrl } from '#features/enquiries/enquiry.ts';
import { type InboxRow, listEnquiries } from '#features/enquiries/inbox.server.ts';
import { counted } from '#lib/count.ts';
import { shortDate } from '#lib/dates.ts';
import type { SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Enquiries · Admin', robots: { index: false } };

const PATH = '/admin/enquiries';

const STATES = Object.entries(ENQUIRY_STATES).map(([state, label]) => ({ value: state.toLowerCase(), label }));

const COLUMNS: Column<InboxRow>[] = [
  { heading: 'Who', cell: ({ id, name, email }) => <a href={enquiryUrl(id)}>{name || email}</a> },
  { heading: 'Organisation', cell: ({ organisation }) => organisation || '–' },
  { heading: 'For', cell: ({ teamSize }) => teamSize },
  { heading: 'Courses', cell: ({ courses }) => courses.join(', ') || '–' },
  { heading: 'When', sort: 'when', oneLine: true, cell: ({ createdAt }) => shortDate(createdAt) },
  { heading: 'State', cell: ({ state }) => <span className={state === 'NEW' ? 'font-semibold' : ''}>{ENQUIRY_STATES[state]}</span> },
];

export default async function EnquiriesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const admin = await requireAdmin(PATH);
  const listing = enquiryListing(await searchParams);
  const page = await listEnquiries(admin, listing);
  return (
    <AdminFrame at={PATH} title="Enquiries" actions={<TakeList path={PATH} listing={listing} />}>
      <p className="mb-5 text-ink-mid">
        {counted(page.waiting.NEW)} new, {counted(page.waiting.OPEN)} open.
      </p>
      <Filters listing={listing} filters={[{ name: 'state', label: 'State', options: STATES }]} />
      <Table label="Enquiries" columns={COLUMNS} rows={page.rows} keyOf={({ id }) => id} path={PATH} listing={listing} empty="Nobody has asked yet." />
      <Pager path={PATH} listing={listing} page={page} />
    </AdminFrame>
  );
}
