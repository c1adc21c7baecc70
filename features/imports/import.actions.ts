'use server';

import { notFound, redirect } from 'next/navigation';
import { z } from 'zod';
import { idSchema, parseForm, refuse } from '#lib/form.ts';
import type { FormState } from '#lib/form-state.ts';
import { requireAdmin, requireFreshAdmin } from '../accounts/session.server.ts';
import { applyImport } from './apply.server.ts';
import { planImport } from './import.server.ts';
import { MAX_BYTES, TOO_BIG } from './limits.ts';
import { undoImport } from './undo.server.ts';

const importSchema = z.object({ import: idSchema });

export async function uploadForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireAdmin('/admin/imports');
  const file = form instanceof FormData ? form.get('file') : null;
  if (!(file instanceof File) || file.size === 0) return refuse('Choose a file that holds something.', form);
  if (file.size > MAX_BYTES) return refuse(TOO_BIG, form);
  const parsed = parseForm(z.object({ tell: z.string().optional() }), form);
  const planned = await planImport(admin, file.name, new Uint8Array(await file.arrayBuffer()), parsed.ok && parsed.data.tell !== undefined);
  if (!planned.ok) return refuse(planned.message, form);
  redirect(`/admin/imports/${planned.id}`);
}

export async function applyForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireAdmin('/admin/imports');
  const parsed = parseForm(importSchema, form);
  const outcome = parsed.ok ? await applyImport(admin, parsed.data.import) : null;
  if (!parsed.ok || !outcome) notFound();
  if (!outcome.ok) return refuse(outcome.message);
  redirect(`/admin/imports/${parsed.data.import}`);
}

/** It may make somebody a group's manager again: so the second factor is asked for again. */
export async function undoForm(_: FormState, form: FormData): Promise<FormState> {
  const admin = await requireFreshAdmin('/admin/imports');
  const parsed = parseForm(importSchema, form);
  const outcome = parsed.ok ? await undoImport(admin, parsed.data.import) : null;
  if (!parsed.ok || !outcome) notFound();
  if (!outcome.ok) return refuse(outcome.message);
  redirect(`/admin/imports/${parsed.data.import}`);
}
