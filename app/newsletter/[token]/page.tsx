import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHead } from '#components/layout/site.tsx';
import { Button } from '#components/ui/button.tsx';
import { confirmSubscriptionForm } from '#features/newsletter/newsletter.actions.ts';
import { findSubscription } from '#features/newsletter/newsletter.server.ts';
import { WORDING } from '#features/newsletter/newsletter.ts';

export const metadata: Metadata = { title: 'Newsletter', robots: { index: false } };

/** Where the link in the mail leads. Looking changes nothing; the button says yes. */
export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const subscription = await findSubscription(token);
  if (!subscription) notFound();
  if (subscription.confirmed)
    return (
      <PageHead title="You are on the list">
        <p>
          The next article comes to you by mail, once a week at most. <a href={subscription.leave}>Leave the list</a>, whenever you like.
        </p>
      </PageHead>
    );
  if (subscription.over)
    return (
      <PageHead title="This link has run out">
        <p>
          It was good for a week, and for one answer. You are not on the list. If you want the newsletter, <a href="/articles#newsletter-email">ask again</a>.
        </p>
      </PageHead>
    );
  return (
    <>
      <PageHead title="Do you want the newsletter?">
        <p>“{WORDING}”</p>
      </PageHead>
      <form action={confirmSubscriptionForm}>
        <input type="hidden" name="token" value={token} />
        <Button>Yes, send it</Button>
      </form>
    </>
  );
}
