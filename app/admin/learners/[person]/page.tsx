import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AdminFrame } from '#components/layout/admin.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { CourseRecord } from '#features/people/course-record.tsx';
import { findPerson } from '#features/people/person.server.ts';
import { PEOPLE_URL, personUrl } from '#features/people/person.ts';
import { AccountChanges, PersonAudit, PersonFacts } from '#features/people/person-page.tsx';
import { TRANSCRIPT_FORMATS } from '#features/people/transcript.ts';
import { now } from '#lib/clock.ts';

export const metadata: Metadata = { title: 'A learner · Admin', robots: { index: false } };

/** Somebody, and everything they did in every course. Never what they wrote for themselves. */
export default async function PersonPage({ params }: { params: Promise<{ person: string }> }) {
  const { person: id } = await params;
  const admin = await requireAdmin(personUrl(id));
  const person = await findPerson(admin, id);
  if (!person) notFound();
  return (
    <AdminFrame at={PEOPLE_URL} over={<a href={PEOPLE_URL}>Learners</a>} title={<span className="break-words">{person.name || person.email}</span>}>
      <PersonFacts person={person} />
      <p className="mt-4 flex flex-wrap gap-x-5 gap-y-1 text-sm">
        {TRANSCRIPT_FORMATS.map((format) => (
          <a key={format} href={`${personUrl(id)}/transcript/${format}`}>
            Transcript as {format.toUpperCase()}
          </a>
        ))}
        <a href={`${personUrl(id)}/data`}>Their data: a copy, or erasure</a>
      </p>
      {person.courses.length === 0 && <p className="mt-8">On no course yet.</p>}
      {person.courses.map((learning) => (
        <CourseRecord key={learning.enrolmentId} person={id} learning={learning} today={now()} />
      ))}
      <AccountChanges person={person} own={person.id === admin.id} />
      <PersonAudit audit={person.audit} />
    </AdminFrame>
  );
}
