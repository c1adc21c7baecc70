'use server';

import { redirect } from 'next/navigation';
import { parseForm, refuse } from '#lib/form.ts';
import { callerNetwork } from '#lib/network.ts';
import { safePath } from './account.ts';
import { giveSecondFactor } from './second-factor.server.ts';
import { codeFormSchema, type SecondFactorState } from './second-factor.ts';
import { requireStaff } from './session.server.ts';

export async function secondFactorForm(_: SecondFactorState, form: FormData): Promise<SecondFactorState> {
  const staff = await requireStaff();
  const parsed = parseForm(codeFormSchema, form);
  if (!parsed.ok) return parsed.state;
  const checked = await giveSecondFactor(staff, parsed.data.code, await callerNetwork());
  const next = safePath(parsed.data.next ?? '/admin');
  if (!checked.ok)
    return refuse(
      checked.reason === 'paused'
        ? 'Five wrong codes in a row: nothing is taken for a quarter of an hour.'
        : 'That code does not fit. Each code works once: wait for the next one, and check the clock of your phone.',
    );
  if (!checked.recoveryCodes) redirect(next);
  return { done: true, recoveryCodes: checked.recoveryCodes, next };
}
