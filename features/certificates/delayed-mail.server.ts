import 'server-only';
import { days, fromNow, now } from '#lib/clock.ts';
import { db, type Transaction } from '#lib/db.ts';
import { siteUrl } from '#lib/env.ts';
import { queueMail } from '#lib/mail.ts';
import { findCourse } from '../courses/course.server.ts';
import { DELAYED, delayedUrl, FINAL } from '../courses/course.ts';

const BATCH = 100;

/** Of a check that was passed: after the final one a mail is due on the day the delayed one opens; after that one it is due no more. */
export async function planDelayedMail(tx: Transaction, enrolmentId: string, lessonSlug: string, afterDays: number): Promise<void> {
  if (lessonSlug !== FINAL && lessonSlug !== DELAYED) return;
  await tx.enrolment.update({ where: { id: enrolmentId }, data: { delayedMailAt: lessonSlug === FINAL ? fromNow(days(afterDays)) : null } });
}

/** To whom it is due. Whoever was withdrawn or deactivated gets none; it comes if they come back. */
const due = () => ({ delayedMailAt: { lte: now() }, withdrawnAt: null, user: { deactivatedAt: null, mergedIntoId: null } });

/** Says that a delayed check is open, once each, however many instances ask; answers how many. */
export async function remindOfDelayedChecks(): Promise<number> {
  let told = 0;
  for (;;) {
    const rows = await db.enrolment.findMany({
      where: due(),
      orderBy: { delayedMailAt: 'asc' },
      take: BATCH,
      relationLoadStrategy: 'join',
      select: { id: true, courseSlug: true, user: { select: { email: true } } },
    });
    for (const { id, courseSlug, user } of rows) told += await tell(id, courseSlug, user.email);
    if (rows.length < BATCH) return told;
  }
}

const tell = (id: string, courseSlug: string, to: string): Promise<number> =>
  db.$transaction(async (tx) => {
    const { count } = await tx.enrolment.updateMany({ where: { id, ...due() }, data: { delayedMailAt: null } });
    const course = findCourse(courseSlug);
    const delayed = course?.assessment.delayed;
    if (count === 0 || !delayed) return 0;
    const text = `It is ${delayed.afterDays} days since you passed the final check of “${course.title}”.\n\nThe delayed check is open: ${delayed.draw} questions, no clock, as often as you need. What you can still do today is what you will keep.\n\n${siteUrl(delayedUrl(course.slug))}\n`;
    await queueMail(tx, { to, subject: 'Your delayed check is open', text });
    return 1;
  });
