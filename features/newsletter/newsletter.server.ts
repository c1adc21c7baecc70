import 'server-only';
import { days, fromNow, now } from '#lib/clock.ts';
import { dayOf } from '#lib/dates.ts';
import { db } from '#lib/db.ts';
import { siteUrl } from '#lib/env.ts';
import { queueMail } from '#lib/mail.ts';
import { hashSecret, newToken, seal, unseal } from '#lib/secrets.ts';
import { listArticles } from '../articles/article.server.ts';
import { type Article, articleUrl } from '../articles/article.ts';
import { queueForStranger, tryTurn } from '../mail/stranger-mail.server.ts';
import { confirmUrl, leaveUrl, WORDING } from './newsletter.ts';

/** Days between two newsletters to one address, at the least. */
const APART = days(7);

/**
 * Asks an address to confirm that it wants the newsletter. Answers nothing: an address we know, one we do not, and one that
 * has had enough mail today look the same.
 */
export async function subscribe(email: string, network: string): Promise<void> {
  const token = newToken();
  await db.$transaction(async (tx) => {
    if (!(await tryTurn(tx, `newsletter ${email}`))) return;
    const known = await tx.subscriber.findUnique({ where: { email }, select: { confirmedAt: true, leftAt: true, askedAt: true } });
    if (known?.confirmedAt && !known.leftAt) return;
    // Asked within the hour already: the mail is on its way.
    if (known && known.askedAt > fromNow(-3_600_000) && !known.leftAt) return;
    const queued = await queueForStranger(tx, network, {
      to: email,
      subject: 'Do you want the Composure newsletter?',
      text: `Somebody, we hope you, asked for our newsletter at this address: a mail when we publish an article, once a week at most.\n\nTo say yes, open this page and press the button:\n\n${siteUrl(confirmUrl(token))}\n\nIf you did not ask, do nothing, and there will be none.\n`,
    });
    if (!queued) return;
    const asked = { tokenHash: hashSecret(token), network, askedAt: now() };
    if (known) await tx.subscriber.update({ where: { email }, data: asked });
    else await tx.subscriber.create({ data: { ...asked, email, createdAt: now() } });
  });
}

/** A question is good for a week, and for one answer: who has left since it was asked is asked anew. */
const isOver = ({ askedAt, leftAt }: { askedAt: Date; leftAt: Date | null }) => askedAt <= fromNow(-days(7)) || (leftAt !== null && leftAt > askedAt);

/** What a link from the mail stands for, without changing anything: mail readers open links by themselves. `over`: it can say yes no more. */
export async function findSubscription(token: string): Promise<{ confirmed: boolean; over: boolean; leave: string } | null> {
  const row = await db.subscriber.findUnique({
    where: { tokenHash: hashSecret(token) },
    select: { id: true, askedAt: true, confirmedAt: true, leftAt: true },
  });
  return row && { confirmed: row.confirmedAt !== null && row.leftAt === null, over: isOver(row), leave: leaveUrl(linkFor(row.id)) };
}

/** Says yes, once: keeps when, and the words that were agreed to, and sends the one mail that says how to leave. */
export async function confirmSubscription(token: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const where = { tokenHash: hashSecret(token), OR: [{ confirmedAt: null }, { leftAt: { not: null } }] };
    const row = await tx.subscriber.findFirst({ where, select: { id: true, email: true, askedAt: true, leftAt: true } });
    if (!row || isOver(row)) return false;
    const { count } = await tx.subscriber.updateMany({
      where,
      data: { confirmedAt: now(), wording: WORDING, leftAt: null, toldAt: now(), toldOf: published(listArticles()).map(({ slug }) => slug) },
    });
    if (count === 0) return false;
    await queueMail(tx, {
      to: row.email,
      subject: 'You are on the list',
      text: `You asked for the Composure newsletter, and have confirmed it. What you agreed to:\n\n“${WORDING}”\n\nTo leave, with one click:\n${siteUrl(leaveUrl(linkFor(row.id)))}\n`,
      unsubscribe: siteUrl(leaveUrl(linkFor(row.id))),
    });
    return true;
  });
}

const LEAVE = 'newsletter';
const linkFor = (id: string) => seal(LEAVE, id);

/** Whose subscription a link under a newsletter ends; null for a forged one. */
export const readLeaveLink = (link: string): string | null => unseal(LEAVE, link);

/** Whether the subscription a link is about has ended; null for a forged link, or one whose row is gone. */
export async function findLeaving(link: string): Promise<{ left: boolean } | null> {
  const id = readLeaveLink(link);
  const row = id && (await db.subscriber.findUnique({ where: { id }, select: { leftAt: true } }));
  return row ? { left: row.leftAt !== null } : null;
}

/** Ends a subscription. The row stays, with both times, as the record of what was agreed to and when it ended; no mail follows. */
export async function leave(id: string): Promise<void> {
  await db.subscriber.updateMany({ where: { id, leftAt: null }, data: { leftAt: now() } });
}

/** What can be read today: an article may carry a day that is still to come. */
const published = (articles: Article[]) => articles.filter((article) => article.published <= dayOf(now()));

/** Tells subscribers of articles they have not been told of, once a week at most, each once however many instances ask; answers how many. */
export async function tellOfArticles(articles = listArticles()): Promise<number> {
  const slugs = published(articles).map(({ slug }) => slug);
  const waiting = { confirmedAt: { not: null }, leftAt: null, toldAt: { lt: fromNow(-APART) }, NOT: { toldOf: { hasEvery: slugs } } };
  let told = 0;
  for (const { id, email, toldAt, toldOf } of await db.subscriber.findMany({
    where: waiting,
    take: 500,
    select: { id: true, email: true, toldAt: true, toldOf: true },
  })) {
    const fresh = published(articles).filter(({ slug }) => !toldOf.includes(slug));
    await db.$transaction(async (tx) => {
      const { count } = await tx.subscriber.updateMany({ where: { id, toldAt, leftAt: null }, data: { toldAt: now(), toldOf: slugs } });
      if (count === 0) return;
      told += 1;
      const list = fresh.map(({ title, summary, slug }) => `${title}\n${summary}\n${siteUrl(articleUrl(slug))}`).join('\n\n');
      await queueMail(tx, {
        to: email,
        subject: fresh.length === 1 ? `New: ${fresh[0]!.title}` : `${fresh.length} new articles`,
        text: `${list}\n\n—\nYou asked for this mail. To leave, with one click:\n${siteUrl(leaveUrl(linkFor(id)))}\n`,
        unsubscribe: siteUrl(leaveUrl(linkFor(id))),
      });
    });
  }
  return told;
}
