import 'server-only';
import { days, fromNow, now } from '#lib/clock.ts';
import { formatDate } from '#lib/dates.ts';
import { db } from '#lib/db.ts';
import { siteUrl } from '#lib/env.ts';
import { queueMail } from '#lib/mail.ts';
import { courseUrl } from '../courses/course.ts';

const mayBeTold = { revokedAt: null, supersededAt: null, refreshMailAt: null, enrolment: { withdrawnAt: null, user: { deactivatedAt: null } } };

/** Says, thirty days before a course suggests a refresh, that the day is near: once for each certificate, however many instances ask. Answers how many. */
export async function remindOfRefreshes(): Promise<number> {
  const due = await db.certificate.findMany({
    where: { ...mayBeTold, refreshBy: { gt: now(), lte: fromNow(days(30)) } },
    orderBy: { refreshBy: 'asc' },
    take: 500,
    relationLoadStrategy: 'join',
    select: { id: true, courseTitle: true, refreshBy: true, enrolment: { select: { courseSlug: true, user: { select: { email: true } } } } },
  });
  let told = 0;
  for (const { id, courseTitle, refreshBy, enrolment } of due) {
    await db.$transaction(async (tx) => {
      const { count } = await tx.certificate.updateMany({ where: { id, ...mayBeTold }, data: { refreshMailAt: now() } });
      if (count === 0) return;
      told += 1;
      const text = `You hold a certificate for “${courseTitle}”. A refresh is suggested by ${formatDate(refreshBy!)}.\n\nYour certificate does not expire, and nothing is asked of you. If you want to go over it again, the lessons and conversations are where you left them:\n\n${siteUrl(courseUrl(enrolment!.courseSlug))}\n\nThis is the only mail about it.\n`;
      await queueMail(tx, { to: enrolment!.user.email, subject: 'A refresh is suggested', text });
    });
  }
  return told;
}
