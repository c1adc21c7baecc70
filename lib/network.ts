import { headers } from 'next/headers';
import { env } from './env.ts';

/**
 * The caller's network for the limiters: an IPv4 address, or the /64 of an IPv6 one. Only entries that our own
 * proxies appended to X-Forwarded-For are believed (TRUSTED_PROXIES counts them, from the right).
 */
export async function callerNetwork(): Promise<string> {
  const forwarded = ((await headers()).get('x-forwarded-for') ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  // The server itself appends the socket's address last (see scripts/front-door.ts), hence one more than the proxies.
  return networkOf(forwarded.at(-1 - env().TRUSTED_PROXIES) ?? forwarded[0] ?? 'unknown');
}

export function networkOf(address: string): string {
  // Some proxies append the port: 203.0.113.7:5678, [2001:db8::1]:5678.
  const bare = address.replace(/^\[(.*)\](:\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
  const plain = bare.replace(/^::ffff:/, '');
  if (!plain.includes(':')) return plain;
  const [head = '', tail = ''] = plain.split('::');
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const groups = plain.includes('::') ? [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right] : left;
  return `${groups.slice(0, 4).join(':')}::/64`;
}
