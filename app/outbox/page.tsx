import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { PageHead } from '#components/layout/site.tsx';
import { formatMoment } from '#lib/dates.ts';
import { env } from '#lib/env.ts';
import { listKeptMail } from '#lib/mail-worker.ts';
import { callerNetwork } from '#lib/network.ts';

export const metadata: Metadata = { title: 'Outbox (demo)', robots: { index: false } };

/** Addresses of this site in a message become links; nothing else does. */
function withLinks(text: string): ReactNode[] {
  const origin = env().APP_URL.replace(/\/$/, '');
  return text.split(/(https?:\/\/\S+)/).map((part, at) =>
    part.startsWith(`${origin}/`) ? (
      <a key={`${at}-${part}`} href={part.slice(origin.length)}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}

/** The demo's mail, for a person at this machine only. In production there is no such page. */
export default async function OutboxPage() {
  const local = ['127.0.0.1', '0:0:0:0::/64', '0:0:0:0::1'].includes(await callerNetwork());
  if (env().COMPOSURE_MODE !== 'demo' || !local) notFound();
  const mails = await listKeptMail();
  return (
    <>
      <PageHead title="Outbox">
        <p>The demo sends no mail. What it would have sent is kept here, newest first, for this machine only.</p>
      </PageHead>
      {mails.length === 0 && <p>Nothing yet. Mail appears within a second or two of being sent; reload the page.</p>}
      <ul className="grid max-w-3xl gap-4">
        {mails.map((mail) => (
          <li key={mail.id} className="rounded-xl border border-rule p-5">
            <p className="font-semibold">{mail.subject}</p>
            <p className="text-sm text-ink-soft">
              To {mail.to} · {formatMoment(new Date(mail.at))}
            </p>
            <p className="mt-3 whitespace-pre-wrap">{withLinks(mail.text)}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
