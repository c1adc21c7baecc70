import { z } from 'zod';

declare const viewerBrand: unique symbol;
declare const adminBrand: unique symbol;

/** Who is asking. Made only by `session.server.ts`, from the database; a forgotten check is a type error. */
export type Viewer = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  /** What they may do now: an admin is a learner until the second factor is given. */
  readonly role: 'LEARNER' | 'ADMIN';
  readonly sessionHash: string;
  readonly [viewerBrand]: true;
};
/** An admin who has given the second factor. */
export type Admin = Viewer & {
  /** Where they act from, for the audit. */
  readonly network: string;
  readonly secondFactorAt: Date;
  readonly [adminBrand]: true;
};

/** One plain address: folded to lower case and NFKC first, then exactly one @, no quotes, lists or comments. */
export const emailSchema = z
  .string({ error: 'Type your e-mail address.' })
  .max(254, 'That address is too long.')
  .transform((value) => value.normalize('NFKC').trim().toLowerCase())
  .pipe(
    z
      .string()
      .min(1, 'Type your e-mail address.')
      .max(254, 'That address is too long.')
      .regex(/^[^\s"',;:<>()[\]\\@]+@[^\s"',;:<>()[\]\\@]+\.[^\s"',;:<>()[\]\\@]+$/, 'That does not look like one e-mail address, such as ada@example.org.')
      .pipe(z.email('That does not look like one e-mail address, such as ada@example.org.')),
  );

// Control characters, what prints as nothing, and the bidirectional overrides that can make a name read backwards on a
// certificate. The joiners (200c, 200d) stay: Persian and Hindi names are spelt with them.
const UNPRINTABLE =
  /\u034f|[\p{Cc}\p{Cs}\p{Co}\p{Cn}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Text as one line: nothing invisible, single spaces, NFC. */
export const oneLine = (text: string) => text.replace(/\s/g, ' ').replace(UNPRINTABLE, '').replace(/ +/g, ' ').trim().normalize('NFC');

/** A person's name as they type it: NFC, one line, nothing invisible, 1–100 characters. */
export const nameSchema = z
  .string({ error: 'Type your name.' })
  .max(400, 'That name is too long; 100 characters fit.')
  .transform(oneLine)
  .pipe(
    z
      .string()
      .regex(/[^\p{M}\p{Cf} ]/u, 'Type your name as it should stand on your certificates.')
      .max(100, 'That name is too long; 100 characters fit.'),
  );

export const codeSchema = z
  .string({ error: 'Type the six digits from the e-mail.' })
  .transform((value) => value.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'The code is six digits.'));

/** Where to go after signing in: a path on this site, in the characters a Location header takes, or home to My learning. */
export function safePath(path: unknown): string {
  if (typeof path !== 'string' || path.length > 500 || !/^\/(?![/\\])[ -[\]-~]*$/.test(path)) return '/dashboard';
  const base = 'https://composure.invalid';
  return URL.canParse(path, base) && new URL(path, base).origin === base ? path : '/dashboard';
}

/** ada@example.org → a•••@example.org: enough to recognise, too little to harvest. */
export const maskEmail = (email: string) => email.replace(/^(.).*(@.*)$/, '$1•••$2');

export const secondFactorUrl = (next: string) => `/second-factor?next=${encodeURIComponent(safePath(next))}`;
