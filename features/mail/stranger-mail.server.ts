import 'server-only';
import { days, fromNow, now } from '#lib/clock.ts';
import type { Transaction } from '#lib/db.ts';
import { type Mail, queueMail } from '#lib/mail.ts';

/** Mails in a day: to one address, whichever of our forms is tried; and caused from one network, which may be a whole office. */
const PER_ADDRESS = 3;
/** Of those, from one network: so that one stranger's asking cannot use up the owner's own. */
const PER_PAIR = 2;
const PER_NETWORK = 100;

/** The mailbox behind an address: ada+news@ and ada+offers@ are one. */
export const mailboxOf = (email: string) => email.replace(/\+[^@]*(?=@)/, '');

/**
 * Takes a name for the length of a transaction, so that looking and acting are one step; false when somebody has it just
 * now. Nobody waits: a crowd of requests for one address would hold every connection while it did.
 */
export async function tryTurn(tx: Transaction, name: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ taken: boolean }[]>`SELECT pg_try_advisory_xact_lock(hashtext(${name})) AS taken`;
  return row!.taken;
}

/**
 * Queues a mail that somebody who is not signed in has caused, unless its address or their network has had enough today.
 * Says whether it was queued; the caller answers the same either way, so that nobody learns whom we know.
 */
export async function queueForStranger(tx: Transaction, network: string, mail: Mail): Promise<boolean> {
  const email = mailboxOf(mail.to);
  if (!(await tryTurn(tx, `stranger-mail ${email}`))) return false;
  const today = { createdAt: { gt: fromNow(-days(1)) } };
  const toThem = await tx.strangerMail.count({ where: { email, ...today } });
  const ofTheirs = await tx.strangerMail.count({ where: { email, network, ...today } });
  if (toThem >= PER_ADDRESS || ofTheirs >= PER_PAIR) return false;
  const fromHere = await tx.strangerMail.count({ where: { network, ...today } });
  if (fromHere >= PER_NETWORK) return false;
  await tx.strangerMail.create({ data: { email, network, createdAt: now() } });
  await queueMail(tx, mail);
  return true;
}

/** Forgets mails of the days before yesterday: they limit nothing any more. */
export async function forgetStrangerMail(db: Transaction): Promise<void> {
  await db.strangerMail.deleteMany({ where: { createdAt: { lt: fromNow(-days(2)) } } });
}
