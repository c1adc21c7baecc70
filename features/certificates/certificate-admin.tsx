import type { ReactNode } from 'react';
import { Table } from '#components/ui/list.tsx';
import { formatDate, formatTime } from '#lib/dates.ts';
import { adminCertificateUrl, groupCode, statusInWords } from './certificate.ts';
import { ReinstateForm, ReissueForm, RevokeForm } from './certificate-forms.tsx';
import type { AdminCertificate } from './certificate-list.server.ts';

type Props = { certificate: AdminCertificate };

const CodeLink = ({ code }: { code: string }) => (
  <a href={adminCertificateUrl(code)} className="tabular-nums">
    {groupCode(code)}
  </a>
);

const Holder = ({ holder: { id, name, email } }: { holder: NonNullable<AdminCertificate['holder']> }) => (
  <>
    <a href={`/admin/learners/${id}`}>{name || 'No name yet'}</a>, {email}
  </>
);

/** What stands on a certificate, and how it stands today. */
export function CertificateFacts({ certificate }: Props) {
  const { code, courseTitle, issuedAt, holder, letterMarkedBy, refreshBy, revokedReason, before, supersededBy } = certificate;
  const facts: [string, ReactNode][] = [
    ['State', <strong key="state">{statusInWords(certificate)}</strong>],
    ['Course', courseTitle],
    ['Issued', formatDate(issuedAt)],
    [
      'Code',
      <a key="code" href={`/certificates/${code}`} className="tabular-nums">
        {groupCode(code)}
      </a>,
    ],
    ['Holder', holder ? <Holder key="holder" holder={holder} /> : 'Has no account any more'],
  ];
  if (revokedReason) facts.push(['Reason', revokedReason]);
  if (supersededBy) facts.push(['Replaced by', <CodeLink key="now" code={supersededBy} />]);
  if (before) facts.push(['In place of', <CodeLink key="before" code={before} />]);
  if (letterMarkedBy) facts.push(['Response letter', `Marked by ${letterMarkedBy}`]);
  if (refreshBy) facts.push(['Refresh', `Suggested by ${formatDate(refreshBy)}`]);
  return (
    <dl className="grid max-w-3xl gap-x-6 gap-y-1 sm:grid-cols-[9rem_1fr]">
      {facts.map(([term, fact]) => (
        <div key={term} className="contents">
          <dt className="text-ink-soft">{term}</dt>
          <dd className="min-w-0 break-words">{fact}</dd>
        </div>
      ))}
    </dl>
  );
}

const Act = ({ title, says, children }: { title: string; says: string; children: ReactNode }) => (
  <details key={title} className="max-w-xl border-t border-rule py-3">
    <summary className="min-h-6 font-semibold">{title}</summary>
    <p className="mt-3 mb-4 text-ink-mid">{says}</p>
    {children}
  </details>
);

/** What can be done to it as it stands; each says first what will happen. */
export function CertificateForms({ certificate: { code, name, status, holder } }: Props) {
  if (status === 'superseded') return <p>It was issued again under a corrected name. What can still be changed is changed on the one that replaced it.</p>;
  if (status === 'revoked')
    return (
      <Act title="Reinstate…" says="Its public page says genuine again from now on, and its holder can download it again.">
        <ReinstateForm code={code} />
      </Act>
    );
  return (
    <>
      {holder && (
        <Act
          title="Issue it again under a corrected name…"
          says="A new certificate with the same course, date and outcomes takes its place, under a new code that its holder is told by mail. The old code’s page says that it was corrected, and shows neither name nor the new code. This cannot be undone; a mistake is corrected in the same way."
        >
          <ReissueForm code={code} name={name} />
        </Act>
      )}
      <Act title="Revoke…" says="Its public page says revoked from now on, and it can no longer be downloaded. You can reinstate it.">
        <RevokeForm code={code} />
      </Act>
    </>
  );
}

export const CertificateHistory = ({ certificate }: Props) => (
  <Table
    label="What was done to this certificate"
    rows={certificate.history}
    keyOf={({ id }) => id}
    empty="Nothing since it was issued."
    columns={[
      { heading: 'When (London time)', oneLine: true, cell: ({ at }) => formatTime(at) },
      { heading: 'What', cell: ({ words, reason }) => `${words}${reason ? `: ${reason}` : ''}` },
      { heading: 'By', cell: ({ actor }) => actor },
    ]}
  />
);
