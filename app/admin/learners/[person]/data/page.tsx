import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AdminFrame, AdminSection } from '#components/layout/admin.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { requireFreshAdmin } from '#features/accounts/session.server.ts';
import { erasePersonForm } from '#features/privacy/erasure.actions.ts';
import { findErasure, findStake } from '#features/privacy/erasure.server.ts';
import { stakeInWords } from '#features/privacy/erasure.ts';
import { ErasureForm } from '#features/privacy/erasure-form.tsx';
import { formatMoment } from '#lib/dates.ts';

export const metadata: Metadata = { title: 'Somebody’s data · Admin', robots: { index: false } };

export default async function PersonDataPage({ params }: { params: Promise<{ person: string }> }) {
  const { person } = await params;
  const admin = await requireFreshAdmin(`/admin/learners/${person}/data`);
  const stake = await findStake(admin, person);
  if (!stake) return <Gone at={await findErasure(admin, person)} />;
  return (
    <AdminFrame at="/admin/learners" over={<a href={`/admin/learners/${person}`}>{stake.name || stake.email}</a>} title="Copy and erasure">
      <p className="max-w-2xl">
        For when somebody asks you to. They can do both themself, on their account page, under “Your data”. Before you do it for them, have them answer a mail
        to {stake.email}.
      </p>
      <AdminSection id="copy" title="A copy">
        <p className="mb-4 max-w-2xl">
          What is stored about them, as one file of JSON. What the site shows to them alone (notes, exercises, answers, letters) is not in it; it is in the one
          they take themself. That you took it is written down.
        </p>
        <ButtonLink look="quiet" href={`/admin/learners/${person}/data/export`}>
          Download their data
        </ButtonLink>
      </AdminSection>
      <AdminSection id="erase" title="Erasure">
        {stake.id === admin.id ? (
          <p>
            This is your own account: erase it on <a href="/account/data">your account page</a>.
          </p>
        ) : (
          <>
            <p className="mb-4 max-w-2xl">
              {stakeInWords(stake)} Erasing takes all they did and wrote, whatever is stored under {[stake.email, ...stake.otherEmails].join(' and ')}, and mail
              to them that has not left yet. They are told nothing. It cannot be undone. That it was done stays on record, as a number.
            </p>
            <ErasureForm
              action={erasePersonForm}
              choices={{
                keep: 'Keep their certificates, with their name on them: they want the codes to go on working.',
                withdraw: 'Withdraw their certificates: the codes are unknown from now on.',
              }}
              address={`Type their address, ${stake.email}`}
              button="Erase this person for good"
              person={person}
            />
          </>
        )}
      </AdminSection>
    </AdminFrame>
  );
}

/** Where somebody was, and is no more. */
function Gone({ at }: { at: Date | null }) {
  if (!at) notFound();
  return (
    <AdminFrame at="/admin/learners" over={<a href="/admin/learners">Learners</a>} title="Erased">
      <p role="status">Everything about this person was erased on {formatMoment(at)}. The audit has it under their number.</p>
    </AdminFrame>
  );
}
