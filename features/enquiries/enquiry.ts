import { z } from 'zod';
import { storable } from '#lib/form.ts';
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
