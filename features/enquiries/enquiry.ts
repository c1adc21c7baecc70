import { z } from 'zod';
import { idSchema, storable } from '#lib/form.ts';
import { readListing, type SearchParams } from '#lib/listing.ts';
import { emailSchema, oneLine } from '../accounts/account.ts';
import { slugSchema } from '../courses/course.ts';

/** How many people it is for, as bands: nobody counts to the head before they have asked. */
export const TEAM_SIZES = ['Just me', '2–9', '10–49', '50–249', '250 or more', 'Not sure yet'] as const;

/** The enquiry form. The courses are one field each (`course.<slug>`), so that a form without JavaScript can tick several. */
export const enquirySchema = z.object({
  formKey: z.uuid('This form is broken. Open the page again.'),
  /** When the page was made, signed. */
  opened: z.string().max(200).default(''),
  name: storable.transform(oneLine).pipe(z.string().min(1, 'Type your name.').max(100, 'Keep it under 100 characters.')),
  email: emailSchema,
  organisation: storable.transform(oneLine).pipe(z.string().max(120, 'Keep it under 120 characters.')).default(''),
  teamSize: z.enum(TEAM_SIZES, 'Choose the nearest one.'),
  place: z.string().max(60).default(''),
  message: storable
    .transform((text) => text.trim())
    .pipe(z.string().min(10, 'Tell us a little about what you need: a sentence is enough.').max(3_000, 'Keep it under 3,000 characters.')),
  /** People never see this field; what fills in every field does. */
  website: z.string().max(500).default(''),
});
export type EnquiryForm = z.infer<typeof enquirySchema>;

/** The courses ticked in a form, as slugs. */
export const coursesIn = (values: Iterable<[string, unknown]>): string[] =>
  [...values].flatMap(([name, value]) => {
    const slug = /^course\.(.+)$/.exec(name)?.[1];
    return slug && value && slugSchema.safeParse(slug).success ? [slug] : [];
  });

/** What can become of an enquiry, and how it is said. */
export const ENQUIRY_STATES = { NEW: 'New', OPEN: 'Open', DONE: 'Done', SPAM: 'Spam' } as const;
export type EnquiryState = keyof typeof ENQUIRY_STATES;
export const isEnquiryState = (text: string): text is EnquiryState => Object.hasOwn(ENQUIRY_STATES, text);

/** What the inbox's address can ask for: the newest first unless told otherwise. */
export const enquiryListing = (params: SearchParams) => readListing(params, ['-when'], ['state']);

const stateSchema = z.enum(Object.keys(ENQUIRY_STATES) as EnquiryState[]);
/** Moving an enquiry: from the state that was looked at, to another. */
export const moveSchema = z.object({ enquiry: idSchema, from: stateSchema, to: stateSchema });

export const enquiryNoteSchema = z.object({
  enquiry: idSchema,
  /** The note's id to be: sent twice, it is one note. */
  key: idSchema,
  text: storable.transform((text) => text.trim()).pipe(z.string().min(1, 'Write the note first.').max(2_000, 'Keep it under 2,000 characters.')),
});
export type EnquiryNoteForm = z.infer<typeof enquiryNoteSchema>;

export const enquiryUrl = (id: string) => `/admin/enquiries/${id}`;

/** A link that begins an answer. What was typed as an address can be nothing but an address in it. */
export const answerUrl = (email: string) =>
  `mailto:${email.split('@').map(encodeURIComponent).join('@')}?subject=${encodeURIComponent('Your enquiry to Composure')}`;
