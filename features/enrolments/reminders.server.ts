import 'server-only';
import { days, fromNow, now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { siteUrl } from '#lib/env.ts';
import { isUuid } from '#lib/form.ts';
import { queueMail } from '#lib/mail.ts';
import { seal, unseal } from '#lib/secrets.ts';
import { findCourse } from '../courses/course.server.ts';
import { courseUrl } from '../courses/course.ts';
import { dueWords } from './enrolment.ts';
import { inForce } from './waiver.server.ts';

const BEFORE_DAYS = 7;
/** A mail that comes later than this after the date helps nobody. */
const AFTER_DAYS = 7;
const BATCH = 100;

const PURPOSE = 'due-reminders';

/** An address that switches off the reminders of one enrolment, for whoever holds it: it came to them alone. */
export const remindersOffUrl = (enrolmentId: string) => `/reminders/${seal(PURPOSE, enrolmentId)}`;

/** Which enrolment a link is about; null for a forged one. */
export function readRemindersLink(link: string): string | null {
  const id = unseal(PURPOSE, link);
  return id && isUuid(id) ? id : null;
}

/** Whether the reminders a link is about are on; null for a forged link, or where there is no such enrolment any more. */
export async function findReminders(link: string): Promise<{ on: boolean } | null> {
  const id = readRemindersLink(link);
  const row = id && (await db.enrolment.findUnique({ where: { id }, select: { reminders: true } }));
  return row ? { on: row.reminders } : null;
}

/** No more reminders of this course's date; asked for by whoever has the link from the mail. */
export async function stopReminders(enrolmentId: string): Promise<void> {
  await db.enrolment.updateMany({ where: { id: enrolmentId, reminders: true }, data: { reminders: false } });
}

/** Of whom a course is still wanted, and who may be reminded of it. */
const wanted = () => ({
  reminders: true,
  finishedAt: null,
  withdrawnAt: null,
  waivers: { none: inForce() },
  user: { deactivatedAt: null, mergedIntoId: null },
});

/** The two mails: what they wait for, and what says that each was sent for this date. */
const KINDS = {
  before: { sent: 'remindedAt', due: () => ({ gt: now(), lte: fromNow(days(BEFORE_DAYS)) }) },
  after: { sent: 'overdueMailAt', due: () => ({ lt: now(), gt: fromNow(-days(AFTER_DAYS)) }) },
} as const;
type Kind = keyof typeof KINDS;

/**
 * Reminds of due dates: once in the seven days before, once on the day after, however many instances ask; answers how many
 * mails it queued. Nobody is reminded who has finished, was withdrawn, need not take it, or switched it off.
 */
export async function remindOfDueDates(): Promise<number> {
  return (await remind('before')) + (await remind('after'));
}

async function remind(kind: Kind): Promise<number> {
  const { sent, due } = KINDS[kind];
  let told = 0;
  for (;;) {
    const rows = await db.enrolment.findMany({
      where: { ...wanted(), [sent]: null, dueAt: due() },
      orderBy: { dueAt: 'asc' },
      take: BATCH,
      relationLoadStrategy: 'join',
      select: { id: true, courseSlug: true, dueAt: true, user: { select: { email: true } } },
    });
    for (const { id, courseSlug, dueAt, user } of rows) told += await tell(kind, { id, courseSlug, dueAt: dueAt!, to: user.email });
    if (rows.length < BATCH) return told;
  }
}

type Reminder = { id: string; courseSlug: string; dueAt: Date; to: string };

/** One mail, once for this date: of two who ask at once, one finds the row unsent. */
const tell = (kind: Kind, { id, courseSlug, dueAt, to }: Reminder): Promise<number> =>
  db.$transaction(async (tx) => {
    const { sent } = KINDS[kind];
    const { count } = await tx.enrolment.updateMany({ where: { id, ...wanted(), [sent]: null, dueAt }, data: { [sent]: now() } });
    const course = findCourse(courseSlug);
    if (count === 0 || !course) return 0;
    const off = siteUrl(remindersOffUrl(id));
    const opening = kind === 'before' ? `“${course.title}” is to be finished.` : `“${course.title}” was to be finished, and is not yet.`;
    await queueMail(tx, {
      to,
      subject: `${course.short}: ${dueWords(dueAt, now()).replace(/^./, (letter) => letter.toLowerCase())}`.slice(0, 150),
      text: `${opening} ${dueWords(dueAt, now())}.\n\nGo on where you were:\n\n${siteUrl(courseUrl(courseSlug))}\n\nTo stop reminders for this course, with one click:\n${off}\n`,
      unsubscribe: off,
    });
    return 1;
  });
