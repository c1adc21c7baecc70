import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { cookies, headers } from 'next/headers';
import { NextRequest } from 'next/server';
import { env } from '#lib/env.ts';
import { safePath } from './account.ts';
import { authHandler } from './auth.server.ts';
import type { Proof } from './sign-in-request.server.ts';

/**
 * Signs in through next-auth's own credentials callback and hands its cookie on. next-auth wants its CSRF pair, which a
 * browser without JavaScript has no way to fetch: the front door has already proved the origin, so we supply the pair.
 */
export async function signIn(proof: Proof): Promise<boolean> {
  const response = await callNextAuth('callback', 'credentials', 'link' in proof ? { link: proof.link } : { request: proof.request, code: proof.code });
  return response.headers.getSetCookie().some((line) => line.includes('composure-session='));
}

/** Begins single sign-on and answers the provider's address to go to. */
export async function beginSingleSignOn(next: string): Promise<string> {
  const response = await callNextAuth('signin', 'oidc', { callbackUrl: new URL(safePath(next), env().APP_URL).href });
  return response.headers.get('location') ?? '/sign-in?error=sso';
}

async function callNextAuth(action: string, provider: string, fields: Record<string, string>): Promise<Response> {
  const jar = await cookies();
  const secure = env().APP_URL.startsWith('https:');
  const name = secure ? '__Host-composure-csrf' : 'composure-csrf';
  const csrfToken = randomBytes(32).toString('hex');
  jar.set(name, `${csrfToken}|${createHash('sha256').update(`${csrfToken}${env().AUTH_SECRET}`).digest('hex')}`, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure,
  });
  const request = new NextRequest(new URL(`/api/auth/${action}/${provider}`, env().APP_URL), {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': (await headers()).get('user-agent') ?? '' },
    body: new URLSearchParams({ ...fields, csrfToken }).toString(),
  });
  const response = await authHandler(request, { params: Promise.resolve({ nextauth: [action, provider] }) });
  jar.delete(name);
  for (const line of response.headers.getSetCookie()) setFromHeader(jar, line, secure);
  return response;
}

function setFromHeader(jar: Awaited<ReturnType<typeof cookies>>, line: string, secure: boolean) {
  const [pair = '', ...attributes] = line.split('; ');
  const cut = pair.indexOf('=');
  const expires = attributes.find((attribute) => /^expires=/i.test(attribute))?.slice(8);
  jar.set(pair.slice(0, cut), decodeURIComponent(pair.slice(cut + 1)), {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure,
    ...(expires ? { expires: new Date(expires) } : {}),
  });
}
