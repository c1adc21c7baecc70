import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { env } from './env.ts';

/** 256 random bits for links and session ids. */
export const newToken = () => randomBytes(32).toString('base64url');

/** Six digits, for typing. */
export const newCode = () => String(randomInt(1_000_000)).padStart(6, '0');

/** What the database keeps of a secret. Ours are random, so a plain hash gives a thief nothing to guess at. */
export const hashSecret = (secret: string) => createHash('sha256').update(secret).digest('base64url');

/** A fingerprint of something short enough to be guessed: without our secret there is nothing to try the guesses on. */
export const signature = (purpose: string, text: string) => createHmac('sha256', env().AUTH_SECRET).update(`${purpose} ${text}`).digest('base64url');

/** A text that whoever holds it can show us again, and that nobody else can have made: `text.signature`. It is good for one purpose. */
export const seal = (purpose: string, text: string) => `${text}.${signature(purpose, text)}`;

/** The text of a seal of ours for this purpose; null for a forged one. */
export function unseal(purpose: string, sealed: string): string | null {
  const at = sealed.lastIndexOf('.');
  const text = sealed.slice(0, Math.max(0, at));
  const [given, wanted] = [Buffer.from(sealed.slice(at + 1)), Buffer.from(signature(purpose, text))];
  return at > 0 && given.length === wanted.length && timingSafeEqual(given, wanted) ? text : null;
}

const key = (purpose: string) => Buffer.from(hkdfSync('sha256', env().AUTH_SECRET, '', purpose, 32));

/** Hides a text from whoever has the database without our secret (AES-256-GCM). It opens for one purpose. */
export function encrypt(purpose: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key(purpose), nonce);
  return Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** The text again; throws for anything that was not hidden by `encrypt` for this purpose with this secret. */
export function decrypt(purpose: string, hidden: string): string {
  const bytes = Buffer.from(hidden, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key(purpose), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
}
