import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AdminFrame, AdminSection } from '#components/layout/admin.tsx';
import { Field } from '#components/ui/field.tsx';
import { Filters, Pager, Table, Who } from '#components/ui/list.tsx';
import { QrCode } from '#components/ui/qr-code.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { adminGroupUrl } from '#features/groups/group-words.ts';
import { FreeSeat, RevokeInvite } from '#features/invites/holder-forms.tsx';
import { findInvite, holderListing, linkOf, listHolders } from '#features/invites/invite.server.ts';
import { INVITE_STATES, INVITES_URL, type InviteView, inviteUrl, joinUrl, stateOf } from '#features/invites/invite.ts';
import { now } from '#lib/clock.ts';
import { counted } from '#lib/count.ts';
import { formatDate, shortDate } from '#lib/dates.ts';
import { siteUrl } from '#lib/env.ts';
import type { SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'A link · Admin', robots: { index: false } };

type Props = { params: Promise<{ invite: string }>; searchParams: Promise<SearchParams> };

export default async function AdminInvitePage({ params, searchParams }: Props) {
  const { invite: id } = await params;
  const admin = await requireAdmin(inviteUrl(id));
  const listing = holderListing(await searchParams);
  const [invite, page] = await Promise.all([findInvite(admin, id), listHolders(admin, id, listing)]);
  if (!invite) notFound();
  const path = inviteUrl(id);
  const link = siteUrl(joinUrl(linkOf(id)));
  return (
    <AdminFrame at={INVITES_URL} over={<a href={INVITES_URL}>Links and seats</a>} title={invite.label}>
      <Facts invite={invite} />
      <div className="mt-6 grid max-w-2xl gap-4">
        <Field label="The link" name="link" readOnly defaultValue={link} hint="Whoever has it can take a place. Give it to those it is meant for." />
        <QrCode text={link} label="QR code of the link, to print or to show" />
        {!invite.revokedAt && <RevokeInvite invite={id} />}
      </div>
      <AdminSection id="holders" title="Who holds a place">
        <Filters listing={listing} search="Person" />
        <Table
          label="People with a place"
          path={path}
          listing={listing}
          rows={page.rows}
          keyOf={(holder) => holder.id}
          empty="Nobody has taken a place yet."
          columns={[
            { heading: 'Name', sort: 'name', cell: ({ name, email }) => <Who name={name} email={email} /> },
            { heading: 'Since', sort: 'since', oneLine: true, cell: ({ since }) => shortDate(since) },
            { heading: 'Place', cell: (holder) => <FreeSeat holder={holder} /> },
          ]}
        />
        <Pager path={path} listing={listing} page={page} />
      </AdminSection>
    </AdminFrame>
  );
}

function Facts({ invite }: { invite: InviteView }) {
  const { courseTitle, groupId, groupName, places, held, dueAt, expiresAt, revokedAt } = invite;
  return (
    <p className="max-w-2xl text-ink-mid">
      <strong>{revokedAt ? `Revoked on ${formatDate(revokedAt)}` : INVITE_STATES[stateOf(invite, now())]}.</strong> Puts people on {courseTitle}
      {groupId && (
        <>
          {' '}
          and into <a href={adminGroupUrl(groupId)}>{groupName}</a>
        </>
      )}
      . {places === null ? `${counted(held)} joined, and as many may as come` : `${held} of ${places} places are taken`}.{' '}
      {dueAt ? `To be finished by ${formatDate(dueAt)}.` : 'No due date.'} The link works until {formatDate(expiresAt)}.
    </p>
  );
}
