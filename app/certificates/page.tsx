import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';
import { CheckForm } from '#features/certificates/certificate-forms.tsx';

export const metadata: Metadata = {
  title: 'Check a certificate',
  description: 'Type the code from a Composure certificate to see whether it is genuine.',
  alternates: { canonical: '/certificates' },
};

export default function CertificatesPage() {
  return (
    <>
      <PageHead title="Check a certificate">
        <p>
          Type the code from the certificate, or scan its square. You will see whether it is genuine, whose it is, for which course, and its date. Nothing else
          is shown.
        </p>
      </PageHead>
      <CheckForm />
    </>
  );
}
