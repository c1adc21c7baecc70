import { createHash, randomBytes, randomInt } from 'node:crypto';

/** 256 random bits for links and session ids. */
export const newToken = () => randomBytes(32).toString('base64url');

/** Six digits, for typing. */
export const newCode = () => String(randomInt(1_000_000)).padStart(6, '0');

/** What the database keeps of a secret. Ours are random, so a plain hash gives a thief nothing to guess at. */
export const hashSecret = (secret: string) => createHash('sha256').update(secret).digest('base64url');
