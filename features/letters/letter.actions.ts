'use server';

import { refresh } from 'next/cache';
import { notFound } from 'next/navigation';
import { parseForm, refuse, signedOut } from '#lib/form.ts';
import type { FormState } from '#lib/form-state.ts';
import { findViewer, requireViewer } from '../accounts/session.server.ts';
import { isAddressOf } from '../accounts/sign-in-request.server.ts';
import { findCourse } from '../courses/course.server.ts';
import { askForMark, findLetterTask, handInLetter, saveDraft, scoreOwnLetter } from './letter.server.ts';
import { askSchema, countWords, draftSchema, mentorEmailSchema, scoresOf, selfScoresSchema } from './letter.ts';

const CHANGED =
  'Not saved: your letter was changed in another tab or on another device. Open it there to see it; if you save again here, what you see here takes its place.';

// public: somebody whose session has ended is told so, and keeps what they wrote
export async function saveLetterForm(_: FormState, form: FormData): Promise<FormState> {
  const viewer = await findViewer();
  if (!viewer) return signedOut(form);
  const parsed = parseForm(draftSchema, form);
  if (!parsed.ok) return parsed.state;
  const { text, next } = parsed.data;
  const course = findCourse(parsed.data.course);
  const task = course && findLetterTask(course);
  if (!course || !task) notFound();
  const saved = await saveDraft(viewer, course, text, parsed.data.seen ? new Date(Number(parsed.data.seen)) : null);
  if (!saved.ok && saved.reason === 'fixed') return refuse('This letter is handed in already, so its text stays as it is.', form);
  const values = { text, seen: String(saved.savedAt.getTime()) };
  if (!saved.ok) return { message: CHANGED, values };
  if (next === 'save') return { done: true, message: `Saved: ${countWords(text)} words.`, values };
  if (countWords(text) < task.words[0] / 2)
    return { message: `Saved, and not handed in yet: ${countWords(text)} words; ${task.words[0]} to ${task.words[1]} are wanted.`, values };
  await handInLetter(viewer, course.slug);
  refresh();
  return {};
}

export async function scoreLetterForm(_: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer();
  const parsed = parseForm(selfScoresSchema, form);
  if (!parsed.ok) return { ...parsed.state, message: 'Give each of the six a score first.' };
  if (!(await scoreOwnLetter(viewer, parsed.data.course, scoresOf(parsed.data)))) notFound();
  refresh();
  return {};
}

export async function askForMarkForm(_: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer();
  const parsed = parseForm(askSchema, form);
  if (!parsed.ok) return parsed.state;
  const { whom, email } = parsed.data;
  const mentor = whom === 'mentor' ? mentorEmailSchema.safeParse(email) : null;
  if (mentor && !mentor.success) return { ...refuse('', form), errors: { email: mentor.error.issues[0]!.message } };
  if (mentor && (await isAddressOf(viewer, mentor.data)))
    return { ...refuse('', form), errors: { email: 'That is your own address. A mentor is somebody else.' } };
  const course = findCourse(parsed.data.course);
  if (!course || !(await askForMark(viewer, course, mentor?.data ?? null))) notFound();
  refresh();
  return {};
}
