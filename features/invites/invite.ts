import { z } from 'zod';
import { days, fromNow } from '#lib/clock.ts';
import { idSchema, storable } from '#lib/form.ts';
import { oneLine } from '../accounts/account.ts';
import { slugSchema } from '../courses/course.ts';
import { comingDaySchema } from '../enrolments/enrolment.ts';

/** A link, and what it does, as an admin sees it. */
export type InviteView = {
  id: string;
  label: string;
  courseSlug: string;
  courseTitle: string;
  groupId: string | null;
  groupName: string | null;
  /** Its course is not open, or its group is closed. */
  closed: boolean;
  places: number | null;
  /** How many places are held; counted as far as anybody counts along. */
  held: number;
  dueAt: Date | null;
  expiresAt: Date;
  revokedAt: Date | null;
  createdAt: Date;
};

export type Holder = { id: string; name: string; email: string; since: Date };

export const makeInviteSchema = z.object({
  label: storable.transform(oneLine).pipe(z.string().min(1, 'Type what you call it.').max(80, 'That is too long; 80 characters fit.')),
  course: slugSchema,
  group: z.union([z.literal('').transform(() => null), idSchema]),
  places: z.union([
    z.literal('').transform(() => null),
    z.coerce.number('Type a whole number, or nothing.').int('Type a whole number, or nothing.').min(1, 'At least 1.').max(10_000, 'At most 10,000.'),
  ]),
  due: comingDaySchema,
  expires: comingDaySchema
    .refine((expires) => expires !== null, 'Say until when the link works.')
    .refine((expires) => expires === null || expires < fromNow(days(367)), 'At most a year ahead.')
    .transform((expires) => expires!),
});
export type NewInvite = z.infer<typeof makeInviteSchema>;

export const revokeInviteSchema = z.object({ invite: idSchema });
export const freeSeatSchema = z.object({ claim: idSchema, withdraw: z.literal('yes').optional() });
export const joinSchema = z.object({ link: z.string().max(120) });

export const INVITE_STATES = { open: 'Open', full: 'Full', closed: 'Its course or group is closed', expired: 'Run out', revoked: 'Revoked' } as const;
export type InviteState = keyof typeof INVITE_STATES;

/** What a link is now, the last word first. */
export function stateOf(
  { revokedAt, expiresAt, closed, places, held }: Pick<InviteView, 'revokedAt' | 'expiresAt' | 'closed' | 'places' | 'held'>,
  at: Date,
): InviteState {
  if (revokedAt) return 'revoked';
  if (expiresAt <= at) return 'expired';
  if (closed) return 'closed';
  return places !== null && held >= places ? 'full' : 'open';
}

export const INVITES_URL = '/admin/invites';
export const inviteUrl = (invite: string) => `${INVITES_URL}/${invite}`;
export const joinUrl = (link: string) => `/join/${link}`;

/** What a link answers to whoever opens it. */
export type Answer = 'joined' | 'already' | 'full' | 'expired' | 'revoked' | 'closed';
