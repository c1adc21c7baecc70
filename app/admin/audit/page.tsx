import type { Metadata } from 'next';
import { AdminFrame } from '#components/layout/admin.tsx';
import { type Column, Filters, Pager, Table, TakeList } from '#components/ui/list.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { type AuditRow, listAudit } from '#features/audit/audit.server.ts';
import { ACTIONS, auditListing } from '#features/audit/audit.ts';
import { formatTime } from '#lib/dates.ts';
import { options, type SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Audit · Admin', robots: { index: false } };

const PATH = '/admin/audit';

const FILTERS = [
  { name: 'action', label: 'What', options: options(ACTIONS) },
  { name: 'by', label: 'By whom (address)' },
  { name: 'whom', label: 'To whom (address)' },
  { name: 'from', label: 'From', type: 'date' as const },
  { name: 'to', label: 'To', type: 'date' as const },
];

const COLUMNS: Column<AuditRow>[] = [
  { heading: 'When (London time)', sort: 'at', oneLine: true, cell: ({ at }) => formatTime(at) },
  { heading: 'Who', cell: ({ actor }) => actor },
  { heading: 'What', cell: ({ words }) => words },
  { heading: 'To whom', cell: ({ person }) => person || '–' },
  { heading: 'About', cell: ({ subject, detail }) => <span className="break-words">{[subject, detail].filter(Boolean).join('; ') || '–'}</span> },
  { heading: 'From', oneLine: true, cell: ({ network }) => network || '–' },
];

/** What every admin did. Nothing here can be changed, by anybody. */
export default async function AuditPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const admin = await requireAdmin(PATH);
  const listing = auditListing(await searchParams);
  const page = await listAudit(admin, listing);
  return (
    <AdminFrame at={PATH} title="Audit" actions={<TakeList path={PATH} listing={listing} />}>
      <p className="mb-5 max-w-2xl text-ink-mid">What admins did. Entries are written once; the database refuses to change one or to take one out.</p>
      <Filters listing={listing} filters={FILTERS} />
      <Table label="What admins did" columns={COLUMNS} rows={page.rows} keyOf={({ id }) => id} path={PATH} listing={listing} empty="Nothing was done yet." />
      <Pager path={PATH} listing={listing} page={page} />
    </AdminFrame>
  );
}
