import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AdminFrame, AdminSection } from '#components/layout/admin.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { findEnrolment } from '#features/enrolments/enrolment-admin.server.ts';
import { AuditLines, EnrolmentFacts, EnrolmentForms, WaiverHistory } from '#features/enrolments/enrolment-page.tsx';
import { now } from '#lib/clock.ts';

export const metadata: Metadata = { title: 'Enrolment · Admin', robots: { index: false } };

/** One person on one course: how it stands, and everything that can be done about it. */
export default async function AdminEnrolmentPage({ params }: { params: Promise<{ enrolment: string }> }) {
  const { enrolment: id } = await params;
  const admin = await requireAdmin(`/admin/enrolments/${id}`);
  const found = await findEnrolment(admin, id);
  if (!found) notFound();
  const { enrolment, waivers, audit } = found;
  return (
    <AdminFrame at="/admin/enrolments" over={<a href="/admin/enrolments">Enrolments</a>} title={`${enrolment.name || enrolment.email}: ${enrolment.course}`}>
      <EnrolmentFacts enrolment={enrolment} today={now()} />
      <EnrolmentForms enrolment={enrolment} />
      {waivers.length > 0 && (
        <AdminSection id="waivers" title="Waivers">
          <WaiverHistory waivers={waivers} today={now()} />
        </AdminSection>
      )}
      <AdminSection id="audit" title="What admins did">
        <AuditLines audit={audit} />
      </AdminSection>
    </AdminFrame>
  );
}
