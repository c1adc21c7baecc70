'use server';

import { refresh } from 'next/cache';
import { notFound, redirect } from 'next/navigation';
import { z } from 'zod';
import { parseForm } from '#lib/form.ts';
import { requireViewer } from '../accounts/session.server.ts';
import { findCourse } from '../courses/course.server.ts';
import { isOpen, lessonUrl, slugSchema } from '../courses/course.ts';
import { enrol } from './enrolment.server.ts';
import { readRemindersLink, stopReminders } from './reminders.server.ts';

export async function enrolForm(form: FormData): Promise<void> {
  const parsed = parseForm(z.object({ course: slugSchema }), form);
  const course = parsed.ok && findCourse(parsed.data.course);
  if (!course || !isOpen(course)) notFound();
  const viewer = await requireViewer(`/courses/${course.slug}/start`);
  await enrol(viewer, course.slug);
  // From lesson 1 this leads to the same address, which has to be drawn again.
  refresh();
  redirect(lessonUrl(course.slug, course.lessons[0]!.slug));
}

// public: whoever holds the link from the mail; one click, no signing in (RFC 8058)
export async function stopRemindersForm(form: FormData): Promise<void> {
  const parsed = parseForm(z.object({ link: z.string().max(200) }), form);
  const enrolmentId = parsed.ok ? readRemindersLink(parsed.data.link) : null;
  if (!enrolmentId) notFound();
  await stopReminders(enrolmentId);
  redirect(`/reminders/${parsed.ok ? parsed.data.link : ''}`);
}
