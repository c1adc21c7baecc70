import 'server-only';
import { headers } from 'next/headers';
import type { NextRequest } from 'next/server';
import NextAuth, { type AuthOptions } from 'next-auth';
import Credentials from 'next-auth/providers/credentials';
import { env } from '#lib/env.ts';
import { emailSchema } from './account.ts';
import { openSession, sessionCookieName } from './session.server.ts';
import { findOrCreatePerson, redeem } from './sign-in-request.server.ts';

/** `__Host-` and the rest of a cookie's armour, for each cookie next-auth sets. */
function cookie(name: string, maxAge?: number) {
  const secure = env().APP_URL.startsWith('https:');
  return {
    name: `${secure ? '__Host-' : ''}composure-${name}`,
    options: { httpOnly: true, sameSite: 'lax' as const, path: '/', secure, ...(maxAge ? { maxAge } : {}) },
  };
}

function singleSignOn(): AuthOptions['providers'] {
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  if (!OIDC_ISSUER || !OIDC_CLIENT_ID || !OIDC_CLIENT_SECRET || !OIDC_NAME) return [];
  return [
    {
      id: 'oidc',
      name: OIDC_NAME,
      type: 'oauth',
      wellKnown: `${OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      authorization: { params: { scope: 'openid email' } },
      checks: ['pkce', 'state', 'nonce'],
      idToken: true,
      // An address the provider has not verified proves nothing.
      profile: (profile) => ({ id: String(profile.sub), email: profile.email_verified === true ? String(profile.email) : null }),
    },
  ];
}

/** next-auth verifies our own one-time proofs and seals a cookie; the session itself is our row, named in it. */
function authOptions(): AuthOptions {
  return {
    secret: env().AUTH_SECRET,
    session: { strategy: 'jwt', maxAge: 30 * 86_400 },
    pages: { signIn: '/sign-in', error: '/sign-in' },
    useSecureCookies: env().APP_URL.startsWith('https:'),
    cookies: {
      sessionToken: { ...cookie('session'), name: sessionCookieName() },
      csrfToken: cookie('csrf'),
      callbackUrl: cookie('callback'),
      state: cookie('state', 900),
      nonce: cookie('nonce', 900),
      pkceCodeVerifier: cookie('pkce', 900),
    },
    logger: { error: (code) => console.error(JSON.stringify({ event: 'sign-in-error', code })), warn: () => {}, debug: () => {} },
    providers: [
      Credentials({
        id: 'credentials',
        credentials: { link: {}, request: {}, code: {} },
        // Never throws: a thrown message would be shown in an address bar.
        authorize: async (given) => {
          const { link, request, code } = (given ?? {}) as Record<string, unknown>;
          const proof = typeof link === 'string' ? { link } : typeof request === 'string' && typeof code === 'string' ? { request, code } : null;
          const email = proof && (await redeem(proof));
          return email ? findOrCreatePerson(email) : null;
        },
      }),
      ...singleSignOn(),
    ],
    callbacks: {
      // Our own forms decide where to go (safePath); a cookie's text never does.
      redirect: ({ url, baseUrl }) => (URL.canParse(url) && new URL(url).origin === new URL(baseUrl).origin ? url : baseUrl),
      signIn: async ({ user, account }) => {
        if (account?.provider !== 'oidc') return true;
        const email = emailSchema.safeParse(user.email ?? '');
        const person = email.success ? await findOrCreatePerson(email.data) : null;
        if (person) user.id = person.id;
        return person !== null;
      },
      // Client data on `trigger: 'update'` is ignored: the token holds a session id and nothing else.
      jwt: async ({ token, user, trigger }) => {
        if (trigger !== 'signIn' && trigger !== 'signUp') return token['sid'] ? { sid: token['sid'] } : {};
        return { sid: await openSession(user.id, (await headers()).get('user-agent') ?? '') };
      },
    },
  };
}

export const authHandler = (request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> =>
  NextAuth(request as never, context as never, authOptions());
