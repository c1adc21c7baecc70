import 'server-only';
import { createHash } from 'node:crypto';
import { hours, now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { env, listPlaces, siteUrl } from '#lib/env.ts';
import { queueMail } from '#lib/mail.ts';
import { seal, unseal } from '#lib/secrets.ts';
import { findCourse } from '../courses/course.server.ts';
import { queueForStranger } from '../mail/stranger-mail.server.ts';
import type { EnquiryForm } from './enquiry.ts';

/** Nobody reads and fills the form in less; and a page that lay open for longer was made for somebody else. */
const SOONEST_MS = 3_000;
const LATEST_MS = hours(24);
/** Enquiries from one network in a day, which may be a whole office. */
const PER_NETWORK = 30;

const OPENED = 'enquiry';

/** Says when a form was made, in a way that only we can. */
export const stampNow = (): string => seal(OPENED, String(now().getTime()));

/** Whether a person can have filled the form in since it was made: `hurried` is too soon, and `stale` too late, or no stamp of ours. */
export function paceOf(stamp: string): 'unhurried' | 'hurried' | 'stale' {
  const at = unseal(OPENED, stamp);
  const age = at === null ? Number.POSITIVE_INFINITY : now().getTime() - Number(at);
  return age > LATEST_MS ? 'stale' : age < SOONEST_MS ? 'hurried' : 'unhurried';
}

/**
 * Keeps an enquiry and queues two mails in the same transaction: one to us, one to whoever asked. Sent twice it is kept
 * once: the form's key is unique. False when this network has asked a great deal today; nothing is kept then.
 */
export async function enquire(form: EnquiryForm, courseSlugs: string[], network: string): Promise<boolean> {
  const courses = courseSlugs.filter((slug) => findCourse(slug) !== null).slice(0, 20);
  const place = listPlaces().includes(form.place) ? form.place : '';
  return db.$transaction(async (tx) => {
    const today = await tx.enquiry.count({ where: { network, createdAt: { gt: new Date(now().getTime() - hours(24)) } } });
    const { name, email, organisation, teamSize, message } = form;
    const formKey = keyOf(form, courses);
    if (today >= PER_NETWORK) return (await tx.enquiry.count({ where: { formKey } })) === 1;
    const { count } = await tx.enquiry.createMany({
      data: [{ formKey, name, email, organisation, teamSize, courses, place, message, network, createdAt: now() }],
      skipDuplicates: true,
    });
    if (count === 0) return true;
    const titles = courses.map((slug) => `- ${findCourse(slug)!.title}`).join('\n') || '- none in particular';
    const facts = `Name: ${name}\nE-mail: ${email}\nOrganisation: ${organisation || '–'}\nFor: ${teamSize}\nPlace: ${place || '–'}\nCourses:\n${titles}\n\n${message}\n`;
    for (const to of await ourAddresses(tx))
      await queueMail(tx, { to, subject: `Enquiry: ${organisation || name}`, text: `${facts}\nAnswer them at ${email}.\n` });
    await queueForStranger(tx, network, {
      to: email,
      subject: 'We have your enquiry',
      // Nothing that was typed: anybody can type anybody's address, and this must not carry their words to them.
      text: `An enquiry reached us from this address. A person will read it and answer here.\n\nIf you did not send it, do nothing: your address goes on no list.\n\n${siteUrl('/teams')}\n`,
    });
    return true;
  });
}

/** The key of a form and of what it holds, as an id: sent twice it is one enquiry, changed and sent again it is another. */
function keyOf({ formKey, name, email, organisation, teamSize, place, message }: EnquiryForm, courses: string[]): string {
  const hash = createHash('sha256')
    .update(JSON.stringify([formKey, name, email, organisation, teamSize, place, message, courses]))
    .digest('hex');
  return hash.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Who reads enquiries: the address that is configured, or else every admin. */
async function ourAddresses(tx: Pick<typeof db, 'user'>): Promise<string[]> {
  const { ENQUIRIES_TO } = env();
  if (ENQUIRIES_TO) return [ENQUIRIES_TO];
  const admins = await tx.user.findMany({ where: { role: 'ADMIN', deactivatedAt: null }, select: { email: true } });
  return admins.map(({ email }) => email);
}
