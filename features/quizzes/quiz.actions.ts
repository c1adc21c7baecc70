'use server';

import { notFound, redirect } from 'next/navigation';
import { z } from 'zod';
import { formatMoment } from '#lib/dates.ts';
import { idSchema, parseForm, refuse } from '#lib/form.ts';
import type { FormState } from '#lib/form-state.ts';
import { nameSchema } from '../accounts/account.ts';
import { requireViewer, saveName } from '../accounts/session.server.ts';
import { findCourse } from '../courses/course.server.ts';
import { courseUrl, DELAYED, delayedUrl, isOpen, START, slugSchema } from '../courses/course.ts';
import { enrolNewcomer } from '../enrolments/enrolment.server.ts';
import { markMyself, startAttempt } from './attempt.server.ts';

import { readMet, saidMet } from './read-answer.ts';

export async function startCheckForm(form: FormData): Promise<void> {
  const viewer = await requireViewer();
  const parsed = parseForm(z.object({ course: slugSchema, lesson: slugSchema }), form);
  const course = parsed.ok && findCourse(parsed.data.course);
  const started = course && (await startAttempt(viewer, course, parsed.data.lesson));
  if (!started) notFound();
  redirect(started.ok ? `/attempts/${started.attemptId}` : courseUrl(course.slug));
}

/**
 * The checks that need nothing but a button: the delayed one, and “start here?”, which puts the learner on the course if
 * they never were on it. Whoever was taken off it is led to the course, where a button brings them back.
 */
export async function startOtherForm(form: FormData): Promise<void> {
  const viewer = await requireViewer();
  const parsed = parseForm(z.object({ course: slugSchema, check: z.enum([DELAYED, START]) }), form);
  const course = parsed.ok && findCourse(parsed.data.course);
  if (!parsed.ok || !course || !isOpen(course)) notFound();
  if (parsed.data.check === START) await enrolNewcomer(viewer, course.slug);
  const started = await startAttempt(viewer, course, parsed.data.check);
  if (!started) notFound();
  redirect(started.ok ? `/attempts/${started.attemptId}` : parsed.data.check === START ? courseUrl(course.slug) : delayedUrl(course.slug));
}

export async function startFinalForm(_: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer();
  const parsed = parseForm(z.object({ course: slugSchema, name: nameSchema }), form);
  if (!parsed.ok) return parsed.state;
  const course = findCourse(parsed.data.course);
  if (!course) notFound();
  await saveName(viewer, parsed.data.name);
  const started = await startAttempt(viewer, course);
  if (started?.ok) redirect(`/attempts/${started.attemptId}`);
  if (started?.reason === 'wait') return refuse(`The next final check opens on ${formatMoment(started.until)}.`, form);
  redirect(courseUrl(course.slug));
}

export async function markMyselfForm(_: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer();
  const parsed = parseForm(z.looseObject({ attempt: idSchema, question: z.string().max(40) }), form);
  if (!parsed.ok || !(await markMyself(viewer, parsed.data.attempt, parsed.data.question, readMet(parsed.data)))) notFound();
  return { message: saidMet(readMet(parsed.data).length) };
}
