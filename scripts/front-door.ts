import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { type StaticPages, sendStaticPage } from './static-pages.ts';

/**
 * Everything that must be settled before Next sees a request: which requests are refused, which headers a client may
 * not send, what every answer carries, and which rendering of a course page a signed-in visitor gets. It decides
 * comfort and hygiene, never who may see what: pages, actions and data functions do that (docs/decisions/0003).
 */
export type FrontDoorOptions = {
  origin: string;
  /** Hashes of the inline scripts of each prerendered page; null in development, where there is no policy. */
  scriptHashes: Record<string, string[]> | null;
  /** Prerendered pages, handed out from memory to whoever asks for the document itself. */
  staticPages: StaticPages;
  /** Other origins a form may lead to: the single sign-on provider, where there is one. */
  formTargets?: string[];
  sessionCookie: string;
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Only development has sockets to upgrade. */
  upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;
};

const MAX_BODY = 256 * 1024;
/** Where a spreadsheet is uploaded: 2 MB, what a form puts around it, and enough above that for the form itself to say what is too large. */
const MAX_UPLOAD = 3 * 1024 * 1024;
const UPLOAD = /^\/admin\/imports(\?|$)/;
const MAX_URL = 2_000;
/** Where a page of ticked rows is planned: fifty ids. */
const PLAN = /^\/admin\/enrolments\/plan\?/;
const BODY_TYPES = /^(multipart\/form-data|application\/x-www-form-urlencoded|application\/json|text\/plain)\b/i;

/** Headers that Next or we ourselves read as instructions; nobody outside may send them. */
const FORBIDDEN = [
  'content-security-policy',
  'content-security-policy-report-only',
  'x-nonce',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-forwarded-port',
  'forwarded',
  'x-now-route-matches',
  'x-matched-path',
  'x-invoke-path',
  'x-invoke-query',
  'x-invoke-output',
  'x-action-forwarded',
  'x-http-method-override',
  'next-resume',
];

/** Marks a request that Next makes of itself; its value is this process's own. */
const INNER = 'x-composure-inner';

type Refusal = { status: number; text: string };

/** Why a request cannot be for us, or null. */
export function refusalOf(request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>, origin: string): Refusal | null {
  const { method = 'GET', url = '/', headers } = request;
  if (!['GET', 'HEAD', 'POST'].includes(method)) return { status: 405, text: 'This site answers GET, HEAD and POST.' };
  if (url.length > (PLAN.test(url) ? 2 * MAX_URL : MAX_URL)) return { status: 414, text: 'That address is too long.' };
  if (!url.startsWith('/') || /[\\\u0000-\u001f]/.test(url) || !decodable(url) || url.startsWith('//'))
    return { status: 400, text: 'That address is not well formed.' };
  if (!isOurHost(headers.host, origin)) return { status: 421, text: `This site is at ${origin}.` };
  if (!wellFormedState(headers['next-router-state-tree'])) return { status: 400, text: 'That request is not well formed.' };
  if (method !== 'POST') return null;
  // A mail reader's one-click unsubscribe (RFC 8058) comes from nowhere; its address holds the only secret it needs.
  const oneClick = /^\/(?:review\/mail|newsletter\/leave|reminders)\/[\w.-]+\/off$/.test(url);
  const fromUs = oneClick || headers['sec-fetch-site'] === 'same-origin' || headers.origin === origin;
  if (!fromUs) return { status: 403, text: 'That request did not come from this site. Open the page and try again.' };
  const action = headers['next-action'];
  if (action !== undefined && !/^[0-9a-f]{20,80}$/.test(String(action))) return { status: 400, text: 'That request is not well formed.' };
  // Node holds a body to its stated length, so stating it is all that counting would add.
  if (headers['content-length'] === undefined) return { status: 411, text: 'That request does not say how long it is.' };
  const isUpload = UPLOAD.test(url);
  if (Number(headers['content-length']) > (isUpload ? MAX_UPLOAD : MAX_BODY))
    return {
      status: 413,
      text: isUpload ? 'That file is larger than 2 MB. Go back, and upload it in parts.' : 'That is more than this site takes at once (256 kB).',
    };
  if (!BODY_TYPES.test(headers['content-type'] ?? '')) return { status: 415, text: 'That kind of content is not taken here.' };
  return null;
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** A site on this machine answers to this machine's names alone, so that a name pointed at it from outside opens nothing. A public site's proxy decides. */
function isOurHost(host: string | undefined, origin: string): boolean {
  const { hostname, port } = new URL(origin);
  return !LOOPBACK.includes(hostname) || LOOPBACK.some((name) => host === `${name}:${port}` || (port === '' && host === name));
}

function decodable(url: string): boolean {
  try {
    const path = url.split('?')[0]!;
    decodeURIComponent(url.slice(path.length));
    return !/[\u0000\\]/.test(decodeURIComponent(path));
  } catch {
    return false;
  }
}

function wellFormedState(header: string | string[] | undefined): boolean {
  if (header === undefined) return true;
  try {
    return typeof header === 'string' && header.length < 8_000 && Array.isArray(JSON.parse(decodeURIComponent(header)));
  } catch {
    return false;
  }
}

const SECURITY_HEADERS: [string, string][] = [
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'strict-origin-when-cross-origin'],
  ['Permissions-Policy', 'camera=(), microphone=(), geolocation=(), browsing-topics=()'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
];

const policy = (scripts: string, formAction: string) =>
  `default-src 'self'; script-src 'self' ${scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action ${formAction}`;

/** Course pages have two renderings under one address: the static one, and one that knows the signed-in learner. */
const SIGNED_IN = /^\/courses\/[^/?]+(\/(lessons|practice)\/[^/?]+)?(\?|$)/;

export function createFrontDoor({ origin, scriptHashes, staticPages, formTargets = [], sessionCookie, handle, upgrade }: FrontDoorOptions): Server {
  const secure = origin.startsWith('https:');
  const formAction = ["'self'", ...formTargets].join(' ');
  const fallbackHashes = (scriptHashes?.['/_not-found'] ?? []).map((hash) => `'${hash}'`).join(' ');

  function setPolicy(request: IncomingMessage, response: ServerResponse, path: string, signedIn: boolean) {
    // A script or a font is no document: a policy on it would be weight and nothing else.
    if (!scriptHashes || path.startsWith('/_next/')) return;
    const hashes = signedIn ? undefined : scriptHashes[path.length > 1 ? path.replace(/\/$/, '') : path];
    if (hashes) {
      response.setHeader('Content-Security-Policy', policy(hashes.map((hash) => `'${hash}'`).join(' '), formAction));
      return;
    }
    const nonce = randomBytes(16).toString('base64');
    const value = policy(`'nonce-${nonce}' ${fallbackHashes}`.trim(), formAction);
    // Next reads the nonce from the request's own policy header and puts it on its scripts.
    request.headers['content-security-policy'] = value;
    response.setHeader('Content-Security-Policy', value);
  }

  const queue = createQueue();
  const inner = randomUUID();
  const server = createServer((request, response) => {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (!request.url?.startsWith('/_next/')) for (const [name, value] of SECURITY_HEADERS) response.setHeader(name, value);
    if (secure) response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
    // Next asks itself for the page a form leads to, with the headers it was asked with, by its own name and port: it was let in already.
    const isInner = request.headers[INNER] === inner;
    const refusal = isInner ? null : refusalOf(request, origin);
    if (refusal) return refuse(response, refusal);
    for (const name of Object.keys(request.headers)) if (FORBIDDEN.includes(name) || name.startsWith('x-middleware-')) delete request.headers[name];
    // Inside already, it neither queues nor is its own proxy.
    request.headers[INNER] = inner;
    if (!isInner) request.headers['x-forwarded-for'] = [request.headers['x-forwarded-for'], request.socket.remoteAddress].filter(Boolean).join(', ');
    const path = request.url!.split('?')[0]!;
    const signedIn = SIGNED_IN.test(request.url!) && (request.headers.cookie ?? '').includes(`${sessionCookie}=`);
    setPolicy(request, response, path, signedIn);
    const page = request.method !== 'POST' && !signedIn && !request.headers['rsc'] ? staticPages.get(path) : undefined;
    if (page) return sendStaticPage(request, response, page);
    const id = randomUUID();
    request.headers['x-request-id'] = id;
    applyVerdict(response, id);
    if (signedIn) {
      request.url = `/me${request.url}`;
      response.setHeader('Cache-Control', 'private, no-store');
    }
    const work = () =>
      handle(request, response).catch(() => {
        if (response.headersSent) response.end();
        else refuse(response, BUSY);
      });
    if (isInner || path.startsWith('/_next/')) void work();
    else queue.enter(response, work, () => refuse(response, BUSY));
  });
  server.on('upgrade', (request, socket, head) => (upgrade ? void upgrade(request, socket, head) : socket.destroy()));
  server.headersTimeout = 10_000;
  // A body has to arrive well before others lose patience; a reader who stops reading is let go.
  server.requestTimeout = 15_000;
  server.timeout = 45_000;
  server.keepAliveTimeout = 65_000;
  return server;
}

const BUSY: Refusal = { status: 503, text: 'Something is not working just now. Nothing you saved is lost. Try again in a minute.' };

/**
 * Lets a bounded number of requests in and keeps a bounded number waiting, so that a crowd waits here, where waiting is
 * cheap, and not for the database, where it would time out. A place is free again when its work has ended and its answer
 * has gone, so that asking and hanging up piles up nothing.
 */
function createQueue(inside = 48, outside = 4_000, patience = 20_000) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return {
    enter(response: ServerResponse, work: () => Promise<void>, turnAway: () => void) {
      const start = () => {
        running += 1;
        const gone = new Promise((done) => response.once('close', done));
        void Promise.all([work(), gone]).then(() => {
          running -= 1;
          waiting.shift()?.();
        });
      };
      if (running < inside) return start();
      if (waiting.length >= outside) return turnAway();
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(admitted), 1);
        turnAway();
      }, patience);
      const admitted = () => {
        clearTimeout(timer);
        if (response.destroyed) waiting.shift()?.();
        else start();
      };
      waiting.push(admitted);
    },
  };
}

/** Replaces Next's 500 by the verdict that instrumentation.ts left for this request: a database that is away, or a broken argument. */
function applyVerdict(response: ServerResponse, id: string) {
  const verdicts = ((globalThis as { composureVerdicts?: Map<string, number> }).composureVerdicts ??= new Map());
  verdicts.set(id, 0);
  const write = response.writeHead.bind(response) as (...args: unknown[]) => ServerResponse;
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    const verdict = status === 500 ? verdicts.get(id) : undefined;
    if (verdict) response.statusCode = verdict;
    if (verdict === 503) response.setHeader('Retry-After', '5');
    return write(verdict ?? status, ...rest);
  }) as typeof response.writeHead;
  response.once('close', () => verdicts.delete(id));
}

function refuse(response: ServerResponse, { status, text }: Refusal) {
  const body = `<!doctype html><html lang="en-GB"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${status} · Composure</title><body style="font:1.1rem/1.6 system-ui;max-width:36rem;margin:4rem auto;padding:0 1rem"><h1>That did not work</h1><p>${text}</p><p><a href="/">Go to the home page</a></p></body></html>`;
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    ...(status === 405 ? { Allow: 'GET, HEAD, POST' } : {}),
    ...(status === 503 ? { 'Retry-After': '5' } : {}),
  });
  response.end(body);
}
