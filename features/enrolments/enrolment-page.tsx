import type { ReactNode } from 'react';
import { AdminSection } from '#components/layout/admin.tsx';
import { Button } from '#components/ui/button.tsx';
import { Table } from '#components/ui/list.tsx';
import { dayOf, formatDate, formatTime } from '#lib/dates.ts';
import type { AuditRow } from '../audit/audit.server.ts';
import { courseUrl } from '../courses/course.ts';
import { datedInForm } from './act.ts';
import { dueWords, stateWords } from './enrolment.ts';
import { endWaiverForm, reEnrolForm, setRemindersForm } from './enrolment-admin.actions.ts';
import type { EnrolmentRow, WaiverView } from './enrolment-admin.server.ts';
import { DueForm, ExtendForm, WaiveForm, WithdrawForm } from './enrolment-forms.tsx';

/** How an enrolment stands, fact by fact. */
export function EnrolmentFacts({ enrolment, today }: { enrolment: EnrolmentRow; today: Date }) {
  const { personId, name, email, courseSlug, course, groups, lessonsDone, lessons, createdAt, dueAt, startedAt, activeAt, reminders } = enrolment;
  const facts = [
    ['State', stateWords(enrolment, today)],
    ['Person', <a key="person" href={`/admin/learners/${personId}`}>{`${name ? `${name}, ` : ''}${email}`}</a>],
    [
      'Course',
      <a key="course" href={courseUrl(courseSlug)}>
        {course}
      </a>,
    ],
    ['Groups', groups || 'None'],
    ['On the course since', formatDate(createdAt)],
    ['Lessons done', `${lessonsDone} of ${lessons}`],
    ['Started', startedAt ? formatDate(startedAt) : 'Not yet'],
    ['Last active', activeAt ? formatDate(activeAt) : 'Never'],
    ['Due', dueAt ? dueWords(dueAt, today) : 'No due date'],
    ['Reminders', reminders ? 'By mail: seven days before, and the day after' : 'Switched off'],
  ] as const;
  return (
    <dl className="grid max-w-2xl border-t border-rule text-sm">
      {facts.map(([term, fact]) => (
        <div key={term} className="grid gap-x-4 border-b border-rule py-2 sm:grid-cols-[12rem_1fr]">
          <dt className="font-semibold">{term}</dt>
          <dd>{fact}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What can be done, as things stand: somebody withdrawn can be brought back, nothing more is wanted of somebody finished. */
export function EnrolmentForms({ enrolment }: { enrolment: EnrolmentRow }) {
  const { id, dueAt, withdrawnAt, finishedAt, waiver } = enrolment;
  if (withdrawnAt)
    return (
      <AdminSection id="back" title="Put them back on the course">
        <form action={reEnrolForm}>
          <input type="hidden" name="enrolment" value={id} />
          <p className="mb-3 text-ink-mid">Everything they did there comes back with them.</p>
          <Button look="quiet">Put them back</Button>
        </form>
      </AdminSection>
    );
  return (
    <>
      {!finishedAt && (
        <>
          <AdminSection id="due-date" title="Due date">
            <div className="grid gap-8">
              <DueForm enrolment={id} due={dueAt ? dayOf(dueAt) : ''} />
              {dueAt && <ExtendForm dates={datedInForm([{ id, dueAt }])} />}
              <Reminders enrolment={enrolment} />
            </div>
          </AdminSection>
          <AdminSection id="waiver" title="Waiver">
            {waiver ? (
              <EndWaiver id={id} />
            ) : (
              <Opened
                summary="Waive the course…"
                line="They need not take it. No reminders are sent, and it is never counted as finished."
                form={<WaiveForm enrolment={id} />}
              />
            )}
          </AdminSection>
        </>
      )}
      <AdminSection id="withdraw" title="Withdraw">
        <Opened
          summary="Withdraw them…"
          line="For them it will be as if they were not on the course. What they did stays, and comes back if they are put on it again."
          form={<WithdrawForm enrolment={id} />}
        />
      </AdminSection>
    </>
  );
}

const Opened = ({ summary, line, form }: { summary: string; line: string; form: ReactNode }) => (
  <details key={summary}>
    <summary className="font-semibold">{summary}</summary>
    <p className="my-3 max-w-xl text-ink-mid">{line}</p>
    {form}
  </details>
);

const Reminders = ({ enrolment: { id, reminders } }: { enrolment: EnrolmentRow }) => (
  <form action={setRemindersForm}>
    <input type="hidden" name="enrolment" value={id} />
    <input type="hidden" name="on" value={String(!reminders)} />
    <Button look="quiet">{reminders ? 'Switch reminders off' : 'Switch reminders on'}</Button>
  </form>
);

const EndWaiver = ({ id }: { id: string }) => (
  <form action={endWaiverForm}>
    <input type="hidden" name="enrolment" value={id} />
    <p className="mb-3 text-ink-mid">The course is waived. Ending the waiver makes it wanted of them again.</p>
    <Button look="quiet">End the waiver</Button>
  </form>
);

const waiverState = ({ endedAt, expiresAt }: WaiverView, today: Date) => {
  if (endedAt) return `Ended on ${formatDate(endedAt)}`;
  if (!expiresAt) return 'In force';
  return expiresAt > today ? `In force until ${formatDate(expiresAt)}` : `Over since ${formatDate(expiresAt)}`;
};

export const WaiverHistory = ({ waivers, today }: { waivers: WaiverView[]; today: Date }) => (
  <Table
    label="Waivers, the latest first"
    rows={waivers}
    keyOf={({ id }) => id}
    columns={[
      { heading: 'Given', cell: ({ createdAt }) => formatDate(createdAt) },
      { heading: 'By', cell: ({ by }) => by },
      { heading: 'Reason', cell: ({ reason }) => reason },
      { heading: 'State', cell: (waiver) => waiverState(waiver, today) },
    ]}
  />
);

export const AuditLines = ({ audit }: { audit: AuditRow[] }) => (
  <Table
    label="Audit entries, the latest first"
    rows={audit}
    keyOf={({ id }) => id}
    empty="Nothing yet."
    columns={[
      { heading: 'When (London time)', oneLine: true, cell: ({ at }) => formatTime(at) },
      { heading: 'Who', cell: ({ actor }) => actor },
      { heading: 'What', cell: ({ words }) => words },
      { heading: 'Reason', cell: ({ reason }) => reason || '–' },
    ]}
  />
);
