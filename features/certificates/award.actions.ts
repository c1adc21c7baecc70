'use server';

import { refresh } from 'next/cache';
import { notFound, redirect } from 'next/navigation';
import { z } from 'zod';
import { idSchema, parseForm, refuse, signedOut } from '#lib/form.ts';
import type { FormState } from '#lib/form-state.ts';
import { findViewer, requireAdmin, requireViewer } from '../accounts/session.server.ts';
import { findCourse } from '../courses/course.server.ts';
import { slugSchema } from '../courses/course.ts';
import { markSchema, scoresOf } from '../letters/letter.ts';
import { replySchema, runUrl } from '../scenarios/run.ts';
import { finishLesson, giveSecondOpinion, handIn, markLetterOnce, replyInRun } from './award.server.ts';

export async function finishLessonForm(_: FormState, form: FormData): Promise<FormState> {
  const viewer = await requireViewer();
  const parsed = parseForm(z.object({ course: slugSchema, lesson: slugSchema }), form);
  const course = parsed.ok && findCourse(parsed.data.course);
  if (!parsed.ok || !course) notFound();
  const finished = await finishLesson(viewer, course, parsed.data.lesson);
  if (!finished) notFound();
  if (!finished.ok)
    return refuse(
      `Not done yet: ${finished.missing.length === 1 ? 'one question' : `${finished.missing.length} questions`} to try first. Any answer counts; it is for you.`,
    );
  // The page is the same address before and after, so it is drawn again in place.
  refresh();
  return { message: 'Done.' };
}

export async function handInForm(form: FormData): Promise<void> {
  const viewer = await requireViewer();
  const parsed = parseForm(z.object({ attempt: idSchema }), form);
  if (!parsed.ok || !(await handIn(viewer, parsed.data.attempt))) notFound();
  redirect(`/attempts/${parsed.data.attempt}`);
}

const NOT_MARKED = 'Not saved yet: each of the six needs a score, and the writer a word.';
const NOT_TAKEN =
  'Not saved: somebody has marked it meanwhile, or your second factor is wanted again. Look at the letter in another tab; what you wrote is still here.';

// public: somebody whose session has ended is told so, and keeps what they wrote
export async function markLetterForm(_: FormState, form: FormData): Promise<FormState> {
  const viewer = await findViewer();
  if (!viewer) return signedOut(form);
  const parsed = parseForm(markSchema, form);
  if (!parsed.ok) return { ...parsed.state, message: NOT_MARKED };
  const marker = viewer.role === 'ADMIN' ? await requireAdmin() : viewer;
  if (!(await markLetterOnce(marker, parsed.data.letter, scoresOf(parsed.data), parsed.data.comment))) return refuse(NOT_TAKEN, form);
  refresh();
  return {};
}

// public: as above; whoever is signed in is an admin, or finds nothing
export async function secondOpinionForm(_: FormState, form: FormData): Promise<FormState> {
  if (!(await findViewer())) return signedOut(form);
  const admin = await requireAdmin('/admin/letters');
  const parsed = parseForm(markSchema, form);
  if (!parsed.ok) return { ...parsed.state, message: NOT_MARKED };
  if (!(await giveSecondOpinion(admin, parsed.data.letter, scoresOf(parsed.data), parsed.data.comment))) return refuse(NOT_TAKEN, form);
  refresh();
  return {};
}

export async function replyForm(form: FormData): Promise<void> {
  const viewer = await requireViewer();
  const parsed = parseForm(replySchema, form);
  const replied = parsed.ok && (await replyInRun(viewer, parsed.data.run, parsed.data));
  if (!replied) notFound();
  // The page is often the same address before and after, so it is drawn again in place.
  refresh();
  redirect(`${runUrl(replied.courseSlug, replied.scenarioSlug, replied.runId)}${replied.ok ? '#latest' : `?notice=${replied.reason}#notice`}`);
}
