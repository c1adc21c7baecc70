import type { Metadata } from 'next';
import { AdminFrame, AdminSection } from '#components/layout/admin.tsx';
import { type Column, Pager, Table } from '#components/ui/list.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { type ImportLine, importListing, listImports } from '#features/imports/import.server.ts';
import { stateInWords } from '#features/imports/import.ts';
import { UploadForm } from '#features/imports/import-forms.tsx';
import { MAX_ROWS } from '#features/imports/limits.ts';
import { formatTime } from '#lib/dates.ts';
import type { SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Spreadsheets · Admin', robots: { index: false } };

const HELP = [
  ['email', 'Needed in every row. The address they sign in with.'],
  ['name', 'Of somebody new; who is here already keeps the name they gave. Two columns, first name and last name, do as well.'],
  ['course', 'Its title as the catalogue has it. They are put on it, or taken off it.'],
  ['group', 'The name of a group that is there. They are put into it as well.'],
  ['due date', 'By when the course is wanted: 2026-12-31, or 31/12/2026 with the day first.'],
  [
    'action',
    'add, remove or move; empty means add. remove takes them off the course, or out of the group where no course is named. move puts them into the group and out of every other.',
  ],
] as const;

const COLUMNS: Column<ImportLine>[] = [
  { heading: 'File', cell: ({ id, fileName }) => <a href={`/admin/imports/${id}`}>{fileName}</a> },
  { heading: 'Read (London time)', sort: 'created', oneLine: true, cell: ({ createdAt }) => formatTime(createdAt) },
  { heading: 'By', cell: ({ by }) => by },
  { heading: 'Rows', cell: ({ rows }) => rows.toLocaleString('en-GB'), numeric: true },
  { heading: 'State', cell: ({ state }) => stateInWords[state] },
];

export default async function ImportsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const admin = await requireAdmin('/admin/imports');
  const listing = importListing(await searchParams);
  const page = await listImports(admin, listing);
  return (
    <AdminFrame at="/admin/imports" title="Spreadsheets">
      <p className="mb-5 max-w-2xl">
        Add, move or remove up to {MAX_ROWS.toLocaleString('en-GB')} people with one file of at most 2 MB. You see what it would do first, row by row. Then all
        of it is done, or nothing, and it can be undone for a day.
      </p>
      <UploadForm />
      <AdminSection id="columns" title="The columns">
        <p className="mb-3 max-w-2xl">
          The first row names them, in any order; others are passed over. <a href="/admin/imports/template.csv">Take a file that has them</a>.
        </p>
        <dl className="grid max-w-3xl gap-x-6 gap-y-1 text-sm sm:grid-cols-[6rem_1fr]">
          {HELP.map(([name, text]) => (
            <div key={name} className="contents">
              <dt className="font-semibold">{name}</dt>
              <dd className="mb-2 sm:mb-0">{text}</dd>
            </div>
          ))}
        </dl>
      </AdminSection>
      <AdminSection id="recent" title="Read in the last seven days">
        <Table
          label="Spreadsheets"
          columns={COLUMNS}
          rows={page.rows}
          keyOf={({ id }) => id}
          path="/admin/imports"
          listing={listing}
          empty="No spreadsheet was read. After seven days each is forgotten, with the addresses in it."
        />
        <Pager path="/admin/imports" listing={listing} page={page} />
      </AdminSection>
    </AdminFrame>
  );
}
