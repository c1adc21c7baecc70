import { z } from 'zod';
import { persons } from '#lib/count.ts';
import { idSchema, storable } from '#lib/form.ts';
import { emailSchema, oneLine, type Viewer } from '../accounts/account.ts';
import type { Kind } from './group-words.ts';

declare const managerBrand: unique symbol;

/** Somebody who manages an open group, now. Made only by `group-guard.server.ts`, from the database. */
export type Manager = { readonly viewer: Viewer; readonly groupId: string; readonly groupName: string; readonly [managerBrand]: true };

export type GroupView = { id: string; name: string; kind: Kind; createdAt: Date; archivedAt: Date | null; members: number; managers: number };
export type GroupPerson = { id: string; name: string; email: string; role: 'MEMBER' | 'MANAGER'; since: Date; closed: boolean };

const nameSchema = storable.transform(oneLine).pipe(z.string().min(1, 'Type the group’s name.').max(80, 'That name is too long; 80 characters fit.'));

export const makeGroupSchema = z.object({ name: nameSchema, kind: z.enum(['ORGANISATION', 'TEAM', 'COHORT'], { error: 'Choose what it is.' }) });
export const renameGroupSchema = z.object({ group: idSchema, name: nameSchema });
export const openGroupSchema = z.object({ group: idSchema, open: z.enum(['yes', 'no']) });
export const changePersonSchema = z.object({ group: idSchema, person: idSchema, change: z.enum(['remove', 'manager', 'member']) });
export type PersonChange = z.infer<typeof changePersonSchema>['change'];

/** As many addresses as are pasted by hand; more come in a spreadsheet. */
export const MOST_ADDRESSES = 200;

/** The addresses in a pasted text, each once, however they are parted; `Ada Lovelace <ada@example.org>` is one too. */
export function readAddresses(text: string): { addresses: string[]; wrong: string[] } {
  const typed = text
    .replace(/[^,;\n<]*<([^<>\n]*)>/g, ' $1 ')
    .split(/[\s,;]+/)
    .filter(Boolean);
  const read = typed.map((word) => ({ word, email: emailSchema.safeParse(word) }));
  return {
    addresses: [...new Set(read.flatMap(({ email }) => (email.success ? [email.data] : [])))],
    wrong: [...new Set(read.flatMap(({ word, email }) => (email.success ? [] : [word])))],
  };
}

/** What is wrong with addresses that were pasted, and how to mend it; null where nothing is. */
export function addressesProblem({ addresses, wrong }: ReturnType<typeof readAddresses>): string | null {
  if (wrong.length > 0) return `Not an e-mail address: ${wrong.slice(0, 20).join(', ')}. Nothing was done.`;
  return addresses.length > MOST_ADDRESSES ? `Paste at most ${MOST_ADDRESSES} addresses at a time; use a spreadsheet for more.` : null;
}

export const addPeopleSchema = z.object({
  group: idSchema,
  people: storable
    .max(20_000, 'That is too much at once.')
    .transform(readAddresses)
    .superRefine((read, context) => {
      const problem = addressesProblem(read) ?? (read.addresses.length === 0 ? 'Paste at least one e-mail address.' : null);
      if (problem) context.addIssue(problem);
    }),
  /** The addresses that the plan was made for; other ones want another plan. */
  planned: z.string().max(20_000).default(''),
});

/** What adding will do, before it is done. */
export const planInWords = ({ toAdd, already }: { toAdd: number; already: number }) =>
  [
    toAdd > 0 ? `${persons(toAdd)} will be added.` : 'Nobody will be added.',
    already > 0 ? `${persons(already)} ${already === 1 ? 'is' : 'are'} in the group already.` : '',
  ]
    .filter(Boolean)
    .join(' ');

export const addedInWords = (added: number) => (added === 0 ? 'Everybody you named was in the group already.' : `${persons(added)} added.`);
