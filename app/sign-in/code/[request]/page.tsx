import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';
import { safePath } from '#features/accounts/account.ts';
import { CodeForm } from '#features/accounts/sign-in-forms.tsx';
import { env } from '#lib/env.ts';
import type { SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Check your mail', robots: { index: false } };

type Props = { params: Promise<{ request: string }>; searchParams: Promise<SearchParams> };

/** The same page for every address, known or not, mailed or limited. */
export default async function CodePage({ params, searchParams }: Props) {
  const { request } = await params;
  const next = safePath((await searchParams)['next']);
  return (
    <>
      <PageHead title="Check your mail">
        <p>If that address can receive mail, a link and a code are on their way. Open the link on any device, or type the code here. Both last 15 minutes.</p>
      </PageHead>
      <div className="grid max-w-md gap-6">
        <CodeForm request={request.slice(0, 64)} next={next} />
        {env().COMPOSURE_MODE === 'demo' && (
          <p className="text-sm text-ink-soft">
            This is the demo: <a href="/outbox">open the outbox</a> to read the mail.
          </p>
        )}
        <p>
          Nothing after a few minutes? Look in the spam folder, or <a href={`/sign-in?next=${encodeURIComponent(next)}`}>ask again</a>.
        </p>
      </div>
    </>
  );
}
