'use server';

import { notFound, redirect } from 'next/navigation';
import { atLeast } from '#lib/at-least.ts';
import { parseForm, tokenSchema } from '#lib/form.ts';
import type { FormState } from '#lib/form-state.ts';
import { callerNetwork } from '#lib/network.ts';
import { confirmSubscription, leave, readLeaveLink, subscribe } from './newsletter.server.ts';
import { confirmUrl, leaveUrl, linkSchema, subscribeSchema } from './newsletter.ts';

// public: anybody may ask; nothing is sent but a question, and the answer is the same for every address
export async function subscribeForm(_: FormState, form: FormData): Promise<FormState> {
  const parsed = parseForm(subscribeSchema, form);
  if (!parsed.ok) return parsed.state;
  if (!parsed.data.website) await atLeast(300, subscribe(parsed.data.email, await callerNetwork()));
  return { done: true, message: 'Look in your mail: there is one question in it, and a link to say yes.' };
}

// public: whoever holds the link from the mail
export async function confirmSubscriptionForm(form: FormData): Promise<void> {
  const parsed = parseForm(tokenSchema, form);
  if (!parsed.ok) notFound();
  await confirmSubscription(parsed.data.token);
  redirect(confirmUrl(parsed.data.token));
}

// public: whoever holds the link from the mail; one click, no signing in (RFC 8058)
export async function leaveForm(form: FormData): Promise<void> {
  const parsed = parseForm(linkSchema, form);
  const id = parsed.ok ? readLeaveLink(parsed.data.link) : null;
  if (!parsed.ok || !id) notFound();
  await leave(id);
  redirect(leaveUrl(parsed.data.link));
}
