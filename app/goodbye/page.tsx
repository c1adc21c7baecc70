import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';
import { ButtonLink } from '#components/ui/button.tsx';

export const metadata: Metadata = { title: 'You are erased', robots: { index: false } };

export default function GoodbyePage() {
  return (
    <>
      <PageHead title="Your account is gone">
        <p>
          Everything on it has been erased, and you are signed out. If you kept your certificates, their codes go on working. The public pages are still yours
          to read.
        </p>
      </PageHead>
      <ButtonLink look="quiet" href="/">
        To the front page
      </ButtonLink>
    </>
  );
}
