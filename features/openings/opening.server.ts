import 'server-only';
import { days, fromNow, now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { siteUrl } from '#lib/env.ts';
import { queueMail } from '#lib/mail.ts';
import { hashSecret, newToken } from '#lib/secrets.ts';
import { findCourse, listCourses } from '../courses/course.server.ts';
import { type Course, courseUrl, isOpen } from '../courses/course.ts';
import { queueForStranger, tryTurn } from '../mail/stranger-mail.server.ts';
import { openingUrl } from './opening.ts';

/**
 * Asks an address to confirm that it wants to be told when a course opens. Answers nothing: a known address and an unknown
 * one, a first request and a tenth, look the same.
 */
export async function askToBeTold(course: Course, email: string, network: string): Promise<void> {
  if (isOpen(course)) return;
  const token = newToken();
  await db.$transaction(async (tx) => {
    if (!(await tryTurn(tx, `opening ${email}`))) return;
    const known = await tx.openingRequest.findUnique({
      where: { email_courseSlug: { email, courseSlug: course.slug } },
      select: { id: true, confirmedAt: true, askedAt: true },
    });
    // Asked today already, or confirmed: one mail is enough.
    if (known && (known.confirmedAt || known.askedAt > fromNow(-days(1)))) return;
    const queued = await queueForStranger(tx, network, {
      to: email,
      subject: 'Shall we tell you when it opens?',
      text: `Somebody, we hope you, asked us to tell this address when the course “${course.title}” opens.\n\nTo say yes, open this page and press the button:\n\n${siteUrl(openingUrl(token))}\n\nIt will be one mail, once. If you did not ask, do nothing, and there will be none.\n`,
    });
    if (!queued) return;
    const fresh = { tokenHash: hashSecret(token), network, askedAt: now() };
    if (known) await tx.openingRequest.update({ where: { id: known.id }, data: fresh });
    else await tx.openingRequest.create({ data: { ...fresh, email, courseSlug: course.slug, createdAt: now() } });
  });
}

/** What a link stands for, without changing anything: mail readers open links by themselves. */
export async function findOpening(token: string): Promise<{ course: Course; confirmed: boolean } | null> {
  const row = await db.openingRequest.findUnique({ where: { tokenHash: hashSecret(token) }, select: { courseSlug: true, confirmedAt: true } });
  const course = row && findCourse(row.courseSlug);
  return course ? { course, confirmed: row.confirmedAt !== null } : null;
}

export async function confirmOpening(token: string): Promise<boolean> {
  const { count } = await db.openingRequest.updateMany({ where: { tokenHash: hashSecret(token), confirmedAt: null }, data: { confirmedAt: now() } });
  return count === 1;
}

/** Forgets the address for this course; nothing of it is kept. */
export async function forgetOpening(token: string): Promise<void> {
  await db.openingRequest.deleteMany({ where: { tokenHash: hashSecret(token) } });
}

/** Tells everybody who confirmed that a course has opened, each once, however many instances ask; answers how many. */
export async function tellWhoAsked(): Promise<number> {
  const open = listCourses().filter(isOpen);
  const waiting = await db.openingRequest.findMany({
    where: { courseSlug: { in: open.map(({ slug }) => slug) }, confirmedAt: { not: null }, toldAt: null },
    take: 500,
    select: { id: true, email: true, courseSlug: true },
  });
  let told = 0;
  for (const { id, email, courseSlug } of waiting) {
    const course = open.find(({ slug }) => slug === courseSlug)!;
    await db.$transaction(async (tx) => {
      const { count } = await tx.openingRequest.updateMany({ where: { id, toldAt: null }, data: { toldAt: now() } });
      if (count === 0) return;
      told += 1;
      await queueMail(tx, {
        to: email,
        subject: `“${course.short}” is open`,
        text: `You asked to be told: the course “${course.title}” is open. Its first lesson is free to read.\n\n${siteUrl(courseUrl(course.slug))}\n\nThis was the one mail; there will be no other.\n`,
      });
    });
  }
  return told;
}
