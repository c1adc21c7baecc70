import { z } from 'zod';
import { idSchema, reasonTextSchema } from '#lib/form.ts';
import { readListing, type SearchParams } from '#lib/listing.ts';
import { emailSchema } from '../accounts/account.ts';

export const PEOPLE_URL = '/admin/learners';
export const personUrl = (id: string) => `${PEOPLE_URL}/${id}`;
export const mergeUrl = (id: string, other: string) => `${personUrl(id)}/merge?other=${encodeURIComponent(other)}`;

/** What the list’s address asks for. */
export const peopleListing = (params: SearchParams) => readListing(params, ['name', 'created'], ['role', 'state', 'group']);

export const ROLE_WORDS = { LEARNER: 'Learner', ADMIN: 'Admin' } as const;

/** An account, as lists and pages of people know it. */
export type Account = {
  id: string;
  name: string;
  email: string;
  role: 'LEARNER' | 'ADMIN';
  createdAt: Date;
  deactivatedAt: Date | null;
  mergedIntoId: string | null;
};

/** Somebody in the list of people. */
export type PersonRow = Account & { groups: string[]; underWay: number; finished: number; lastSeenAt: Date | null };

export const stateOf = ({ deactivatedAt, mergedIntoId }: Pick<PersonRow, 'deactivatedAt' | 'mergedIntoId'>): string =>
  mergedIntoId ? 'Merged into another account' : deactivatedAt ? 'Deactivated' : 'Active';

/** What an admin's change answers: nothing to change is null; a refusal says why. */
export type Changed = { ok: true } | { ok: false; why: string } | null;

const person = idSchema;

export const reasonSchema = z.object({ person, reason: reasonTextSchema });
export const allowSchema = z.object({ person, enrolment: idSchema, reason: reasonTextSchema });
export const roleSchema = z.object({ person, role: z.enum(['LEARNER', 'ADMIN']) });
export const otherSchema = z.object({ person, email: emailSchema });
export const mergeSchema = z.object({ person, other: idSchema });
