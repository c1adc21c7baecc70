import type { Metadata } from 'next';
import { PageHead, Panel } from '#components/layout/site.tsx';
import { QrCode } from '#components/ui/qr-code.tsx';
import { safePath } from '#features/accounts/account.ts';
import { demoCode, getSetUp } from '#features/accounts/second-factor.server.ts';
import { SecondFactorForm } from '#features/accounts/second-factor-form.tsx';
import { requireStaff } from '#features/accounts/session.server.ts';
import type { SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Second factor', robots: { index: false } };

/** Where an admin gives the second factor, and the first time sets it up. For everybody else it does not exist. */
export default async function SecondFactorPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const staff = await requireStaff();
  const asked = (await searchParams)['next'];
  const next = safePath(typeof asked === 'string' ? asked : '/admin');
  const setUp = await getSetUp(staff);
  const code = await demoCode(staff);
  return (
    <>
      <PageHead title={setUp.state === 'new' ? 'Set up your second factor' : 'Your second factor'}>
        <p>
          {setUp.state === 'new'
            ? 'An admin can see and change other people’s work, so a mailbox alone is not enough to get in. You need an authenticator app on your phone.'
            : 'Open your authenticator app. You are asked when you sign in, and again before roles, copies of data and erasure.'}
        </p>
      </PageHead>
      {setUp.state === 'new' && (
        <ol className="mb-8 grid max-w-2xl list-decimal gap-6 ps-5 print:hidden">
          <li>
            <p className="mb-3">Scan this with the app:</p>
            <QrCode text={setUp.uri} label="QR code for the authenticator app; the same secret stands below as text" />
            <p className="mt-3 text-sm text-ink-mid">
              Or type it in: <code className="break-all font-mono">{setUp.secret.replace(/(.{4})/g, '$1 ').trim()}</code>
            </p>
          </li>
          <li>Type the six digits it shows. You then get ten recovery codes to keep on paper.</li>
        </ol>
      )}
      {code && (
        <Panel className="mb-6 max-w-sm">
          <p>
            This is the demo, where nobody has the admin’s phone. The code now is <strong className="font-mono">{code}</strong>.
          </p>
        </Panel>
      )}
      <SecondFactorForm next={next} isNew={setUp.state === 'new'} />
    </>
  );
}
