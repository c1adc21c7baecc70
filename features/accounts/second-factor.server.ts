import 'server-only';
import { createHmac, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { fromNow, minutes, now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { env } from '#lib/env.ts';
import { decrypt, encrypt, signature } from '#lib/secrets.ts';
import { RECOVERY_CODES, readRecoveryCode, spellRecoveryCode } from './second-factor.ts';
import type { SignedIn } from './session.server.ts';

/** RFC 6238 with what every authenticator app understands: SHA-1, six digits, 30 seconds. */
const STEP = 30;
/** A code of the step before or after is taken too, for clocks that differ. */
const WINDOW = 1;
const MAX_WRONG = 5;
const PAUSE = minutes(15);

const totpOf = (secret: string, label: string) =>
  new TOTP({ issuer: 'Composure', label, algorithm: 'SHA1', digits: 6, period: STEP, secret: Secret.fromBase32(secret) });

const hashOf = (userId: string, code: string) => signature('recovery-code', `${userId}:${code}`);

type Row = { secret: string; confirmedAt: Date | null };

/**
 * The secret that is in force; before it is confirmed, the one this device is shown, which no other device ever sees. So
 * whoever reads the mailbox of a new admin cannot copy the secret that the admin will confirm.
 */
function secretOf({ secret, confirmedAt }: Row, { sessionHash }: SignedIn): string {
  const stored = decrypt('second-factor', secret);
  if (confirmedAt) return stored;
  return new Secret({ buffer: new Uint8Array(createHmac('sha1', stored).update(sessionHash).digest()).buffer }).base32;
}

export type SetUp = { state: 'confirmed' } | { state: 'new'; secret: string; uri: string };

/** Whether this person has a second factor; if not, the secret to set it up with, which stays the same until it is confirmed. */
export async function getSetUp(staff: SignedIn): Promise<SetUp> {
  await db.secondFactor.createMany({
    data: [{ userId: staff.id, secret: encrypt('second-factor', new Secret({ size: 20 }).base32), createdAt: now() }],
    skipDuplicates: true,
  });
  const row = await db.secondFactor.findUniqueOrThrow({ where: { userId: staff.id } });
  if (row.confirmedAt) return { state: 'confirmed' };
  const secret = secretOf(row, staff);
  return { state: 'new', secret, uri: totpOf(secret, staff.email).toString() };
}

/** The code of this moment, which the demo shows on the page because nobody has its admin's telephone; null anywhere else. */
export async function demoCode(staff: SignedIn): Promise<string | null> {
  if (env().COMPOSURE_MODE !== 'demo') return null;
  const row = await db.secondFactor.findUnique({ where: { userId: staff.id } });
  if (!row) return null;
  // Of the next step where this one's code was taken already.
  const step = Math.max(Math.floor(now().getTime() / 1000 / STEP), row.lastStep + 1);
  return totpOf(secretOf(row, staff), '').generate({ timestamp: step * STEP * 1000 });
}

export type Checked = { ok: true; recoveryCodes: string[] | null } | { ok: false; reason: 'wrong' | 'paused' };

/**
 * Takes a code from the app, or one from paper, and marks this device as having given the second factor. No code is taken
 * twice, whichever device it comes from; after five wrong ones nothing is taken for a quarter of an hour. The first right
 * code confirms the set-up and answers the recovery codes, which are shown once.
 */
export async function giveSecondFactor(staff: SignedIn, typed: string, network = ''): Promise<Checked> {
  return db.$transaction(async (tx) => {
    // One at a time for a person, so that counting and taking are one step.
    const [row] = await tx.$queryRaw<{ secret: string; confirmedAt: Date | null; lastStep: number; wrongCodes: number; wrongAt: Date | null }[]>`
      SELECT "secret", "confirmedAt", "lastStep", "wrongCodes", "wrongAt" FROM "SecondFactor" WHERE "userId" = ${staff.id}::uuid FOR UPDATE`;
    if (!row) return { ok: false, reason: 'wrong' };
    const paused = row.wrongCodes >= MAX_WRONG && row.wrongAt !== null && row.wrongAt > fromNow(-PAUSE);
    if (paused) return { ok: false, reason: 'paused' };
    const secret = secretOf(row, staff);
    const step = stepOf(secret, typed, row.lastStep);
    const write = (action: `second-factor.${'set-up' | 'recovery' | 'pause'}`) =>
      tx.auditEntry.create({ data: { at: now(), actorId: staff.id, action, personId: staff.id, network } });
    const onPaper = step === null && row.confirmedAt ? readRecoveryCode(typed) : null;
    const used =
      onPaper !== null &&
      (await tx.recoveryCode.updateMany({ where: { codeHash: hashOf(staff.id, onPaper), userId: staff.id, usedAt: null }, data: { usedAt: now() } })).count ===
        1;
    if (step === null && !used) {
      const wrongCodes = row.wrongCodes >= MAX_WRONG ? 1 : row.wrongCodes + 1;
      await tx.secondFactor.update({ where: { userId: staff.id }, data: { wrongCodes, wrongAt: now() } });
      if (wrongCodes === MAX_WRONG) await write('second-factor.pause');
      return { ok: false, reason: 'wrong' };
    }
    await tx.secondFactor.update({
      where: { userId: staff.id },
      data: {
        wrongCodes: 0,
        ...(row.confirmedAt ? {} : { confirmedAt: now(), secret: encrypt('second-factor', secret) }),
        ...(step === null ? {} : { lastStep: step }),
      },
    });
    await tx.session.updateMany({ where: { idHash: staff.sessionHash, userId: staff.id }, data: { secondFactorAt: now() } });
    if (used) await write('second-factor.recovery');
    if (row.confirmedAt) return { ok: true, recoveryCodes: null };
    const codes = Array.from({ length: RECOVERY_CODES }, () => spellRecoveryCode(randomBytes(10)));
    await tx.recoveryCode.deleteMany({ where: { userId: staff.id } });
    await tx.recoveryCode.createMany({ data: codes.map((code) => ({ userId: staff.id, codeHash: hashOf(staff.id, code), createdAt: now() })) });
    await write('second-factor.set-up');
    return { ok: true, recoveryCodes: codes };
  });
}

/** The step a code belongs to, if it is right and later than the last that was taken. */
function stepOf(secret: string, typed: string, lastStep: number): number | null {
  const token = typed.replace(/[\s-]/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const timestamp = now().getTime();
  const delta = totpOf(secret, '').validate({ token, timestamp, window: WINDOW });
  const step = delta === null ? null : Math.floor(timestamp / 1000 / STEP) + delta;
  return step !== null && step > lastStep ? step : null;
}
