'use server';

import { refresh } from 'next/cache';
import type { FormState } from '#lib/form-state.ts';
import { requireAdmin } from '../accounts/session.server.ts';
import { retryFailedMail } from './checks.server.ts';

export async function retryMailForm(): Promise<FormState> {
  const admin = await requireAdmin('/admin/system');
  const moved = await retryFailedMail(admin);
  refresh();
  return { done: true, message: moved === 0 ? 'There was none to send again.' : `${moved} put back into the queue.` };
}
