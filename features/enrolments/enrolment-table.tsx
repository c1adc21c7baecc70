import { Button } from '#components/ui/button.tsx';
import { type Column, Table, Who } from '#components/ui/list.tsx';
import { shortDate } from '#lib/dates.ts';
import { type Listing, listingUrl } from '#lib/listing.ts';
import { ACTS } from './act.ts';
import { stateOf, stateWords } from './enrolment.ts';
import type { EnrolmentRow } from './enrolment-admin.server.ts';

const date = (at: Date | null) => (at ? shortDate(at) : '–');

const PERSON: Column<EnrolmentRow> = {
  heading: 'Person',
  cell: ({ id, name, email }) => <Who name={name} email={email} href={`/admin/enrolments/${id}`} />,
};
const COURSE: Column<EnrolmentRow> = { heading: 'Course', cell: ({ course }) => course };

const columns = (today: Date, all: boolean): Column<EnrolmentRow>[] => [
  {
    heading: 'Choose',
    cell: ({ id, name, email, course }) => (
      <input type="checkbox" name="id" value={id} defaultChecked={all} aria-label={`Choose ${name || email}, ${course}`} className="size-6 accent-pine" />
    ),
  },
  PERSON,
  COURSE,
  { heading: 'Groups', cell: ({ groups }) => groups || '–' },
  { heading: 'Lessons', numeric: true, cell: ({ lessonsDone, lessons }) => `${lessonsDone}/${lessons}` },
  { heading: 'Due', sort: 'dueAt', oneLine: true, cell: ({ dueAt }) => date(dueAt) },
  {
    heading: 'State',
    cell: (row) => <span className={stateOf(row, today) === 'overdue' ? 'font-semibold text-coral' : ''}>{stateWords(row, today)}</span>,
  },
  { heading: 'Last active', oneLine: true, cell: ({ activeAt }) => date(activeAt) },
  { heading: 'Since', sort: 'createdAt', oneLine: true, cell: ({ createdAt }) => shortDate(createdAt) },
];

type Props = { path: string; listing: Listing; rows: EnrolmentRow[]; today: Date; all: boolean };

/** The list, with a box to tick on each row, and what can be done to those ticked: the next page says first what will happen. */
export function EnrolmentTable({ path, listing, rows, today, all }: Props) {
  // By due date only where all have one.
  const shown = columns(today, all).map(({ sort, ...column }) =>
    sort && (sort !== 'dueAt' || listing.filter['state'] === 'overdue') ? { ...column, sort } : column,
  );
  return (
    <form method="get" action={`${path}/plan`} key={String(all)}>
      {rows.length > 1 && (
        <p className="mb-2 text-sm">
          <a href={`${listingUrl(path, listing, listing.after ? { after: listing.after } : {})}${all ? '' : '&all=1'}`}>
            {all ? 'Choose none' : 'Choose all on this page'}
          </a>
        </p>
      )}
      <Table label="Enrolments" {...{ path, listing, rows }} keyOf={({ id }) => id} empty="Nobody is on a course yet." columns={shown} />
      {rows.length > 0 && (
        <div className="mt-4 flex flex-wrap items-end gap-3 text-sm">
          <div className="grid gap-1">
            <label htmlFor="act" className="font-semibold">
              With those chosen
            </label>
            <select id="act" name="act" className="min-h-9 rounded-lg border border-rule-strong bg-paper px-2 py-1 text-ink">
              {Object.entries(ACTS).map(([act, words]) => (
                <option key={act} value={act}>
                  {words}
                </option>
              ))}
            </select>
          </div>
          <Button look="quiet" size="small">
            See what will happen
          </Button>
        </div>
      )}
    </form>
  );
}

/** A plan, row by row: how things stand, and what will happen. */
export const PlanTable = ({ rows, today, outcome }: { rows: EnrolmentRow[]; today: Date; outcome: (row: EnrolmentRow) => string }) => (
  <Table
    label="The plan"
    rows={rows}
    keyOf={({ id }) => id}
    columns={[
      PERSON,
      COURSE,
      { heading: 'Now', cell: (row) => stateWords(row, today) },
      { heading: 'Due', oneLine: true, cell: ({ dueAt }) => date(dueAt) },
      { heading: 'What will happen', cell: outcome },
    ]}
  />
);
