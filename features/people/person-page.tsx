import type { ReactNode } from 'react';
import { AdminSection } from '#components/layout/admin.tsx';
import { formatDate, formatMoment } from '#lib/dates.ts';
import type { AuditRow } from '../audit/audit.server.ts';
import type { Person } from './person.server.ts';
import { personUrl, ROLE_WORDS, stateOf } from './person.ts';
import { DeactivateForm, FindOtherForm, ReactivateForm, RoleForm } from './person-forms.tsx';

/** Who somebody is here, in a few facts. */
export function PersonFacts({ person }: { person: Person }) {
  const { email, role, createdAt, deactivatedAt, mergedIntoId, devices, lastSeenAt, groups } = person;
  const state = mergedIntoId ? <a href={personUrl(mergedIntoId)}>Merged into another account</a> : stateOf(person);
  const seen = lastSeenAt ? `, last seen ${formatMoment(lastSeenAt)}` : '';
  return (
    <dl className="grid gap-x-6 gap-y-1 text-sm sm:grid-cols-[8rem_minmax(0,1fr)]">
      <Fact name="Address">{email}</Fact>
      <Fact name="State">{state}</Fact>
      {deactivatedAt && <Fact name="Deactivated on">{formatDate(deactivatedAt)}</Fact>}
      <Fact name="Role">{ROLE_WORDS[role]}</Fact>
      <Fact name="Here since">{formatDate(createdAt)}</Fact>
      <Fact name="Signed in on">{`${devices} ${devices === 1 ? 'device' : 'devices'}${seen}`}</Fact>
      <Fact name="Groups">{groups.length > 0 ? <GroupLinks groups={groups} /> : 'None'}</Fact>
    </dl>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="contents">
    <dt className="text-ink-soft">{name}</dt>
    <dd className="mb-1 break-words">{children}</dd>
  </div>
);

const GroupLinks = ({ groups }: Pick<Person, 'groups'>) => (
  <ul className="flex flex-wrap gap-x-4">
    {groups.map(({ id, name, manager }) => (
      <li key={id}>
        <a href={`/admin/groups/${id}`}>{name}</a>
        {manager && ' (manager)'}
      </li>
    ))}
  </ul>
);

/** What an admin can change about an account. Nothing of it for one that was merged away. */
export function AccountChanges({ person, own }: { person: Person; own: boolean }) {
  if (person.mergedIntoId) return null;
  return (
    <AdminSection id="changes" title="Change the account">
      <div className="grid gap-3 text-sm">
        {person.deactivatedAt ? (
          <Change title="Reactivate…">
            <ReactivateForm person={person.id} />
          </Change>
        ) : (
          <>
            {!own && (
              <Change title="Deactivate…">
                <DeactivateForm person={person.id} />
              </Change>
            )}
            <Change title={person.role === 'ADMIN' ? 'Make a learner…' : 'Make an admin…'}>
              <p className="max-w-lg">
                {person.role === 'ADMIN'
                  ? 'They are signed out everywhere, and the second factor they set up is deleted. The last active admin stays one.'
                  : 'They see and change everything here, once they have set up a second factor.'}
              </p>
              <RoleForm person={person.id} role={person.role === 'ADMIN' ? 'LEARNER' : 'ADMIN'} />
            </Change>
            <Change title="Merge another account into this one…">
              <p className="max-w-lg">For somebody who has two. This account stays; the other closes, and its address signs in here.</p>
              <FindOtherForm person={person.id} />
            </Change>
          </>
        )}
      </div>
    </AdminSection>
  );
}

/** Keyed by its title, so that what takes its place after the change is closed. */
const Change = ({ title, children }: { title: string; children: ReactNode }) => (
  <details key={title}>
    <summary className="font-semibold">{title}</summary>
    <div className="mt-2 grid gap-3">{children}</div>
  </details>
);

/** The last things that admins did to this account. */
export const PersonAudit = ({ audit }: { audit: AuditRow[] }) => (
  <AdminSection id="audit" title="What admins did">
    {audit.length === 0 ? (
      <p className="text-ink-mid">Nothing yet.</p>
    ) : (
      <ul className="border-t border-rule text-sm">
        {audit.map(({ id, at, words, actor, subject, detail }) => (
          <li key={id} className="border-b border-rule py-1.5 break-words">
            {words}: {actor}, {formatMoment(at)}
            {(subject || detail) && <span className="block text-ink-soft">{[subject, detail].filter(Boolean).join('; ')}</span>}
          </li>
        ))}
      </ul>
    )}
  </AdminSection>
);
