import { z } from 'zod';

/**
 * The only place that reads the environment. Everything is checked at boot, so that a missing or weak value stops
 * the server with one sentence naming the variable (never its value) instead of failing a learner at midnight.
 */
const KNOWN_SECRETS = ['changeme', 'secret', 'composure', 'example', '0123456789', 'abcdefgh', 'password'];

const url = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
    message: `must be a URL beginning ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    abort: true,
  });

const secret = z
  .string({ error: 'is missing; make one with: openssl rand -base64 48' })
  .min(32, 'is too short; make one with: openssl rand -base64 48')
  .refine((value) => new Set(value).size >= 12 && !KNOWN_SECRETS.some((known) => value.toLowerCase().includes(known)), {
    message: 'is guessable; make one with: openssl rand -base64 48',
  });

const INTERNATIONAL = /^\+[1-9][\d ]{6,18}\d$/;
const NO_NUMBER = 'must be an international number, such as +44 20 7946 0000';

/** Names of this machine. */
export const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

const schema = z
  .object({
    /** demo: made-up cast, mail kept in a local outbox page. production: everything real. */
    COMPOSURE_MODE: z.enum(['demo', 'production']).default('production'),
    DATABASE_URL: url('postgres:', 'postgresql:'),
    DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(10),
    APP_URL: url('https:', 'http:'),
    AUTH_SECRET: secret,
    SMTP_URL: url('smtp:', 'smtps:').optional(),
    MAIL_FROM: z.string().min(3).default('Composure <no-reply@localhost>'),
    OUTBOX_DIR: z.string().optional(),
    /** How many reverse proxies in front of the server append to X-Forwarded-For. */
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(5).default(0),
    /** Who reads enquiries; unset: every admin. */
    ENQUIRIES_TO: z.email().max(254).optional(),
    /** A file that the backup job touches when it has succeeded; /admin/system looks at its time. */
    BACKUP_STAMP: z.string().min(1).optional(),
    /** Shown on public pages, which are built with them (`contactPoints`). */
    PHONE: z.string().regex(INTERNATIONAL, NO_NUMBER).optional(),
    WHATSAPP: z.string().regex(INTERNATIONAL, NO_NUMBER).optional(),
    OIDC_ISSUER: url('https:', 'http:').optional(),
    OIDC_CLIENT_ID: z.string().min(1).optional(),
    OIDC_CLIENT_SECRET: z.string().min(1).optional(),
    OIDC_NAME: z.string().min(1).max(40).optional(),
    /** Added to the clock; tests use it to look back at the past. Demo only. */
    CLOCK_OFFSET_MS: z.coerce.number().int().default(0),
  })
  .superRefine((env, context) => {
    const refuse = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const app = new URL(env.APP_URL);
    const local = LOOPBACK.has(app.hostname);
    if (app.pathname !== '/' || app.search || app.hash || app.username || app.password)
      refuse('APP_URL', 'must be an origin, such as https://learn.example.org');
    if (app.protocol === 'http:' && !local) refuse('APP_URL', 'must begin https:// (http:// is for this machine only)');
    if (env.COMPOSURE_MODE === 'demo' && !local) refuse('APP_URL', 'must be on this machine in the demo');
    if (env.COMPOSURE_MODE === 'production' && !env.SMTP_URL)
      refuse('SMTP_URL', 'is missing; mail needs a server, such as smtps://user:password@mail.example.org');
    if (env.COMPOSURE_MODE === 'production' && env.CLOCK_OFFSET_MS !== 0) refuse('CLOCK_OFFSET_MS', 'is for the demo only');
    const oidc = [env.OIDC_ISSUER, env.OIDC_CLIENT_ID, env.OIDC_CLIENT_SECRET, env.OIDC_NAME].filter(Boolean).length;
    if (oidc !== 0 && oidc !== 4) refuse('OIDC_ISSUER', 'works only together with OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and OIDC_NAME; set all four or none');
  });

export type Env = z.infer<typeof schema>;

/** Checks an environment; a refusal is a list of sentences, one per variable, without values. */
export function parseEnv(source: Record<string, string | undefined>): { ok: true; env: Env } | { ok: false; problems: string[] } {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const result = schema.safeParse(given);
  if (result.success) return { ok: true, env: result.data };
  const first = result.error.issues.filter(({ path }, at, all) => all.findIndex((issue) => issue.path[0] === path[0]) === at);
  const problems = first.map(({ path, message }) => {
    const missing = given[String(path[0])] === undefined && message.startsWith('Invalid input');
    return `${String(path[0])} ${missing ? 'is missing' : message}.`;
  });
  return { ok: false, problems };
}

let cached: Env | undefined;

/** The environment of this process, checked on first use. Throws one readable sentence per bad variable. */
export function env(): Env {
  if (cached) return cached;
  const parsed = parseEnv(process.env);
  if (!parsed.ok) throw new Error(parsed.problems.join('\n'));
  cached = parsed.env;
  return cached;
}

/** An address on this site, whole, for mail, PDFs and whatever else leaves it. */
export const siteUrl = (path: string) => new URL(path, env().APP_URL).href;

/** True while pages are being prerendered by `next build`, when no request, mail or database exists. */
export const isBuilding = () => process.env['NEXT_PHASE'] === 'phase-production-build';

/** The site's own address for canonical links and share images; undefined when a build is not told. */
export const siteOrigin = (): URL | undefined => (process.env['APP_URL'] && URL.canParse(process.env['APP_URL']) ? new URL(process.env['APP_URL']) : undefined);

/**
 * What the operator says of themselves on public pages, read when those are built: places served, a phone and a WhatsApp
 * number (international, +44…). Nothing is shown that is not set; a number that is none stops the build.
 */
export function contactPoints(source: Record<string, string | undefined> = process.env): { places: string[]; phone: string | null; whatsApp: string | null } {
  const number = (name: string) => {
    const value = source[name]?.trim();
    if (!value) return null;
    if (!INTERNATIONAL.test(value)) throw new Error(`${name} ${NO_NUMBER}.`);
    return value;
  };
  const places = (source['PLACES'] ?? '')
    .split(',')
    .map((place) => place.trim())
    .filter(Boolean);
  return { places: places.slice(0, 10), phone: number('PHONE'), whatsApp: number('WHATSAPP') };
}

export const listPlaces = (): string[] => contactPoints().places;

/** Whether this is `npm run dev`, on the author's own machine. */
export const isDevelopment = () => process.env.NODE_ENV === 'development';
