import { Table } from '#components/ui/list.tsx';
import { formatDate } from '#lib/dates.ts';
import type { Listing } from '#lib/listing.ts';
import { type GroupProgress, stateInWords } from './group-progress.ts';

const day = (date: Date | null) => (date ? formatDate(date) : '–');

/** How far the members of a group are, a line for each person and course. */
export const ProgressTable = ({ rows, path, listing, at }: { rows: GroupProgress[]; path: string; listing: Listing; at: Date }) => (
  <Table
    label="How far the members are"
    path={path}
    listing={listing}
    rows={rows}
    keyOf={({ id }) => id}
    empty="Nobody here is like that."
    columns={[
      {
        heading: 'Name',
        sort: 'name',
        cell: ({ name, email }) => (
          <>
            <span className="font-semibold">{name || 'No name yet'}</span>
            <span className="block text-ink-soft">{email}</span>
          </>
        ),
      },
      { heading: 'Course', cell: ({ courseTitle }) => courseTitle },
      { heading: 'State', cell: (row) => stateInWords(row, at) },
      { heading: 'Lessons', numeric: true, cell: ({ lessonsDone, lessons }) => (lessons ? `${lessonsDone} of ${lessons}` : lessonsDone) },
      { heading: 'Due', cell: ({ dueAt }) => day(dueAt) },
      { heading: 'Started', cell: ({ startedAt }) => day(startedAt) },
      { heading: 'Last active', sort: 'active', cell: ({ activeAt }) => day(activeAt) },
    ]}
  />
);
