import { PageHead } from '#components/layout/site.tsx';
import { CheckForm } from '#features/certificates/certificate-forms.tsx';

/** The same answer for every code that is not a certificate's, malformed or unknown. */
export default function NoSuchCertificate() {
  return (
    <>
      <PageHead title="No certificate has this code">
        <p>Check it letter by letter against the certificate, and try again. If it still is not found, the certificate is not one of ours.</p>
      </PageHead>
      <CheckForm />
    </>
  );
}
