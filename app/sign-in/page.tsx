import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { PageHead } from '#components/layout/site.tsx';
import { Button } from '#components/ui/button.tsx';
import { signInWithOrganisation } from '#features/accounts/account.actions.ts';
import { safePath } from '#features/accounts/account.ts';
import { findViewer } from '#features/accounts/session.server.ts';
import { AskForm } from '#features/accounts/sign-in-forms.tsx';
import { env } from '#lib/env.ts';
import type { SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Sign in', robots: { index: false } };

type Props = { searchParams: Promise<SearchParams> };

export default async function SignInPage({ searchParams }: Props) {
  const query = await searchParams;
  const next = safePath(query['next']);
  if (await findViewer()) redirect(next);
  const { OIDC_NAME, COMPOSURE_MODE } = env();
  return (
    <>
      <PageHead title="Sign in">
        <p>There is no password. We e-mail you a link and a six-digit code; either one signs you in.</p>
      </PageHead>
      <div className="grid max-w-md gap-8">
        {query['everywhere'] === '1' && (
          <p role="status" className="rounded-lg bg-mist px-4 py-3">
            You are signed out on every device.
          </p>
        )}
        {query['error'] !== undefined && (
          <p role="alert" className="rounded-lg border-s-4 border-coral bg-sand px-4 py-3">
            That sign-in did not work. Try again, or use an e-mailed link.
          </p>
        )}
        <AskForm next={next} />
        {OIDC_NAME && (
          <form action={signInWithOrganisation}>
            <input type="hidden" name="next" value={next} />
            <Button look="quiet">Sign in with {OIDC_NAME}</Button>
          </form>
        )}
        {COMPOSURE_MODE === 'demo' && (
          <p className="text-sm text-ink-soft">
            This is the demo: mail goes no further than <a href="/outbox">the outbox page</a>. Try ada@example.org, who is halfway through a course.
          </p>
        )}
      </div>
    </>
  );
}
