import { z } from 'zod';
import { storable } from '#lib/form.ts';
import { emailSchema } from '../accounts/account.ts';

export const PEOPLE_URL = '/admin/learners';
export const personUrl = (id: string) => `${PEOPLE_URL}/${id}`;
export const mergeUrl = (id: string, other: string) => `${personUrl(id)}/merge?other=${encodeURIComponent(other)}`;

/** What the list of people is sorted and narrowed by. */
export const PEOPLE_SORTS = ['name', 'created'] as const;
export const PEOPLE_FILTERS = ['role', 'state', 'group'] as const;

export const ROLE_WORDS = { LEARNER: 'Learner', ADMIN: 'Admin' } as const;

/** Somebody in the list of people. */
export type PersonRow = {
  id: string;
  name: string;
  email: string;
  role: 'LEARNER' | 'ADMIN';
  createdAt: Date;
  deactivatedAt: Date | null;
  mergedIntoId: string | null;
  groups: string[];
  underWay: number;
  finished: number;
  lastSeenAt: Date | null;
};

export const stateOf = ({ deactivatedAt, mergedIntoId }: Pick<PersonRow, 'deactivatedAt' | 'mergedIntoId'>): string =>
  mergedIntoId ? 'Merged into another account' : deactivatedAt ? 'Deactivated' : 'Active';

/** What an admin's change answers: nothing to change is null; a refusal says why. */
export type Changed = { ok: true } | { ok: false; why: string } | null;

const reason = storable.trim().min(5, 'Say why, in a few words; it stands in the audit.').max(300, 'Keep the reason under 300 characters.');
const person = z.uuid();

export const reasonSchema = z.object({ person, reason });
export const allowSchema = z.object({ person, enrolment: z.uuid(), reason });
export const roleSchema = z.object({ person, role: z.enum(['LEARNER', 'ADMIN']) });
export const otherSchema = z.object({ person, email: emailSchema });
export const mergeSchema = z.object({ person, other: z.uuid() });
