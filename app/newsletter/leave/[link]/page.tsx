import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHead } from '#components/layout/site.tsx';
import { Button } from '#components/ui/button.tsx';
import { leaveForm } from '#features/newsletter/newsletter.actions.ts';
import { findLeaving } from '#features/newsletter/newsletter.server.ts';

export const metadata: Metadata = { title: 'Leave the newsletter', robots: { index: false } };

/** Where the link under a newsletter leads: looking changes nothing, one button ends it. */
export default async function Page({ params }: { params: Promise<{ link: string }> }) {
  const { link } = await params;
  const leaving = await findLeaving(link);
  if (!leaving) notFound();
  if (leaving.left) return <PageHead title="You have left the list">No other mail follows. You can ask for it again on any article.</PageHead>;
  return (
    <>
      <PageHead title="Leave the newsletter?">One press, and no more mail comes.</PageHead>
      <form action={leaveForm}>
        <input type="hidden" name="link" value={link} />
        <Button>Leave</Button>
      </form>
    </>
  );
}
