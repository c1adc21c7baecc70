'use server';

import { notFound } from 'next/navigation';
import { type FormState, parseForm } from '#lib/form.ts';
import { requireViewer } from '../accounts/session.server.ts';
import { saveNote } from './progress.server.ts';
import { noteSchema } from './progress.ts';

export async function saveNoteForm(_: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer();
  const parsed = parseForm(noteSchema, form);
  if (!parsed.ok) return parsed.state;
  const { course, lesson, block, text } = parsed.data;
  if (!(await saveNote(viewer, course, lesson, block, text))) notFound();
  return { message: 'Saved, for you alone.', values: { text } };
}
