import { notFound } from 'next/navigation';
import { requireViewer } from '#features/accounts/session.server.ts';
import { findCertificate } from '#features/certificates/certificate.server.ts';
import { drawCertificate } from '#features/certificates/certificate-pdf.ts';
import { fileResponse } from '#lib/csv.ts';
import { siteUrl } from '#lib/env.ts';

/** The certificate as a PDF, for its holder. A revoked one is no longer handed out, nor one that was corrected. */
export async function GET(_: Request, { params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const viewer = await requireViewer(`/certificates/${code}`);
  const certificate = (await findCertificate(viewer, code))?.held;
  if (certificate?.status !== 'valid') notFound();
  const pdf = await drawCertificate(certificate, siteUrl(`/certificates/${certificate.code}`));
  return fileResponse(`composure-${certificate.courseSlug}.pdf`, 'application/pdf', new Uint8Array(pdf));
}
