'use server';

import { refresh } from 'next/cache';
import { notFound } from 'next/navigation';
import { z } from 'zod';
import { parseForm, refuse, signedOut } from '#lib/form.ts';
import type { FormState } from '#lib/form-state.ts';
import { findViewer, requireViewer } from '../accounts/session.server.ts';
import { slugSchema } from '../courses/course.ts';
import { markExercise, saveExercise } from './exercise.server.ts';
import { answerSchema } from './question.ts';
import { readAnswer, readMet, saidMet } from './read-answer.ts';

const place = z.looseObject({ course: slugSchema, lesson: slugSchema, exercise: z.string().max(40) });

// public: somebody whose session has ended is told so, and keeps what they gave
export async function answerExerciseForm(_: FormState, form: FormData): Promise<FormState> {
  const viewer = await findViewer();
  if (!viewer) return signedOut(form);
  const parsed = parseForm(place, form);
  if (!parsed.ok) notFound();
  const { course, lesson, exercise } = parsed.data;
  const value = answerSchema.safeParse(readAnswer(form, exercise));
  if (!value.success) return refuse(value.error.issues[0]!.message, form);
  const saved = await saveExercise(viewer, course, lesson, exercise, value.data);
  if (!saved) notFound();
  if (!saved.ok) return refuse(saved.message, form);
  // What the exercise has to say comes with the page, now that there is an answer.
  refresh();
  return { ...refuse('', form), done: true, message: 'Saved, for you alone. What to compare it with is below.' };
}

export async function markExerciseForm(_: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer();
  const parsed = parseForm(place, form);
  if (!parsed.ok || !(await markExercise(viewer, parsed.data.course, parsed.data.lesson, parsed.data.exercise, readMet(parsed.data)))) notFound();
  return { message: saidMet(readMet(parsed.data).length) };
}
