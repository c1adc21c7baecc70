import { type NextRequest, NextResponse } from 'next/server';
import { authHandler } from '#features/accounts/auth.server.ts';
import { env } from '#lib/env.ts';

/**
 * next-auth's only public address is where single sign-on comes back to. Everything else it could answer (its own pages,
 * log writing, session echo) is not there; our own forms call it from inside.
 */
export async function GET(request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }) {
  const { nextauth } = await context.params;
  // Where next-auth sends a refusal of ours; the sign-in page has the words for it.
  if (env().OIDC_ISSUER && nextauth.join('/') === 'error') return NextResponse.redirect(new URL('/sign-in?error=sso', env().APP_URL));
  if (!env().OIDC_ISSUER || nextauth.join('/') !== 'callback/oidc') return new NextResponse('Not found', { status: 404 });
  const names = [...request.nextUrl.searchParams.keys()];
  if (new Set(names).size !== names.length || !names.includes('state')) return NextResponse.redirect(new URL('/sign-in?error=sso', env().APP_URL));
  return authHandler(request, context);
}
