import 'server-only';
import { now } from '#lib/clock.ts';
import { formatDate } from '#lib/dates.ts';
import { siteUrl } from '#lib/env.ts';
import type { Mail } from '#lib/mail.ts';
import { findCourse } from '../courses/course.server.ts';

/** What somebody is told who was put on courses by an admin: which, by when (who is back may have a date from before), and how to begin. */
export function enrolledMail(to: string, courses: { courseSlug: string; dueAt: Date | null }[]): Mail {
  const by = (dueAt: Date | null) => (dueAt ? `, ${dueAt < now() ? 'which was due on' : 'by'} ${formatDate(dueAt)}` : '');
  const titles = courses.map(({ courseSlug, dueAt }) => `- ${findCourse(courseSlug)?.title ?? courseSlug}${by(dueAt)}`);
  const count = courses.length === 1 ? 'a course' : `${courses.length} courses`;
  const text = `You have been put on ${count}:\n\n${titles.join('\n')}\n\nTo begin, sign in with this address. There is no password: a link comes by mail.\n\n${siteUrl('/sign-in')}\n`;
  return { to, subject: `You are on ${count} at Composure`, text };
}
