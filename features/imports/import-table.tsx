import { type Column, Table } from '#components/ui/list.tsx';
import { shortDate } from '#lib/dates.ts';
import { actionInWords, type ImportView, type RowView } from './import.ts';

/** What a row says beside its facts: how to mend it, what was done, or what a move leaves. */
function Remark({ row: { problem, did, leaves } }: { row: RowView }) {
  if (problem) return <span className="text-coral">{problem}</span>;
  return did || (leaves ? `Leaves ${leaves}` : '');
}

const COLUMNS: Column<RowView>[] = [
  { heading: 'Row', cell: ({ line }) => line, numeric: true },
  { heading: 'What', cell: ({ action }) => actionInWords[action] },
  { heading: 'E-mail', cell: ({ email }) => email },
  { heading: 'Name', cell: ({ name }) => name },
  { heading: 'Course', cell: ({ course }) => course },
  { heading: 'Group', cell: ({ groupName }) => groupName },
  { heading: 'Due', oneLine: true, cell: ({ dueAt }) => (dueAt ? shortDate(dueAt) : '') },
];

/** The rows of an import, those to mend first, a page at a time. */
export function ImportTable({ shown, isFirst }: { shown: ImportView; isFirst: boolean }) {
  const path = `/admin/imports/${shown.id}`;
  const remark = { heading: shown.state === 'PLANNED' ? 'Remark' : 'Done', cell: (row: RowView) => <Remark row={row} /> };
  return (
    <>
      <Table label="Rows of the spreadsheet" columns={[...COLUMNS, remark]} rows={shown.rows} keyOf={({ line }) => String(line)} empty="No more rows." />
      {(shown.next || !isFirst) && (
        <nav aria-label="Pages" className="mt-4 flex gap-6">
          {!isFirst && <a href={path}>First page</a>}
          {shown.next && <a href={`${path}?after=${shown.next}`}>Next page</a>}
        </nav>
      )}
    </>
  );
}
