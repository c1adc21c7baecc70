import 'server-only';
import { timingSafeEqual } from 'node:crypto';
import { fromNow, hours, minutes, now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { env } from '#lib/env.ts';
import { queueMail } from '#lib/mail.ts';
import { hashSecret, newCode, newToken } from '#lib/secrets.ts';
import { maskEmail, safePath } from './account.ts';

const LIFETIME = minutes(15);
const MAX_WRONG_CODES = 5;
const PER_ADDRESS = { count: 5, window: hours(1) };
const PER_NETWORK = { count: 40, window: hours(1) };

/**
 * Sends a sign-in link and code to an address, whether or not it is known, and answers the request's id in every case.
 * Too many requests for one address or from one network get the same answer and no mail.
 */
export async function requestSignIn(email: string, network: string, next: string): Promise<string> {
  const id = newToken();
  const link = newToken();
  const code = newCode();
  const since = (window: number) => ({ gt: fromNow(-window) });
  const [byAddress, byNetwork] = await Promise.all([
    db.signInRequest.count({ where: { email, createdAt: since(PER_ADDRESS.window) } }),
    db.signInRequest.count({ where: { network, createdAt: since(PER_NETWORK.window) } }),
  ]);
  const allowed = byAddress < PER_ADDRESS.count && byNetwork < PER_NETWORK.count;
  if (!allowed) return id;
  await db.$transaction(async (tx) => {
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
  return `${env().APP_URL.replace(/\/$/, '')}/sign-in/link/${link}${path === '/dashboard' ? '' : `?next=${encodeURIComponent(path)}`}`;
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
  const row = await db.signInRequest.findFirst({ where: { id, ...open }, select: { codeHash: true, email: true } });
  if (!row) return null;
  const expected = Buffer.from(row.codeHash);
  const given = Buffer.from(hashSecret(`${proof.request}:${proof.code}`));
  const right = expected.length === given.length && timingSafeEqual(expected, given);
  // A wrong code counts before it is refused, so that guesses in parallel cannot exceed the limit.
  const { count } = await db.signInRequest.updateMany({
    where: { id, ...open },
    data: right ? { usedAt: now() } : { wrongCodes: { increment: 1 } },
  });
  return right && count === 1 ? row.email : null;
}

/** The person with this address, made on first sign-in; null when an admin has deactivated them. */
export async function findOrCreatePerson(email: string): Promise<{ id: string } | null> {
  await db.user.createMany({ data: [{ email, createdAt: now() }], skipDuplicates: true });
  return db.user.findFirst({ where: { email, deactivatedAt: null }, select: { id: true } });
}
