import { Table, Who } from '#components/ui/list.tsx';
import { shortDate } from '#lib/dates.ts';
import type { Listing } from '#lib/listing.ts';
import { type GroupProgress, stateInWords } from './group-progress.ts';

const day = (date: Date | null) => (date ? shortDate(date) : '–');

/** How far the members of a group are, a line for each person and course. */
export const ProgressTable = ({ rows, path, listing, at }: { rows: GroupProgress[]; path: string; listing: Listing; at: Date }) => (
  <Table
    label="How far the members are"
    path={path}
    listing={listing}
    rows={rows}
    keyOf={({ id }) => id}
    empty="Nobody in this group is on a course yet."
    columns={[
      {
        heading: 'Name',
        sort: 'name',
        cell: ({ name, email }) => <Who name={name} email={email} />,
      },
      { heading: 'Course', cell: ({ courseTitle }) => courseTitle },
      { heading: 'State', cell: (row) => stateInWords(row, at) },
      { heading: 'Lessons', numeric: true, cell: ({ lessonsDone, lessons }) => (lessons ? `${lessonsDone} of ${lessons}` : lessonsDone) },
      { heading: 'Due', oneLine: true, cell: ({ dueAt }) => day(dueAt) },
      { heading: 'Started', oneLine: true, cell: ({ startedAt }) => day(startedAt) },
      { heading: 'Last active', sort: 'active', oneLine: true, cell: ({ activeAt }) => day(activeAt) },
    ]}
  />
);
