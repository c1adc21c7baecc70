import 'server-only';
import { timingSafeEqual } from 'node:crypto';
import { days, fromNow, hours, minutes, now } from '#lib/clock.ts';
import { db, type Transaction } from '#lib/db.ts';
import { siteUrl } from '#lib/env.ts';
import { queueMail } from '#lib/mail.ts';
import { hashSecret, newCode, newToken } from '#lib/secrets.ts';
import { maskEmail, safePath, type Viewer } from './account.ts';

const LIFETIME = minutes(15);
const MAX_WRONG_CODES = 5;
/** Mails to one address: so many from one network, so that a stranger's asking cannot use up the owner's own, and so many in all. */
const PER_PAIR = 5;
const PER_ADDRESS = 15;
/** Mails from one network: an office behind one address signs in on one morning. */
const PER_NETWORK = 300;
const WINDOW = hours(1);
/** Wrong codes for one address in 15 minutes, over all its requests. */
const MAX_WRONG_FOR_ADDRESS = 10;

/** One at a time for an address, so that counting and acting are one step. */
const takeTurn = (tx: Transaction, email: string) => tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(${email}))`;

/**
 * Sends a sign-in link and code to an address, whether or not it is known, and answers the request's id in every case.
 * Too many requests for one address or from one network get the same answer and no mail.
 */
export async function requestSignIn(email: string, network: string, next: string): Promise<string> {
  const id = newToken();
  const link = newToken();
  const code = newCode();
  await db.$transaction(async (tx) => {
    await takeTurn(tx, email);
    const recent = { createdAt: { gt: fromNow(-WINDOW) } };
    const byPair = await tx.signInRequest.count({ where: { email, network, ...recent } });
    const byAddress = await tx.signInRequest.count({ where: { email, ...recent } });
    const byNetwork = await tx.signInRequest.count({ where: { network, ...recent } });
    if (byPair >= PER_PAIR || byAddress >= PER_ADDRESS || byNetwork >= PER_NETWORK) return;
    await tx.signInRequest.deleteMany({ where: { email, expiresAt: { lt: fromNow(-days(1)) } } });
    await tx.signInRequest.create({
      data: {
        id: hashSecret(id),
        email,
        linkHash: hashSecret(link),
        codeHash: hashSecret(`${id}:${code}`),
        network,
        createdAt: now(),
        expiresAt: fromNow(LIFETIME),
      },
    });
    await queueMail(tx, signInMail(email, linkUrl(link, next), code));
  });
  return id;
}

const linkUrl = (link: string, next: string) => {
  const path = safePath(next);
  return siteUrl(`/sign-in/link/${link}${path === '/dashboard' ? '' : `?next=${encodeURIComponent(path)}`}`);
};

function signInMail(to: string, url: string, code: string) {
  const text = `Sign in to Composure with this link:\n\n${url}\n\nOr type this code where you asked for it: ${code}\n\nBoth work once, for 15 minutes. If you did not ask for this, do nothing: nobody can sign in without this message.\n`;
  return { to, subject: `${code} is your Composure sign-in code`, text };
}

/** A one-time link made at the terminal, for the demo's admin. Nothing is mailed. */
export async function makeSignInLink(email: string): Promise<string> {
  const link = newToken();
  await db.signInRequest.create({
    data: { id: hashSecret(newToken()), email, linkHash: hashSecret(link), codeHash: '', network: 'terminal', createdAt: now(), expiresAt: fromNow(hours(24)) },
  });
  return linkUrl(link, '/dashboard');
}

/** Whose link this is, masked, while it can still be used; looking at it uses nothing, so a mail scanner may. */
export async function findLinkOwner(link: string): Promise<string | null> {
  const row = await db.signInRequest.findUnique({ where: { linkHash: hashSecret(link) }, select: { email: true, usedAt: true, expiresAt: true } });
  return row && !row.usedAt && row.expiresAt > now() ? maskEmail(row.email) : null;
}

export type Proof = { link: string } | { request: string; code: string };

/** Uses up a link or a code and answers the address it proves, or null. Of many at once, one wins. */
export async function redeem(proof: Proof): Promise<string | null> {
  const open = { usedAt: null, expiresAt: { gt: now() }, wrongCodes: { lt: MAX_WRONG_CODES } };
  if ('link' in proof) {
    const linkHash = hashSecret(proof.link);
    const { count } = await db.signInRequest.updateMany({ where: { linkHash, ...open }, data: { usedAt: now() } });
    return count === 1 ? (await db.signInRequest.findUniqueOrThrow({ where: { linkHash } })).email : null;
  }
  const id = hashSecret(proof.request);
  const asked = await db.signInRequest.findFirst({ where: { id, ...open }, select: { codeHash: true, email: true } });
  if (!asked) return null;
  return db.$transaction(async (tx) => {
    await takeTurn(tx, asked.email);
    const { _sum: wrong } = await tx.signInRequest.aggregate({
      where: { email: asked.email, createdAt: { gt: fromNow(-LIFETIME) } },
      _sum: { wrongCodes: true },
    });
    if ((wrong.wrongCodes ?? 0) >= MAX_WRONG_FOR_ADDRESS) return null;
    const expected = Buffer.from(asked.codeHash);
    const given = Buffer.from(hashSecret(`${proof.request}:${proof.code}`));
    const right = expected.length === given.length && timingSafeEqual(expected, given);
    const { count } = await tx.signInRequest.updateMany({ where: { id, ...open }, data: right ? { usedAt: now() } : { wrongCodes: { increment: 1 } } });
    return right && count === 1 ? asked.email : null;
  });
}

/**
 * The person with this address, made on first sign-in; null when an admin has deactivated them. The address of an account
 * that was merged into another leads there: one step, since a merge leaves no longer way.
 */
export async function findOrCreatePerson(email: string): Promise<{ id: string } | null> {
  await db.user.createMany({ data: [{ email, createdAt: now() }], skipDuplicates: true });
  const { id, deactivatedAt, mergedIntoId } = await db.user.findUniqueOrThrow({
    where: { email },
    select: { id: true, deactivatedAt: true, mergedIntoId: true },
  });
  if (!deactivatedAt) return { id };
  return mergedIntoId ? db.user.findFirst({ where: { id: mergedIntoId, deactivatedAt: null }, select: { id: true } }) : null;
}

/** Whether an address signs in to the viewer's account: it is theirs, or that of an account merged into theirs. */
export const isAddressOf = async (viewer: Viewer, email: string, tx: Transaction | typeof db = db): Promise<boolean> =>
  email === viewer.email || (await tx.user.count({ where: { email, mergedIntoId: viewer.id } })) > 0;
