'use server';

import { redirect } from 'next/navigation';
import { parseForm, refuse } from '#lib/form.ts';
import type { FormState } from '#lib/form-state.ts';
import { callerNetwork } from '#lib/network.ts';
import { enquire, paceOf, stampNow } from './enquiry.server.ts';
import { coursesIn, enquirySchema } from './enquiry.ts';

// public: anybody may ask; the answer is one page, and one mail to the address they gave
export async function enquireForm(_: FormState, form: FormData): Promise<FormState> {
  const parsed = parseForm(enquirySchema, form);
  if (!parsed.ok) return { ...parsed.state, message: 'Not sent yet: something is missing. What you typed is still here.' };
  // What fills in the field that nobody sees is told that it worked.
  if (parsed.data.website) redirect('/enquire/thanks');
  const pace = paceOf(parsed.data.opened);
  if (pace === 'hurried') return refuse('That was quicker than we can read. Look it over, press the button once more, and it is sent.', form);
  if (pace === 'stale') {
    const again = refuse('This page had been open for a long time. Look it over, press the button once more, and it is sent.', form);
    return { ...again, values: { ...again.values, opened: stampNow() } };
  }
  if (!(await enquire(parsed.data, coursesIn(form), await callerNetwork())))
    return refuse('A great many enquiries came from your network today, so this one was not sent. What you typed is still here; try again tomorrow.', form);
  redirect('/enquire/thanks');
}
