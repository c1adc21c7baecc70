'use server';

import { refresh } from 'next/cache';
import { notFound } from 'next/navigation';
import { parseForm, refuse } from '#lib/form.ts';
import type { FormState } from '#lib/form-state.ts';
import { requireAdmin } from '../accounts/session.server.ts';
import { ENQUIRY_STATES, enquiryNoteSchema, moveSchema } from './enquiry.ts';
import { moveEnquiry, noteEnquiry } from './inbox.server.ts';

export async function moveEnquiryForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireAdmin('/admin/enquiries');
  const parsed = parseForm(moveSchema, form);
  if (!parsed.ok) notFound();
  const { enquiry, from, to } = parsed.data;
  const moved = await moveEnquiry(admin, enquiry, from, to);
  refresh();
  return moved
    ? { done: true, message: `Moved to “${ENQUIRY_STATES[to]}”.` }
    : refuse('Not moved: somebody else has moved it since this page was opened. It stands as it now says.');
}

export async function noteEnquiryForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireAdmin('/admin/enquiries');
  const parsed = parseForm(enquiryNoteSchema, form);
  if (!parsed.ok) return parsed.state;
  if (!(await noteEnquiry(admin, parsed.data))) notFound();
  refresh();
  return { done: true, message: 'Noted.' };
}
