'use server';

import { notFound, redirect } from 'next/navigation';
import { parseForm } from '#lib/form.ts';
import { requireViewer } from '../accounts/session.server.ts';
import { findCourse } from '../courses/course.server.ts';
import { practiceUrl } from '../courses/course.ts';
import { startRun } from './run.server.ts';
import { runUrl, startRunSchema } from './run.ts';

export async function startRunForm(form: FormData): Promise<void> {
  const parsed = parseForm(startRunSchema, form);
  const course = parsed.ok && findCourse(parsed.data.course);
  if (!parsed.ok || !course) notFound();
  const viewer = await requireViewer(practiceUrl(course.slug, parsed.data.scenario));
  const run = await startRun(viewer, course, parsed.data.scenario);
  if (!run) notFound();
  redirect(runUrl(course.slug, parsed.data.scenario, run));
}
