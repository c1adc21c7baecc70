import { z } from 'zod';
import type { FormState } from '#lib/form-state.ts';
import { emailSchema } from '../accounts/account.ts';

/** What becomes of somebody's certificates when they are erased; whether they have any or not, they are asked. */
export type CertificateChoice = 'keep' | 'withdraw';

/** What an erasure would take, for the page that asks. */
export type Stake = { id: string; name: string; email: string; otherEmails: string[]; courses: number; certificates: number; isAdmin: boolean };

const counted = (count: number, thing: string) => `${count === 0 ? 'no' : count} ${thing}${count === 1 ? '' : 's'}`;

/** This account has 2 courses and no certificates. */
export const stakeInWords = ({ courses, certificates, isAdmin }: Stake): string =>
  `This account has ${counted(courses, 'course')} and ${counted(certificates, 'certificate')}${isAdmin ? ', and it is an admin’s' : ''}.`;

export type Erased = { ok: true } | { ok: false; reason: 'gone' | 'merged' | 'self' | 'last-admin' | 'second-factor' };

/** Which certificates, and the address typed out, so that nobody is erased by a slip of the hand. */
export const erasureSchema = z.object({
  certificates: z.enum(['keep', 'withdraw'], { error: 'Choose whether the certificates stay.' }),
  address: emailSchema,
});

export const REFUSALS: Record<Exclude<Erased, { ok: true }>['reason'], string> = {
  gone: 'This account is gone already.',
  merged: 'This account was merged into another, which holds everything by now. Nothing has been erased: erase that one, and this one goes with it.',
  self: 'This is your own account: erase it from your account page.',
  'last-admin': 'This is the last admin. Make somebody else an admin first; nobody could run the site otherwise.',
  'second-factor':
    'You are an admin: nothing is erased unless you gave your second factor within the last ten minutes. Give it again at /second-factor, then come back.',
};

/** The answer to an address that is another than the account's; it keeps what was typed. */
export const notThisAddress = (values: { certificates: string; address: string }): FormState => ({
  errors: { address: 'That is not the address of this account. Nothing has been erased.' },
  values: { certificates: values.certificates, address: values.address },
});
