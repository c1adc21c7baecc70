import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AdminFrame, AdminSection } from '#components/layout/admin.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { CertificateFacts, CertificateForms, CertificateHistory } from '#features/certificates/certificate-admin.tsx';
import { findCertificateToCorrect } from '#features/certificates/certificate-list.server.ts';

export const metadata: Metadata = { title: 'A certificate · Admin', robots: { index: false } };

export default async function AdminCertificatePage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const admin = await requireAdmin('/admin/certificates');
  const certificate = await findCertificateToCorrect(admin, code);
  if (!certificate) notFound();
  return (
    <AdminFrame at="/admin/certificates" over={<a href="/admin/certificates">Certificates</a>} title={certificate.name || 'No name'}>
      <CertificateFacts certificate={certificate} />
      <AdminSection id="change" title="Change it">
        <CertificateForms certificate={certificate} />
      </AdminSection>
      <AdminSection id="history" title="What was done to it">
        <CertificateHistory certificate={certificate} />
      </AdminSection>
    </AdminFrame>
  );
}
