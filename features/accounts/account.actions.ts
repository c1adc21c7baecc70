'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { parseForm, refuse } from '#lib/form.ts';
import type { FormState } from '#lib/form-state.ts';
import { callerNetwork } from '#lib/network.ts';
import { codeSchema, emailSchema, nameSchema, safePath } from './account.ts';
import { endAllSessions, endSession, requireViewer, saveName } from './session.server.ts';
import { beginSingleSignOn, signIn } from './sign-in.server.ts';
import { requestSignIn } from './sign-in-request.server.ts';

// public: this is how somebody signs in
export async function askForSignIn(_: FormState, form: FormData): Promise<FormState> {
  const parsed = parseForm(z.object({ email: emailSchema, next: z.string().max(500).optional() }), form);
  if (!parsed.ok) return parsed.state;
  const next = safePath(parsed.data.next);
  const request = await requestSignIn(parsed.data.email, await callerNetwork(), next);
  redirect(`/sign-in/code/${request}?next=${encodeURIComponent(next)}`);
}

// public: the code is the proof
export async function signInWithCode(_: FormState, form: FormData): Promise<FormState> {
  const parsed = parseForm(z.object({ code: codeSchema, request: z.string().max(64), next: z.string().max(500).optional() }), form);
  if (!parsed.ok) return parsed.state;
  const { code, request, next } = parsed.data;
  if (!(await signIn({ request, code }))) {
    return refuse('That code does not fit, or has run out. Check the newest e-mail; after five wrong tries or 15 minutes, ask for another.', form);
  }
  redirect(safePath(next));
}

// public: the link is the proof
export async function signInWithLink(_: FormState, form: FormData): Promise<FormState> {
  const parsed = parseForm(z.object({ link: z.string().max(64), next: z.string().max(500).optional() }), form);
  if (!parsed.ok) return refuse('This link is not whole. Open it from the e-mail again, or ask for another.');
  if (!(await signIn({ link: parsed.data.link }))) return refuse('This link has been used or has run out. Ask for another; it takes a minute.');
  redirect(safePath(parsed.data.next));
}

// public: the organisation's own sign-in is the proof
export async function signInWithOrganisation(form: FormData): Promise<void> {
  const next = form instanceof FormData ? form.get('next') : null;
  redirect(await beginSingleSignOn(safePath(next)));
}

export async function signOut(): Promise<void> {
  await endSession(await requireViewer());
  redirect('/');
}

export async function signOutEverywhere(): Promise<void> {
  await endAllSessions(await requireViewer());
  redirect('/sign-in?everywhere=1');
}

export async function changeName(_: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer('/account');
  const parsed = parseForm(z.object({ name: nameSchema }), form);
  if (!parsed.ok) return parsed.state;
  await saveName(viewer, parsed.data.name);
  redirect('/account?saved=1');
}
