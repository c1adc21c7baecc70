'use server';

import { refresh } from 'next/cache';
import { notFound, redirect } from 'next/navigation';
import { parseForm, refuse } from '#lib/form.ts';
import type { FormState } from '#lib/form-state.ts';
import { requireAdmin, requireViewer } from '../accounts/session.server.ts';
import { freeSeat, makeInvite, revokeInvite } from './invite.server.ts';
import { freeSeatSchema, INVITES_URL, inviteUrl, joinSchema, joinUrl, makeInviteSchema, revokeInviteSchema } from './invite.ts';
import { joinByInvite } from './join.server.ts';

export async function makeInviteForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireAdmin(INVITES_URL);
  const parsed = parseForm(makeInviteSchema, form);
  if (!parsed.ok) return parsed.state;
  const answer = await makeInvite(admin, parsed.data);
  if ('closed' in answer) return { ...refuse('', form), errors: { [answer.closed]: `This ${answer.closed} is not open.` } };
  redirect(inviteUrl(answer.id));
}

export async function revokeInviteForm(form: FormData): Promise<void> {
  const admin = await requireAdmin(INVITES_URL);
  const parsed = parseForm(revokeInviteSchema, form);
  if (parsed.ok) await revokeInvite(admin, parsed.data.invite);
  refresh();
}

export async function freeSeatForm(form: FormData): Promise<void> {
  const admin = await requireAdmin(INVITES_URL);
  const parsed = parseForm(freeSeatSchema, form);
  if (parsed.ok) await freeSeat(admin, parsed.data.claim, parsed.data.withdraw === 'yes');
  refresh();
}

export async function joinForm(form: FormData): Promise<void> {
  const parsed = parseForm(joinSchema, form);
  if (!parsed.ok) notFound();
  const { link } = parsed.data;
  const answer = await joinByInvite(await requireViewer(joinUrl(link)), link);
  if (!answer) notFound();
  // The page says what came of it; it is the same address, which has to be drawn again.
  refresh();
  redirect(answer === 'joined' ? `${joinUrl(link)}?joined=1` : joinUrl(link));
}
