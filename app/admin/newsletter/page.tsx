import type { Metadata } from 'next';
import { AdminFrame } from '#components/layout/admin.tsx';
import { type Column, Filters, Pager, Table, TakeList } from '#components/ui/list.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { type Consent, listConsents } from '#features/newsletter/consents.server.ts';
import { SUBSCRIBER_STATES, subscriberListing } from '#features/newsletter/newsletter.ts';
import { countedFirst } from '#lib/count.ts';
import { shortDate } from '#lib/dates.ts';
import { options, type SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Newsletter · Admin', robots: { index: false } };

const PATH = '/admin/newsletter';

const STATES = options(SUBSCRIBER_STATES);

const day = (date: Date | null) => (date ? shortDate(date) : '–');

const COLUMNS: Column<Consent>[] = [
  { heading: 'Address', cell: ({ email }) => email },
  { heading: 'State', cell: ({ state }) => SUBSCRIBER_STATES[state] },
  { heading: 'First asked', sort: 'when', oneLine: true, cell: ({ createdAt }) => day(createdAt) },
  { heading: 'Last asked', oneLine: true, cell: ({ askedAt }) => day(askedAt) },
  { heading: 'Confirmed', oneLine: true, cell: ({ confirmedAt }) => day(confirmedAt) },
  { heading: 'Left', oneLine: true, cell: ({ leftAt }) => day(leftAt) },
  { heading: 'What they agreed to', cell: ({ wording }) => wording || '–' },
];

/** Who asked for the newsletter, who said yes and to what, and who left. Nobody can be put on the list from here. */
export default async function NewsletterPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const admin = await requireAdmin(PATH);
  const listing = subscriberListing(await searchParams);
  const page = await listConsents(admin, listing);
  return (
    <AdminFrame at={PATH} title="Newsletter" actions={<TakeList path={PATH} listing={listing} />}>
      <p className="mb-5 max-w-2xl text-ink-mid">
        {countedFirst(page.confirmed)} on the list now. People put themselves on it and take themselves off it; this is the record of both.
      </p>
      <Filters listing={listing} search="Address, in full" filters={[{ name: 'state', label: 'State', options: STATES }]} />
      <Table label="Subscribers" columns={COLUMNS} rows={page.rows} keyOf={({ id }) => id} path={PATH} listing={listing} empty="Nobody has asked for it yet." />
      <Pager path={PATH} listing={listing} page={page} />
    </AdminFrame>
  );
}
