import { AdminSection } from '#components/layout/admin.tsx';
import { Table } from '#components/ui/list.tsx';
import { countedFirst } from '#lib/count.ts';
import { type Item, type ItemReport, MOST_PAPERS } from './items.ts';
import { percent, type Scope, scopeQuery } from './report.ts';
import type { Cell, ReportTable, TableName } from './report-tables.ts';

/** Bars beside their names. A picture of the table beneath it and nothing more, so it is silent. */
export const Bars = ({ rows }: { rows: { label: string; share: number; value: string }[] }) => (
  <div aria-hidden="true" className="mb-4 grid max-w-3xl grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] items-center gap-x-3 gap-y-1 text-sm">
    {rows.map(({ label, share, value }) => (
      <div key={label} className="contents">
        <span className="truncate">{label}</span>
        <svg viewBox="0 0 100 10" preserveAspectRatio="none" className="h-3 w-full" role="presentation">
          <rect width="100" height="10" className="fill-sand" />
          <rect width={Math.max(0, Math.min(100, 100 * share))} height="10" className="fill-pine" />
        </svg>
        <span className="text-end tabular-nums">{value}</span>
      </div>
    ))}
  </div>
);

const TakeAway = ({ course, name, scope }: { course: string; name: TableName; scope: Scope }) => (
  <a href={`/admin/reports/${course}/${name}${scopeQuery(scope)}`} className="inline-flex min-h-6 items-center">
    {name === 'items' ? 'Questions' : `${name.charAt(0).toUpperCase()}${name.slice(1)}`} as CSV
  </a>
);

type Row = { key: string; cells: Cell[] };
const asRows = (rows: Cell[][]): Row[] => rows.map((cells) => ({ key: String(cells[0]), cells }));

/** One table of a report, with its picture and the way to take it away. */
export function ReportPart({ table, course, scope }: { table: ReportTable; course: string; scope: Scope }) {
  const { name, title, says, header, rows, bars } = table;
  return (
    <AdminSection id={name} title={title}>
      <p className="mb-3 text-sm text-ink-mid">
        {says} {rows.length > 0 && <TakeAway {...{ course, name, scope }} />}
      </p>
      {bars && rows.length > 0 && <Bars rows={rows.map((cells, at) => ({ label: String(cells[0]), ...bars[at]! }))} />}
      <Table
        label={`${title}, as a table`}
        rows={asRows(rows)}
        keyOf={({ key }) => key}
        empty="Nothing to count yet in these days."
        columns={header.map((heading, at) => ({ heading, numeric: typeof rows[0]?.[at] === 'number', cell: ({ cells }: Row) => cells[at] }))}
      />
    </AdminSection>
  );
}

function Options({ item }: { item: Item }) {
  return (
    <details>
      <summary>{item.stem}</summary>
      <ul className="mt-2 mb-1 grid gap-1 border-s-2 border-rule ps-3">
        {item.options.map(({ text, isKey, count }) => (
          <li key={text}>
            <span className="tabular-nums">{count}</span> · {text}
            {isKey && item.counted !== 'Placed rightly' && <strong> (right)</strong>}
          </li>
        ))}
      </ul>
      <p className="text-ink-soft">Beside each option: how often it was {item.counted.toLowerCase()}.</p>
    </details>
  );
}

/** How the questions of the final check do; each opens to what was chosen. */
export function ItemPart({ report, older, course, scope }: { report: ItemReport; older: number; course: string; scope: Scope }) {
  const again = report.items.filter((item) => item.again.length > 0).length;
  const unasked = report.items.filter(({ asked }) => asked === 0).length;
  return (
    <AdminSection id="items" title="Questions of the final check">
      <div className="mb-3 grid gap-1 text-sm text-ink-mid">
        <p>
          {report.papers === MOST_PAPERS ? `The latest ${MOST_PAPERS} papers` : `${report.papers} paper${report.papers === 1 ? '' : 's'}`} marked in these days
          that began with today’s questions. {older > 0 && `${countedFirst(older)} with earlier questions left out.`}{' '}
          {again > 0 && `${again} to look at again.`} {report.papers > 0 && unasked > 0 && `${unasked} not asked in these days.`}
        </p>
        <p>
          Discrimination: how far those who are right here are right elsewhere in the paper too, from −1 to 1 (point-biserial, the question itself left out).
          Below 0, those who do well miss it more often.
        </p>
        {report.papers > 0 && (
          <p className="flex gap-4">
            <TakeAway {...{ course, scope }} name="items" /> <TakeAway {...{ course, scope }} name="options" />
          </p>
        )}
      </div>
      <Table
        label="Question by question"
        rows={report.items.filter(({ asked }) => asked > 0)}
        keyOf={({ id }) => id}
        empty="No final check was marked in these days."
        columns={[
          {
            heading: 'Question',
            cell: (item) => (
              <div className="min-w-72">
                <Options item={item} />
              </div>
            ),
          },
          { heading: 'Outcome', cell: ({ outcome }) => <span className="whitespace-nowrap">{outcome}</span> },
          { heading: 'Asked', numeric: true, cell: ({ asked }) => asked },
          { heading: 'Right', numeric: true, cell: ({ facility }) => percent(facility) },
          { heading: 'Discrimination', numeric: true, cell: ({ discrimination }) => discrimination?.toFixed(2).replace('-', '−') ?? '–' },
          { heading: 'Look at again', cell: ({ again: why }) => why.join('; ') },
        ]}
      />
    </AdminSection>
  );
}
