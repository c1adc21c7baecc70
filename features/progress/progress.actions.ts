'use server';

import { notFound } from 'next/navigation';
import { parseForm, signedOut } from '#lib/form.ts';
import type { FormState } from '#lib/form-state.ts';
import { findViewer } from '../accounts/session.server.ts';
import { saveNote } from './progress.server.ts';
import { noteSchema } from './progress.ts';

// public: somebody whose session has ended is told so, and keeps what they typed
export async function saveNoteForm(_: FormState, form: FormData): Promise<FormState> {
  const viewer = await findViewer();
  if (!viewer) return signedOut(form);
  const parsed = parseForm(noteSchema, form);
  if (!parsed.ok) return parsed.state;
  const { course, lesson, block, text } = parsed.data;
  if (!(await saveNote(viewer, course, lesson, block, text))) notFound();
  return { message: 'Saved, for you alone.', values: { text } };
}
