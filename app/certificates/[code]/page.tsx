import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Panel } from '#components/layout/site.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { findViewer } from '#features/accounts/session.server.ts';
import { findCertificate } from '#features/certificates/certificate.server.ts';
import { CERTIFICATE_WORDING, groupCode } from '#features/certificates/certificate.ts';
import { CertificatePicture } from '#features/certificates/certificate-picture.tsx';
import { CorrectedCertificate } from '#features/certificates/corrected-certificate.tsx';
import { formatDate } from '#lib/dates.ts';

export const metadata: Metadata = { title: 'Check a certificate', robots: { index: false } };

/** Tells a stranger in two seconds whether a certificate is genuine; its holder can download it here as well. */
export default async function CertificatePage({ params }: { params: Promise<{ code: string }> }) {
  const { code } = await params;
  const viewer = await findViewer();
  const found = await findCertificate(viewer, code);
  if (!found) notFound();
  const { shown, held } = found;
  if (shown.status === 'superseded') return <CorrectedCertificate mineNow={found.mineNow} />;
  const { name, courseTitle, issuedAt, revokedAt, letterMarkedBy, refreshBy } = shown;
  const valid = shown.status === 'valid';
  return (
    <div className="grid gap-10 lg:grid-cols-[3fr_2fr] lg:items-center">
      <div>
        <p className={`text-lg font-semibold ${valid ? 'text-pine' : 'text-coral'}`}>{valid ? '✓ Genuine' : '✕ Revoked'}</p>
        <h1 className="mt-1 font-serif text-3xl font-semibold text-balance sm:text-4xl">
          {valid ? 'This certificate is genuine' : 'This certificate has been revoked'}
        </h1>
        <dl className="mt-6 grid grid-cols-[auto_1fr] gap-x-6 gap-y-2 text-lg">
          <dt className="text-ink-soft">Name</dt>
          <dd className="font-semibold break-words">{name}</dd>
          <dt className="text-ink-soft">Course</dt>
          <dd>{courseTitle}</dd>
          <dt className="text-ink-soft">Date</dt>
          <dd>{formatDate(issuedAt)}</dd>
          {letterMarkedBy && (
            <>
              <dt className="text-ink-soft">Response letter</dt>
              <dd>marked by {letterMarkedBy}</dd>
            </>
          )}
          {revokedAt && (
            <>
              <dt className="text-ink-soft">Revoked</dt>
              <dd>{formatDate(revokedAt)}</dd>
            </>
          )}
        </dl>
        {valid && refreshBy && <p className="mt-6">A refresh is suggested by {formatDate(refreshBy)}. The certificate does not expire.</p>}
        <p className="mt-6 text-sm text-ink-soft">{CERTIFICATE_WORDING}</p>
        {held && (
          <Panel className="mt-8 grid justify-items-start gap-3">
            <p>This certificate is yours. Its code, for anybody who wants to check it:</p>
            <p className="font-semibold tabular-nums">{groupCode(held.code)}</p>
            {valid && <ButtonLink href={`/certificates/${held.code}/pdf`}>Download the PDF</ButtonLink>}
          </Panel>
        )}
      </div>
      <CertificatePicture seed={courseTitle} name={name} courseTitle={courseTitle} issuedAt={issuedAt} />
    </div>
  );
}
