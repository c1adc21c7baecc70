import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';
import { ButtonLink } from '#components/ui/button.tsx';

export const metadata: Metadata = { title: 'We have your enquiry', robots: { index: false } };

export default function ThanksPage() {
  return (
    <>
      <PageHead title="We have your enquiry">
        <p>A person will read it and answer to your address. A short mail there says that it reached us. Your address goes on no list.</p>
      </PageHead>
      <ButtonLink look="quiet" href="/courses">
        Back to the courses
      </ButtonLink>
    </>
  );
}
