import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';
import { Button } from '#components/ui/button.tsx';
import { signOut, signOutEverywhere } from '#features/accounts/account.actions.ts';
import { listSessions, requireViewer } from '#features/accounts/session.server.ts';
import { NameForm } from '#features/accounts/sign-in-forms.tsx';
import { formatMoment } from '#lib/dates.ts';
import type { SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Your account', robots: { index: false } };

/** A device's own words for itself, made short. */
const deviceName = (agent: string) => {
  const browser = /(Firefox|Edg|Chrome|Safari)/.exec(agent)?.[1]?.replace('Edg', 'Edge') ?? 'A browser';
  const system = /(Android|iPhone|iPad|Windows|Mac OS|Linux)/.exec(agent)?.[1];
  return system ? `${browser} on ${system}` : browser;
};

export default async function AccountPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const viewer = await requireViewer('/account');
  const sessions = await listSessions(viewer);
  const saved = (await searchParams)['saved'] === '1';
  return (
    <>
      <PageHead title="Your account">
        <p>You sign in as {viewer.email}.</p>
      </PageHead>
      <div className="grid max-w-xl gap-12">
        <section aria-labelledby="name-title" className="grid gap-4">
          <h2 id="name-title" className="font-serif text-2xl font-semibold">
            Name
          </h2>
          {saved && (
            <p role="status" className="rounded-lg bg-mist px-4 py-3">
              Saved.
            </p>
          )}
          <NameForm name={viewer.name} />
        </section>
        <section aria-labelledby="devices" className="grid justify-items-start gap-4">
          <h2 id="devices" className="font-serif text-2xl font-semibold">
            Where you are signed in
          </h2>
          <ul className="w-full border-t border-rule">
            {sessions.map(({ device, lastSeenAt, current }) => (
              <li key={`${device}${lastSeenAt.getTime()}`} className="border-b border-rule py-3">
                {deviceName(device)} {current && <strong>· this device</strong>}
                <span className="block text-sm text-ink-soft">Last seen {formatMoment(lastSeenAt)}</span>
              </li>
            ))}
          </ul>
          <div className="flex flex-wrap gap-3">
            <form action={signOut}>
              <Button look="quiet">Sign out</Button>
            </form>
            <form action={signOutEverywhere}>
              <Button look="danger">Sign out everywhere</Button>
            </form>
          </div>
        </section>
        <section aria-labelledby="data" className="grid justify-items-start gap-4">
          <h2 id="data" className="font-serif text-2xl font-semibold">
            Your data
          </h2>
          <p>
            <a href="/account/data">Your data: take it, or leave</a>
          </p>
          <p>
            Your transcript, what you finished and when: <a href="/account/transcript/pdf">PDF</a>, <a href="/account/transcript/csv">CSV</a> or{' '}
            <a href="/account/transcript/json">JSON</a>
          </p>
        </section>
      </div>
    </>
  );
}
