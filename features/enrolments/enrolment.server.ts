import 'server-only';
import { now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import type { Viewer } from '../accounts/account.ts';
import { findCourse } from '../courses/course.server.ts';

/**
 * Puts the learner on a course; false when there is no such course. Asking twice is normal (a double click, two tabs):
 * the unique index settles it.
 */
export async function enrol(viewer: Viewer, courseSlug: string): Promise<boolean> {
  if (!findCourse(courseSlug)) return false;
  await db.enrolment.createMany({ data: [{ userId: viewer.id, courseSlug, createdAt: now() }], skipDuplicates: true });
  return true;
}
