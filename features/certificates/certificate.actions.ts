'use server';

import { redirect } from 'next/navigation';
import { z } from 'zod';
import { parseForm, refuse } from '#lib/form.ts';
import type { FormState } from '#lib/form-state.ts';
import { requireAdmin } from '../accounts/session.server.ts';
import { adminCertificateUrl, codeSchema, readCode, reissueSchema, revokeSchema } from './certificate.ts';
import { reinstateCertificate, reissueCertificate, revokeCertificate } from './correction.server.ts';

// public: a stranger checks a certificate; a malformed code and an unknown one go to the same answer
export async function checkCode(_: FormState, form: FormData): Promise<FormState> {
  const parsed = parseForm(z.object({ code: z.string().trim().min(1, 'Type the code from the certificate.').max(120, 'That is longer than a code.') }), form);
  if (!parsed.ok) return parsed.state;
  redirect(`/certificates/${encodeURIComponent(readCode(parsed.data.code) ?? parsed.data.code)}`);
}

const NOT_VALID = 'There is no valid certificate with this code.';

export async function revokeForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireAdmin('/admin/certificates');
  const parsed = parseForm(revokeSchema, form);
  if (!parsed.ok) return parsed.state;
  if (!(await revokeCertificate(admin, parsed.data.code, parsed.data.reason))) return refuse(NOT_VALID, form);
  redirect(adminCertificateUrl(encodeURIComponent(parsed.data.code)));
}

const NOT_REINSTATED = {
  'not-revoked': 'This certificate is not revoked, so there is nothing to reinstate.',
  'another-is-valid': 'The learner holds another valid certificate for this course. Only one can be valid; revoke that one first.',
};

export async function reinstateForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireAdmin('/admin/certificates');
  const parsed = parseForm(codeSchema, form);
  const reinstated = parsed.ok && (await reinstateCertificate(admin, parsed.data.code));
  if (!parsed.ok || !reinstated) return refuse(NOT_REINSTATED['not-revoked'], form);
  if (!reinstated.ok) return refuse(NOT_REINSTATED[reinstated.reason], form);
  redirect(adminCertificateUrl(encodeURIComponent(parsed.data.code)));
}

const NOT_REISSUED = {
  'not-valid': NOT_VALID,
  'no-holder': 'Its holder has no account any more, so nobody would be given the new code.',
  'same-name': 'That is the name it has already.',
};

export async function reissueForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireAdmin('/admin/certificates');
  const parsed = parseForm(reissueSchema, form);
  if (!parsed.ok) return parsed.state;
  const reissued = await reissueCertificate(admin, parsed.data.code, parsed.data.name);
  if (!reissued.ok) return refuse(NOT_REISSUED[reissued.reason], form);
  redirect(adminCertificateUrl(reissued.code));
}
