import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';
import { Button } from '#components/ui/button.tsx';
import { Field } from '#components/ui/field.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { listCertificates } from '#features/certificates/certificate.server.ts';
import { groupCode } from '#features/certificates/certificate.ts';
import { RevokeForm } from '#features/certificates/certificate-forms.tsx';
import { formatDate } from '#lib/dates.ts';

export const metadata: Metadata = { title: 'Certificates · Admin', robots: { index: false } };

export default async function AdminCertificatesPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const admin = await requireAdmin();
  const code = String((await searchParams)['code'] ?? '');
  const certificates = await listCertificates(admin, code);
  return (
    <>
      <PageHead over={<a href="/admin">Admin</a>} title="Certificates" />
      <form method="get" className="mb-8 flex max-w-2xl flex-wrap items-end gap-3">
        <div className="grow">
          <Field label="Find by code" name="code" defaultValue={code} />
        </div>
        <Button look="quiet">Find</Button>
      </form>
      {certificates.length === 0 && <p>No certificate has been issued yet.</p>}
      <ul className="border-t border-rule">
        {certificates.map((certificate) => (
          <li key={certificate.code} className="grid gap-2 border-b border-rule py-4 sm:grid-cols-[1fr_1fr]">
            <div>
              <p className="font-semibold">{certificate.name}</p>
              <p>{certificate.courseTitle}</p>
              <p className="text-sm text-ink-soft tabular-nums">
                {formatDate(certificate.issuedAt)} · <a href={`/certificates/${certificate.code}`}>{groupCode(certificate.code)}</a>
              </p>
            </div>
            {certificate.revokedAt ? (
              <p className="text-coral">
                Revoked on {formatDate(certificate.revokedAt)}: {certificate.revokedReason}
              </p>
            ) : (
              <details>
                <summary className="font-semibold">Revoke…</summary>
                <div className="mt-3">
                  <RevokeForm code={certificate.code} />
                </div>
              </details>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
