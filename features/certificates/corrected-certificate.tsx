import { PageHead, Panel } from '#components/layout/site.tsx';
import { ButtonLink } from '#components/ui/button.tsx';

/** All that an old code still says, whoever asks. Its holder alone is led on to the certificate they have now. */
export const CorrectedCertificate = ({ mineNow }: { mineNow: string | null }) => (
  <>
    <PageHead over="Superseded" title="This certificate was issued again under a corrected name">
      <p>It has another code now, and the one you have no longer counts. Ask whoever gave it to you for the new one.</p>
    </PageHead>
    {mineNow && (
      <Panel className="grid justify-items-start gap-3">
        <p>This certificate was yours.</p>
        <ButtonLink href={`/certificates/${mineNow}`}>See the one you have now</ButtonLink>
      </Panel>
    )}
  </>
);
