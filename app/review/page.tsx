import type { Metadata } from 'next';
import { PageHead, Panel } from '#components/layout/site.tsx';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { requireViewer } from '#features/accounts/session.server.ts';
import { setReviewMailForm } from '#features/reviews/review.actions.ts';
import { listDue, wantsReviewMail } from '#features/reviews/review.server.ts';

export const metadata: Metadata = { title: 'Review', robots: { index: false } };

/** What was missed, come round again: a card at a time, two minutes at a sitting. */
export default async function ReviewPage() {
  const viewer = await requireViewer('/review');
  const [cards, mailed] = await Promise.all([listDue(viewer), wantsReviewMail(viewer)]);
  const [card] = cards;
  return (
    <div className="mx-auto max-w-2xl">
      <PageHead title="Review">
        <p>
          {card
            ? `${cards.length === 1 ? 'One card' : `${cards.length} cards`}, about two minutes. What you get right comes back later and later, and then no more.`
            : 'Nothing is due. What you missed on a course comes back after 1, 3, 7, 21 and 60 days.'}
        </p>
      </PageHead>
      <ButtonLink href={card ? `/review/${card.id}` : '/dashboard'}>{card ? 'Start' : 'Back to my learning'}</ButtonLink>
      <Panel className="mt-14 text-sm">
        <form action={setReviewMailForm} className="flex flex-wrap items-center justify-between gap-3">
          <span>{mailed ? 'A mail tells you when cards are due, once a day at most.' : 'No mail tells you when cards are due.'}</span>
          <Button look="quiet" name="on" value={String(!mailed)}>
            {mailed ? 'Stop the mail' : 'Send me a mail'}
          </Button>
        </form>
      </Panel>
    </div>
  );
}
