import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHead } from '#components/layout/site.tsx';
import { Button } from '#components/ui/button.tsx';
import { switchOffForm } from '#features/reviews/review.actions.ts';
import { readOffLink } from '#features/reviews/review.server.ts';

export const metadata: Metadata = { title: 'Review mail', robots: { index: false } };

type Props = { params: Promise<{ link: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Where the link under a review mail leads: looking changes nothing, one button switches it off. */
export default async function Page({ params, searchParams }: Props) {
  const { link } = await params;
  if (!readOffLink(link)) notFound();
  if ((await searchParams)['off'] === '1') return <PageHead title="No more review mail">You can switch it on again on the review page.</PageHead>;
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
