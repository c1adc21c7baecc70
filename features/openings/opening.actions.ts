'use server';

import { redirect } from 'next/navigation';
import { atLeast } from '#lib/at-least.ts';
import { parseForm, tokenSchema } from '#lib/form.ts';
import type { FormState } from '#lib/form-state.ts';
import { callerNetwork } from '#lib/network.ts';
import { findCourse } from '../courses/course.server.ts';
import { askToBeTold, confirmOpening, forgetOpening } from './opening.server.ts';
import { askSchema, openingUrl } from './opening.ts';

// public: anybody may ask; nothing is sent but a question, and the answer is the same for every address
export async function askToBeToldForm(_: FormState, form: FormData): Promise<FormState> {
  const parsed = parseForm(askSchema, form);
  if (!parsed.ok) return parsed.state;
  const course = findCourse(parsed.data.course);
  if (course) await atLeast(300, askToBeTold(course, parsed.data.email, await callerNetwork()));
  return { done: true, message: 'Look in your mail: there is one question in it, and a link to say yes.' };
}

// public: whoever holds the link from the mail
export async function confirmOpeningForm(form: FormData): Promise<void> {
  const parsed = parseForm(tokenSchema, form);
  if (!parsed.ok) redirect('/courses');
  await confirmOpening(parsed.data.token);
  redirect(openingUrl(parsed.data.token));
}

// public: whoever holds the link from the mail
export async function forgetOpeningForm(form: FormData): Promise<void> {
  const parsed = parseForm(tokenSchema, form);
  if (parsed.ok) await forgetOpening(parsed.data.token);
  redirect('/courses');
}
