import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';
import { ButtonLink } from '#components/ui/button.tsx';

export const metadata: Metadata = { title: 'We have your enquiry', robots: { index: false } };

export default function ThanksPage() {
  return (
    <>
      <PageHead title="We have your enquiry">
        <p>A copy is on its way to your address. A person will read it and answer there. No list has your address.</p>
      </PageHead>
      <ButtonLink look="quiet" href="/courses">
        Back to the courses
      </ButtonLink>
    </>
  );
}
