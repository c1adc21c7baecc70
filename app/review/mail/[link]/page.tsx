import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHead } from '#components/layout/site.tsx';
import { Button } from '#components/ui/button.tsx';
import { switchOffForm } from '#features/reviews/review.actions.ts';
import { findReviewMail } from '#features/reviews/review.server.ts';

export const metadata: Metadata = { title: 'Review mail', robots: { index: false } };

/** Where the link under a review mail leads: looking changes nothing, one button switches it off. */
export default async function Page({ params }: { params: Promise<{ link: string }> }) {
  const { link } = await params;
  const mail = await findReviewMail(link);
  if (!mail) notFound();
  if (!mail.on) return <PageHead title="No more review mail">You can switch it on again on the review page.</PageHead>;
  return (
    <>
      <PageHead title="Stop the review mail?">The cards stay: they wait for you under My learning.</PageHead>
      <form action={switchOffForm}>
        <input type="hidden" name="link" value={link} />
        <Button>Stop it</Button>
      </form>
    </>
  );
}
