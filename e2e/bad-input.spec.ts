import { connect } from 'node:net';
import { startAttempt } from '#features/quizzes/attempt.server.ts';
import { db } from '#lib/db.ts';
import { makeEnrolment, theCourse } from '#prisma/factories.ts';
import { aPerson, COURSE_URL, expect, LESSON_1, test } from './fixtures.ts';

const origin = 'http://localhost:3100';

/** Everything a person is and did, as one text: bad input must leave it as it was. Their sessions may end, and nothing else. */
const state = async (id: string) =>
  JSON.stringify(
    await db.user.findUniqueOrThrow({
      where: { id },
      include: { enrolments: { include: { notes: true, completions: true, certificates: true, attempts: { include: { answers: true } } } } },
    }),
  );

/** Sends bytes no client library would, and answers the status line. */
const raw = (text: string) =>
  new Promise<string>((done) => {
    const socket = connect(3100, '127.0.0.1', () => socket.end(text));
    let reply = '';
    socket.on('data', (chunk) => (reply += chunk));
    socket.on('close', () => done(reply.split('\r\n')[0]!));
    socket.on('error', () => done('closed'));
  });

test.describe.configure({ mode: 'serial' });

test('malformed addresses get a 4xx', async ({ request }) => {
  const slugs = [
    '..%2f..%2f.env',
    'constructor',
    '__proto__',
    'toString',
    '%00',
    '%zz',
    "'%20OR%201=1--",
    '%F0%9F%99%82',
    'x'.repeat(900),
    '<script>',
    '[object%20Object]',
    '..;/',
    '%5c%5cevil',
  ];
  const wrong: string[] = [];
  for (const slug of slugs) {
    for (const path of [
      `/courses/${slug}`,
      `/courses/${slug}/start`,
      `${COURSE_URL}/lessons/${slug}`,
      `/attempts/${slug}`,
      `/certificates/${slug}`,
      `/certificates/${slug}/pdf`,
      `/api/auth/${slug}`,
      `/${slug}`,
      `/me/courses/${slug}`,
    ]) {
      const status = (await request.get(path, { maxRedirects: 0 })).status();
      if (status >= 500 || (status < 300 && status !== 200)) wrong.push(`${status} ${path}`);
      if (status === 200) wrong.push(`200 ${path}`);
    }
  }
  expect(wrong).toEqual([]);
});

test('malformed requests get a 4xx from the front door, and a sentence', async ({ request }) => {
  for (const [line, expected] of [
    ['GET /%zz HTTP/1.1', '400'],
    ['GET //evil.example HTTP/1.1', '400'],
    ['GET /\\evil HTTP/1.1', '400'],
    ['DELETE / HTTP/1.1', '405'],
    ['TRACE / HTTP/1.1', '405'],
    [`GET /${'a'.repeat(3000)} HTTP/1.1`, '414'],
    ['NONSENSE', '400'],
    ['GET /courses/%2e%2e%2f%2e%2e%2f.env HTTP/1.1', '404'],
    ['GET /courses/../../../etc/passwd HTTP/1.1', '404'],
  ] as const)
    expect(await raw(`${line}\r\nHost: localhost:3100\r\nConnection: close\r\n\r\n`), line.slice(0, 40)).toContain(` ${expected} `);
  const tries: [Record<string, string>, string | undefined, number][] = [
    [{}, 'a=b', 403],
    [{ origin: 'https://evil.example' }, 'a=b', 403],
    [{ origin: 'null' }, 'a=b', 403],
    [{ origin: 'http://sub.localhost:3100', 'sec-fetch-site': 'same-site' }, 'a=b', 403],
    [{ origin, 'content-type': 'application/xml' }, '<a/>', 415],
    [{ origin, 'content-type': 'application/x-www-form-urlencoded', 'next-action': 'nonsense' }, 'a=b', 400],
    [{ origin, 'content-type': 'application/x-www-form-urlencoded' }, 'x'.repeat(300_000), 413],
  ];
  for (const [headers, data, status] of tries)
    expect(
      (await request.post('/sign-in', { headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers }, data: data! })).status(),
      JSON.stringify(headers),
    ).toBe(status);
  for (const header of ['not json', '%zz', encodeURIComponent('{"a":1}'), '['])
    expect((await request.get('/dashboard', { headers: { RSC: '1', 'next-router-state-tree': header } })).status()).toBe(400);
  const refused = await request.post('/sign-in', { data: 'x', headers: { origin: 'https://evil.example' } });
  expect(await refused.text()).toContain('did not come from this site');
});

test('malformed cookies are nobody’s, never a 500', async ({ request }) => {
  for (const value of ['x', '', 'a.b.c.d.e', '%00', 'ey'.repeat(900), '{"sid":"x"}', 'null', '..', '\u00e9']) {
    for (const path of ['/dashboard', COURSE_URL, LESSON_1, '/certificates/x', '/sign-in']) {
      const response = await request.get(path, {
        headers: { cookie: `composure-session=${encodeURI(value)}; composure-callback=%zz; composure-csrf=||` },
        maxRedirects: 0,
      });
      expect(response.status(), `${value} ${path}`).toBeLessThan(500);
      if (path === '/dashboard') expect(response.status()).toBe(307);
    }
  }
});

test('malformed answers are refused with a sentence, and nothing is lost or half-done', async ({ request }) => {
  const person = await aPerson();
  await makeEnrolment(person.id);
  const started = await startAttempt({ ...person, role: 'LEARNER', sessionHash: '' } as never, theCourse());
  const id = started?.ok ? started.attemptId : '';
  const { questionIds } = await db.attempt.findUniqueOrThrow({ where: { id } });
  const headers = { cookie: `${person.cookie.name}=${person.cookie.value}`, origin };
  const question = questionIds[0]!;
  const before = await state(person.id);
  const bodies: unknown[] = [
    null,
    [],
    'text',
    1e9,
    {},
    { question },
    { question, sequence: 1 },
    { question, sequence: 'x', value: {} },
    { question, sequence: 0, value: {} },
    { question, sequence: 1e12, value: {} },
    { question, sequence: 1.5, value: {} },
    { question, sequence: 1, value: [] },
    { question, sequence: 1, value: { a: { not: '' } } },
    { question, sequence: 1, value: { a: true } },
    { question, sequence: 1, value: { zz: 'true' } },
    { question: 'nope', sequence: 1, value: {} },
    { question: ['x'], sequence: 1, value: {} },
    { question, sequence: 1, value: {}, score: 100 },
    { question, sequence: 1, value: {}, passed: true },
    { question, sequence: 1, value: Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`k${at}`, 'true'])) },
    { question, sequence: 1, value: { __proto__x: 'true' } },
    { question, sequence: 1, value: { a: 'x'.repeat(10_000) } },
  ];
  for (const data of bodies) {
    const response = await request.post(`/attempts/${id}/answers`, { headers: { ...headers, 'content-type': 'application/json' }, data: JSON.stringify(data) });
    expect(response.status(), JSON.stringify(data)?.slice(0, 80)).toBe(400);
    expect(((await response.json()) as { message: string }).message.length).toBeGreaterThan(10);
  }
  for (const data of ['{', '', '\u0000', 'undefined', '[1,'])
    expect((await request.post(`/attempts/${id}/answers`, { headers: { ...headers, 'content-type': 'application/json' }, data })).status()).toBe(400);
  expect(
    (
      await request.post(`/attempts/${id}/answers`, {
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        data: `questions=${question}&then=https://evil.example`,
      })
    ).status(),
  ).toBe(400);
  for (const data of ['null', '{"heading":5}', '{"heading":"nope"}', '[]', '{']) {
    expect([400, 404]).toContain((await request.post(`${LESSON_1}/place`, { headers: { ...headers, 'content-type': 'application/json' }, data })).status());
  }
  expect(await state(person.id)).toBe(before);
});

test('every server action, posted raw with every kind of argument, refuses without a 500 and changes nothing', async ({ request }) => {
  const manifest = (await import('node:fs')).readFileSync('.next/server/server-reference-manifest.json', 'utf8');
  const ids = Object.keys((JSON.parse(manifest) as { node: Record<string, unknown> }).node);
  expect(ids.length).toBeGreaterThanOrEqual(11);
  const person = await aPerson({ name: 'Kept' });
  await makeEnrolment(person.id, { lessonsDone: 2 });
  const { cookie } = person;
  const before = await state(person.id);
  const wrong: string[] = [];
  for (const id of ids) {
    for (const who of [{}, { cookie: `${cookie.name}=${cookie.value}` }]) {
      for (const data of [
        '[]',
        '["s"]',
        '[[]]',
        '[{},{"course":{"not":""}}]',
        '[{"x":1},"$undefined"]',
        '[null,null]',
        'nonsense',
        '{}',
        '["$F1"]',
        '[1e9,1e9]',
      ]) {
        const response = await request.post('/certificates', {
          headers: { ...who, origin, 'next-action': id, 'content-type': 'text/plain;charset=UTF-8' },
          data,
          maxRedirects: 0,
        });
        if (response.status() >= 500) wrong.push(`${response.status()} ${id.slice(0, 10)} ${Object.keys(who)} ${data}`);
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(await state(person.id)).toBe(before);
});
