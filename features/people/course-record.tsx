import type { ReactNode } from 'react';
import { AdminSection } from '#components/layout/admin.tsx';
import { Table } from '#components/ui/list.tsx';
import { formatDate, shortDate } from '#lib/dates.ts';
import { groupCode } from '../certificates/certificate.ts';
import { stateWords } from '../enrolments/enrolment.ts';
import { VERDICT_WORDS } from '../scenarios/scenario.ts';
import { LETTER_WORDS, type Learning } from './learning.ts';
import { AllowForm } from './person-forms.tsx';

type Done = { key: string; at: Date; what: string; title: ReactNode; outcome: string };

/** Everything somebody did on a course, the latest first, and what an admin can do about it. */
export function CourseRecord({ person, learning, today }: { person: string; learning: Learning; today: Date }) {
  const { course, title, enrolmentId, allowed, withdrawnAt, finishedAt } = learning;
  return (
    <AdminSection id={`course-${course}`} title={title}>
      <p className="mb-3 max-w-3xl text-sm text-ink-mid">
        {factsOf(learning, today).join(' · ')} · <a href={`/admin/enrolments/${enrolmentId}`}>Change the enrolment</a>
      </p>
      <Table
        label={`Done on ${title}`}
        rows={doneOn(learning)}
        keyOf={({ key }) => key}
        empty="Nothing done yet."
        columns={[
          { heading: 'When', oneLine: true, cell: ({ at }) => shortDate(at) },
          { heading: 'What', cell: ({ what }) => what },
          { heading: 'Title', cell: ({ title }) => title },
          { heading: 'Outcome', cell: ({ outcome }) => outcome },
        ]}
      />
      {!withdrawnAt && !finishedAt && (
        <details className="mt-3 text-sm">
          <summary className="font-semibold">Allow a check without waiting…</summary>
          <div className="mt-3">
            <AllowForm person={person} enrolment={enrolmentId} />
          </div>
        </details>
      )}
      {allowed && <p className="mt-3 text-sm">The next final or repeated delayed check may begin at once.</p>}
    </AdminSection>
  );
}

function factsOf(learning: Learning, today: Date): string[] {
  const { enrolledAt, dueAt, activeAt, lessons, lessonsInCourse, cards, waivers } = learning;
  return [
    stateWords({ ...learning, waiver: waivers[0] ?? null }, today),
    `enrolled on ${formatDate(enrolledAt)}`,
    `${lessons.length} of ${lessonsInCourse} lessons finished`,
    ...(activeAt ? [`last active on ${formatDate(activeAt)}`] : []),
    ...(dueAt ? [`due on ${formatDate(dueAt)}`] : []),
    ...waivers.map(({ reason, expiresAt }) => `waived${expiresAt ? ` until ${formatDate(expiresAt)}` : ''}: ${reason}`),
    cards === 1 ? '1 review card' : `${cards} review cards`,
  ];
}

function doneOn({ lessons, checks, conversations, letters, certificates }: Learning): Done[] {
  const rows: Omit<Done, 'key'>[] = [
    ...lessons.map(({ number, title, at }) => ({ at, what: 'Lesson', title: number ? `${number}. ${title}` : title, outcome: 'finished' })),
    ...checks.map((check) => ({ at: check.at, what: 'Check', title: check.name, outcome: checkOutcome(check) })),
    ...conversations.map(({ title, at, verdict }) => ({
      at,
      what: 'Conversation',
      title,
      outcome: verdict ? VERDICT_WORDS[verdict].toLowerCase() : 'not ended yet',
    })),
    ...letters.map(({ at, state, passed }) => ({
      at,
      what: 'Letter',
      title: 'Response letter',
      outcome: passed === null ? LETTER_WORDS[state] : passed ? 'marked, passed' : 'marked, not passed yet',
    })),
    ...certificates.map(({ code, issuedAt, state }) => ({
      at: issuedAt,
      what: 'Certificate',
      title: (
        <a href={`/certificates/${code}`} className="font-mono">
          {groupCode(code)}
        </a>
      ),
      outcome: state,
    })),
  ];
  return rows.map((row, at) => ({ ...row, key: String(at) })).sort((a, b) => b.at.getTime() - a.at.getTime());
}

const checkOutcome = ({ open, score, of, passed }: Learning['checks'][number]) =>
  open ? 'not handed in yet' : score === null ? 'taken' : `${score} of ${of}, ${passed ? 'passed' : 'not passed'}`;
