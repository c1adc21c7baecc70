'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { parseForm, refuse } from '#lib/form.ts';
import type { FormState } from '#lib/form-state.ts';
import { requireAdmin } from '../accounts/session.server.ts';
import { revokeCertificate } from './certificate.server.ts';
import { readCode, revokeSchema } from './certificate.ts';

// public: a stranger checks a certificate; a malformed code and an unknown one go to the same answer
export async function checkCode(_: FormState, form: FormData): Promise<FormState> {
  const parsed = parseForm(z.object({ code: z.string().trim().min(1, 'Type the code from the certificate.').max(120, 'That is longer than a code.') }), form);
  if (!parsed.ok) return parsed.state;
  redirect(`/certificates/${encodeURIComponent(readCode(parsed.data.code) ?? parsed.data.code)}`);
}

export async function revokeForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireAdmin();
  const parsed = parseForm(revokeSchema, form);
  if (!parsed.ok) return parsed.state;
  if (!(await revokeCertificate(admin, parsed.data.code, parsed.data.reason))) return refuse('There is no valid certificate with this code.', form);
  redirect(`/admin/certificates?code=${encodeURIComponent(parsed.data.code)}`);
}
