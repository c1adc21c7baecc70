import { request as ask, type IncomingMessage, type Server } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createFrontDoor } from './front-door.ts';

const page = {
  body: Buffer.from('<p>static</p>'),
  brotli: Buffer.from('br'),
  gzip: Buffer.from('gz'),
  etag: '"tag"',
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
};
const script = {
  ...page,
  body: Buffer.from('let it = 1'),
  headers: { 'Content-Type': 'application/javascript', 'Cache-Control': 'public, max-age=31536000, immutable' },
};
let server: Server;
let port = 0;
let handled: IncomingMessage[] = [];
let hold: Promise<void> | null = null;

beforeAll(async () => {
  server = createFrontDoor({
    origin: 'https://learn.example.org',
    scriptHashes: { '/courses': ['sha256-abc'], '/_not-found': ['sha256-404'] },
    staticPages: new Map([
      ['/courses', page],
      ['/courses/one', page],
      ['/_next/static/chunks/a.js', script],
    ]),
    formTargets: ['https://id.example.org'],
    sessionCookie: '__Host-composure-session',
    handle: async (request, response) => {
      handled.push(request);
      await hold;
      response.end('handled');
    },
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  port = (server.address() as { port: number }).port;
});
afterAll(() => server.close());

type Reply = { status: number; headers: Record<string, string | string[] | undefined>; body: string };
const get = (path: string, headers: Record<string, string> = {}) =>
  new Promise<Reply>((done, fail) => {
    const call = ask({ port, path, headers, agent: false }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => done({ status: response.statusCode!, headers: response.headers, body }));
    });
    call.on('error', fail).end();
  });

test('a static page comes from memory, compressed as asked, with its own script hashes and no nonce', async () => {
  handled = [];
  expect(await get('/courses')).toMatchObject({ status: 200, body: '<p>static</p>' });
  expect(await get('/courses', { 'accept-encoding': 'gzip, br' })).toMatchObject({ body: 'br', headers: { 'content-encoding': 'br' } });
  const { headers } = await get('/courses');
  expect(headers['content-security-policy']).toContain("script-src 'self' 'sha256-abc';");
  expect(headers['content-security-policy']).toContain("form-action 'self' https://id.example.org");
  expect(headers['strict-transport-security']).toContain('max-age=31536000');
  expect(await get('/courses', { 'if-none-match': '"tag"' })).toMatchObject({ status: 304, body: '' });
  expect(handled).toHaveLength(0);
});

test('a script comes from memory as well, packed, for good, and without a policy', async () => {
  handled = [];
  const { body, headers } = await get('/_next/static/chunks/a.js', { 'accept-encoding': 'gzip, br', cookie: '__Host-composure-session=x' });
  expect(body).toBe('br');
  expect(headers).toMatchObject({ 'content-encoding': 'br', 'content-type': 'application/javascript', 'cache-control': 'public, max-age=31536000, immutable' });
  expect(headers['content-security-policy']).toBeUndefined();
  expect((await get('/_next/static/chunks/b.js')).body).toBe('handled');
});

test('a session cookie, a data request or another page goes on to the framework', async () => {
  handled = [];
  expect(await get('/courses/one', { cookie: '__Host-composure-session=x' })).toMatchObject({
    body: 'handled',
    headers: { 'cache-control': 'private, no-store' },
  });
  await get('/courses', { rsc: '1' });
  await get('/dashboard');
  expect(handled.map(({ url }) => url)).toEqual(['/me/courses/one', '/courses', '/dashboard']);
});

test('a dynamic page gets a fresh nonce, and what a client sends in our own headers is gone', async () => {
  handled = [];
  const reply = await get('/dashboard', {
    'content-security-policy': "script-src 'nonce-evil'",
    'x-nonce': 'evil',
    'x-forwarded-host': 'evil.example',
    'x-middleware-subrequest': 'x',
    'x-forwarded-for': '203.0.113.9',
  });
  const [seen] = handled;
  expect(reply.headers['content-security-policy']).toMatch(/script-src 'self' 'nonce-[\w+/=]{24}' 'sha256-404'/);
  expect(seen!.headers['content-security-policy']).toBe(reply.headers['content-security-policy']);
  for (const name of ['x-nonce', 'x-forwarded-host', 'x-middleware-subrequest']) expect(seen!.headers[name]).toBeUndefined();
  expect(seen!.headers['x-forwarded-for']).toBe('203.0.113.9, 127.0.0.1');
  expect((await get('/dashboard')).headers['content-security-policy']).not.toBe(reply.headers['content-security-policy']);
});

test('a crowd waits its turn: 48 are inside, the rest are served after them', async () => {
  handled = [];
  let release = () => {};
  hold = new Promise((done) => {
    release = done;
  });
  const crowd = Array.from({ length: 200 }, () => get('/dashboard'));
  await expect.poll(() => handled.length).toBe(48);
  release();
  hold = null;
  expect((await Promise.all(crowd)).every(({ status }) => status === 200)).toBe(true);
  expect(handled).toHaveLength(200);
});
