import { AdminSection } from '#components/layout/admin.tsx';
import { Table } from '#components/ui/list.tsx';
import { countedFirst } from '#lib/count.ts';
import { formatDate, formatDay } from '#lib/dates.ts';
import type { Attention, Week } from './overview.ts';

/** What waits, what it is, and where it is seen to; what does not wait is not shown. */
const waiting = ({ overdue, stuck, letters, lettersSince, enquiries, failedMail }: Attention, checks: string[]) =>
  [
    { count: overdue, what: 'overdue', says: 'Unfinished on a course that was due.', href: '/admin/enrolments?state=overdue' },
    { count: stuck, what: 'stuck', says: 'Begun, unfinished, and nothing done for 14 days.', href: '/admin/enrolments?state=stuck' },
    {
      count: letters,
      what: letters === 1 ? 'letter to mark' : 'letters to mark',
      says: lettersSince ? `The oldest waits since ${formatDate(lettersSince)}.` : '',
      href: '/admin/letters',
    },
    { count: enquiries, what: enquiries === 1 ? 'new enquiry' : 'new enquiries', says: 'Nobody has taken it up.', href: '/admin/enquiries?state=new' },
    { count: failedMail, what: failedMail === 1 ? 'failed mail' : 'failed mails', says: 'Given up after many tries.', href: '/admin/system#failed-mail' },
    {
      count: checks.length,
      what: checks.length === 1 ? 'check of the system' : 'checks of the system',
      says: `Not good: ${checks.join(', ')}.`,
      href: '/admin/system',
    },
  ].filter(({ count }) => count > 0);

/** What needs an admin's attention, each with the way to it; `checks` are the names of those that are not good. */
export function AttentionList({ attention, checks }: { attention: Attention; checks: string[] }) {
  const all = waiting(attention, checks);
  if (all.length === 0) return <p className="font-serif text-xl">Nothing waits.</p>;
  return (
    <ul aria-label="What needs attention" className="max-w-2xl border-t border-rule">
      {all.map(({ count, what, says, href }) => (
        <li key={href} className="flex flex-wrap items-baseline gap-x-4 border-b border-rule py-3">
          <a href={href} className="font-semibold">
            {countedFirst(count)} {what}
          </a>
          <span className="text-sm text-ink-mid">{says}</span>
        </li>
      ))}
    </ul>
  );
}

const [WIDTH, HEIGHT] = [20, 60];

/** Columns, one a week. The table beneath says what they are; the picture only shows their shape. */
function Columns({ name, counts, from, to }: { name: string; counts: number[]; from: string; to: string }) {
  // A handful does not fill the picture.
  const most = Math.max(5, ...counts);
  return (
    <div aria-hidden="true">
      <p className="mb-1 text-sm">
        <strong>{name}</strong>: {counts.reduce((sum, count) => sum + count, 0)}
      </p>
      <svg viewBox={`0 0 ${WIDTH * counts.length} ${HEIGHT + 1}`} className="w-full max-w-sm" role="presentation">
        {counts.map((count, at) => {
          const height = (HEIGHT * count) / most;
          return <rect key={at} x={WIDTH * at + 2} y={HEIGHT - height} width={WIDTH - 4} height={height} className="fill-pine" />;
        })}
        <rect y={HEIGHT} width={WIDTH * counts.length} height="1" className="fill-rule-strong" />
      </svg>
      <p className="flex max-w-sm justify-between gap-3 text-xs text-ink-soft">
        <span>{from}</span>
        <span>{to}</span>
      </p>
    </div>
  );
}

/** Enrolments and certificates of the last weeks. */
export function Weeks({ weeks }: { weeks: Week[] }) {
  const ends = { from: `Week from ${formatDay(weeks[0]!.monday)}`, to: formatDay(weeks.at(-1)!.monday) };
  return (
    <AdminSection id="weeks" title="The last twelve weeks">
      <div className="mb-4 grid gap-6 sm:grid-cols-2">
        <Columns name="Enrolments" counts={weeks.map(({ enrolments }) => enrolments)} {...ends} />
        <Columns name="Certificates" counts={weeks.map(({ certificates }) => certificates)} {...ends} />
      </div>
      <div className="max-w-xl">
        <Table
          label="Week by week"
          rows={[...weeks].reverse()}
          keyOf={({ monday }) => monday}
          columns={[
            { heading: 'Week from', cell: ({ monday }) => formatDay(monday) },
            { heading: 'Enrolments', numeric: true, cell: ({ enrolments }) => enrolments },
            { heading: 'Certificates', numeric: true, cell: ({ certificates }) => certificates },
          ]}
        />
      </div>
    </AdminSection>
  );
}
