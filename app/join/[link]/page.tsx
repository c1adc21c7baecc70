import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { findViewer } from '#features/accounts/session.server.ts';
import { InvitationPage } from '#features/invites/invitation.tsx';
import { findInvitation } from '#features/invites/join.server.ts';
import type { SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'An invitation', robots: { index: false } };

type Props = { params: Promise<{ link: string }>; searchParams: Promise<SearchParams> };

/** Public: whoever has the link sees what it is for. Signing in comes with the button. */
export default async function JoinPage({ params, searchParams }: Props) {
  const { link } = await params;
  const viewer = await findViewer();
  const invitation = await findInvitation(viewer, link);
  if (!invitation) notFound();
  return <InvitationPage {...invitation} link={link} signedIn={viewer !== null} justJoined={(await searchParams)['joined'] === '1'} />;
}
