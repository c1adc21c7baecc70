import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { requireViewer } from '#features/accounts/session.server.ts';
import { eraseMeForm } from '#features/privacy/erasure.actions.ts';
import { getMyStake } from '#features/privacy/erasure.server.ts';
import { stakeInWords } from '#features/privacy/erasure.ts';
import { ErasureForm } from '#features/privacy/erasure-form.tsx';

export const metadata: Metadata = { title: 'Your data', robots: { index: false } };

export default async function DataPage() {
  const viewer = await requireViewer('/account/data');
  const stake = await getMyStake(viewer);
  return (
    <>
      <PageHead over={<a href="/account">Your account</a>} title="Your data">
        <p>Take a copy of everything this site stores about you, or leave and have it erased.</p>
      </PageHead>
      <div className="grid max-w-2xl gap-12">
        <section aria-labelledby="copy" className="grid justify-items-start gap-4">
          <h2 id="copy" className="font-serif text-2xl font-semibold">
            Take a copy
          </h2>
          <p>
            One file with everything: your account, what you did and wrote on your courses, your certificates, and what is stored under your address. It says
            what each thing means. It leaves out answer keys, whatever opens a door (the numbers of links and devices), and other people’s numbers. It is JSON:
            plain text that programs can read, and people too.
          </p>
          <ButtonLink look="quiet" href="/account/data/export">
            Download your data
          </ButtonLink>
        </section>
        <section aria-labelledby="erase" className="grid gap-4">
          <h2 id="erase" className="font-serif text-2xl font-semibold">
            Erase your account
          </h2>
          <p>{stakeInWords(stake)} Erasing takes, at once:</p>
          <ul className="list-disc ps-6">
            <li>your account and every device it is signed in on;</li>
            <li>your courses, and everything you did, wrote and handed in there;</li>
            <li>what is stored under your address: enquiries, the newsletter, “tell me when it opens”, and mail that has not left yet.</li>
          </ul>
          <p>
            If you marked somebody’s letter, the mark stays theirs, and your address is taken out. That an account was erased stays on record, as a number.
            Copies kept in case the database breaks go when they are replaced. <strong>None of this can be undone</strong>, so take your copy and your
            certificates as PDF first. What is stored, and what becomes of it, stands on the <a href="/privacy">privacy page</a>.
          </p>
          <ErasureForm
            action={eraseMeForm}
            choices={{
              keep: 'Keep my certificates. Anybody who has a code can go on checking it; my name stays on them, and they lead to no account.',
              withdraw: 'Withdraw my certificates. Their codes are unknown from now on, and nobody can check them.',
            }}
            address={`Type your address, ${stake.email}`}
            button="Erase my account for good"
          />
        </section>
      </div>
    </>
  );
}
