import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AdminFrame, AdminSection } from '#components/layout/admin.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { answerUrl, ENQUIRY_STATES, enquiryUrl } from '#features/enquiries/enquiry.ts';
import { findEnquiry } from '#features/enquiries/inbox.server.ts';
import { MoveForm, NoteForm } from '#features/enquiries/inbox-forms.tsx';
import { formatMoment } from '#lib/dates.ts';

export const metadata: Metadata = { title: 'Enquiry · Admin', robots: { index: false } };

const WAYS = { NEW: 'Put back as new', OPEN: 'Open it', DONE: 'Mark as done', SPAM: 'Mark as spam' } as const;

/** One enquiry: what they typed, as text; where it stands; and what we noted. */
export default async function EnquiryPage({ params }: { params: Promise<{ enquiry: string }> }) {
  const { enquiry: id } = await params;
  const admin = await requireAdmin(enquiryUrl(id));
  const enquiry = await findEnquiry(admin, id);
  if (!enquiry) notFound();
  const facts = [
    ['E-mail', enquiry.email],
    ['Organisation', enquiry.organisation || '–'],
    ['For', enquiry.teamSize],
    ['Courses', enquiry.courses.join(', ') || 'none in particular'],
    ['Place', enquiry.place || '–'],
    ['Asked', formatMoment(enquiry.createdAt)],
    ['State', ENQUIRY_STATES[enquiry.state]],
  ] as const;
  const ways = Object.entries(WAYS).flatMap(([to, label]) => (to === enquiry.state ? [] : [{ to, label }]));
  return (
    <AdminFrame
      at="/admin/enquiries"
      over={<a href="/admin/enquiries">Enquiries</a>}
      title={enquiry.name || enquiry.email}
      actions={<ButtonLink href={answerUrl(enquiry.email)}>Answer by mail</ButtonLink>}
    >
      <dl className="grid max-w-2xl grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-1.5">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-soft">{name}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-5 max-w-2xl border-s-4 border-rule-strong ps-4 break-words whitespace-pre-wrap">{enquiry.message}</p>
      <AdminSection id="state" title="Move it">
        <MoveForm enquiry={enquiry.id} from={enquiry.state} ways={ways} />
      </AdminSection>
      <AdminSection id="notes" title="Notes">
        <ul className="mb-5 max-w-2xl border-t border-rule">
          {enquiry.notes.map((note) => (
            <li key={note.id} className="border-b border-rule py-3">
              <p className="text-sm text-ink-soft">
                {note.by}, {formatMoment(note.createdAt)}
              </p>
              <p className="break-words whitespace-pre-wrap">{note.text}</p>
            </li>
          ))}
          {enquiry.notes.length === 0 && <li className="border-b border-rule py-3 text-ink-mid">None yet.</li>}
        </ul>
        <NoteForm enquiry={enquiry.id} noteKey={randomUUID()} />
      </AdminSection>
    </AdminFrame>
  );
}
