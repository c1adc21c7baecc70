import { z } from 'zod';
import { readListing, type SearchParams } from '#lib/listing.ts';
import { emailSchema } from '../accounts/account.ts';

/** What somebody agrees to, word for word; it is kept beside the time they did. A change here is a new wording, never an old one altered. */
export const WORDING = 'Send me a mail when Composure publishes an article, once a week at most. I can leave with one click.';

export const subscribeSchema = z.object({
  email: emailSchema,
  /** People never see this field; what fills in every field does. */
  website: z.string().max(500).default(''),
});
export const linkSchema = z.object({ link: z.string().max(200) });

export const confirmUrl = (token: string) => `/newsletter/${token}`;
export const leaveUrl = (link: string) => `/newsletter/leave/${link}`;

/** Where somebody stands with the newsletter, and how it is said. Who left and asks again has been asked again. */
export const SUBSCRIBER_STATES = { asked: 'Asked', confirmed: 'Confirmed', left: 'Left' } as const;
export type SubscriberState = keyof typeof SUBSCRIBER_STATES;

export const subscriberState = ({ askedAt, confirmedAt, leftAt }: { askedAt: Date; confirmedAt: Date | null; leftAt: Date | null }): SubscriberState =>
  leftAt ? (askedAt > leftAt ? 'asked' : 'left') : confirmedAt ? 'confirmed' : 'asked';

/** What the list's address can ask for: the newest first unless told otherwise. */
export const subscriberListing = (params: SearchParams) => readListing(params, ['-when'], ['state']);
