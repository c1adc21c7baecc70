import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { safePath } from '#features/accounts/account.ts';
import { LinkForm } from '#features/accounts/sign-in-forms.tsx';
import { findLinkOwner } from '#features/accounts/sign-in-request.server.ts';
import type { SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Sign in', robots: { index: false }, referrer: 'no-referrer' };

type Props = { params: Promise<{ link: string }>; searchParams: Promise<SearchParams> };

/** Opening the link changes nothing: a mail scanner may, and the person's own press of the button signs in. */
export default async function LinkPage({ params, searchParams }: Props) {
  const { link } = await params;
  const owner = link.length <= 64 ? await findLinkOwner(link) : null;
  if (!owner) {
    return (
      <>
        <PageHead title="This link has run out">
          <p>A sign-in link works once, for 15 minutes. Ask for another; it takes a minute.</p>
        </PageHead>
        <ButtonLink href="/sign-in">Ask for another</ButtonLink>
      </>
    );
  }
  return (
    <>
      <PageHead title="Sign in">
        <p>You are about to sign in as {owner}.</p>
      </PageHead>
      <LinkForm link={link} next={safePath((await searchParams)['next'])} />
    </>
  );
}
