import { createHash, createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { env } from './env.ts';

/** 256 random bits for links and session ids. */
export const newToken = () => randomBytes(32).toString('base64url');

/** Six digits, for typing. */
export const newCode = () => String(randomInt(1_000_000)).padStart(6, '0');

/** What the database keeps of a secret. Ours are random, so a plain hash gives a thief nothing to guess at. */
export const hashSecret = (secret: string) => createHash('sha256').update(secret).digest('base64url');

const signature = (purpose: string, text: string) => createHmac('sha256', env().AUTH_SECRET).update(`${purpose} ${text}`).digest('base64url');

/** A text that whoever holds it can show us again, and that nobody else can have made: `text.signature`. It is good for one purpose. */
export const seal = (purpose: string, text: string) => `${text}.${signature(purpose, text)}`;

/** The text of a seal of ours for this purpose; null for a forged one. */
export function unseal(purpose: string, sealed: string): string | null {
  const at = sealed.lastIndexOf('.');
  const text = sealed.slice(0, Math.max(0, at));
  const [given, wanted] = [Buffer.from(sealed.slice(at + 1)), Buffer.from(signature(purpose, text))];
  return at > 0 && given.length === wanted.length && timingSafeEqual(given, wanted) ? text : null;
}
