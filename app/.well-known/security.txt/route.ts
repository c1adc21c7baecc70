import { days, fromNow } from '#lib/clock.ts';
import { siteUrl } from '#lib/env.ts';

export const dynamic = 'force-dynamic';

/** Where to report a weakness (RFC 9116). It is good for half a year from when it is read, so it cannot go stale on a running site. */
export function GET() {
  const text = `Contact: ${siteUrl('/enquire')}\nExpires: ${fromNow(days(180)).toISOString()}\nPreferred-Languages: en\nCanonical: ${siteUrl('/.well-known/security.txt')}\n`;
  return new Response(text, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}
