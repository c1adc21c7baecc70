import { startAttempt } from '#features/quizzes/attempt.server.ts';
import { keyOf } from '#features/quizzes/question.ts';
import { db } from '#lib/db.ts';
import { makeEnrolment, theCourse } from '#prisma/factories.ts';
import { questionsOf } from './answering.ts';
import { aPerson, COURSE_URL, expect, mailTo, pageFor, test } from './fixtures.ts';

const origin = 'http://localhost:3100';

/** The fields a form without JavaScript would send, read from the page that holds it. */
function fieldsOf(html: string, marker: string): Record<string, string> {
  const form = html.split('<form').find((part) => part.includes(marker))!;
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)].map(([, name, value]) => [
      name!,
      (value ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    ]),
  );
}

test('1,000 parallel submissions of one attempt over HTTP: one marking, one certificate, one mail, no 5xx', async ({ request }) => {
  test.setTimeout(120_000);
  const person = await aPerson({ name: 'Grace Hopper' });
  const enrolment = await makeEnrolment(person.id, { lessonsDone: 7 });
  const started = await startAttempt({ ...person, role: 'LEARNER', sessionHash: '' } as never, theCourse());
  const id = started?.ok ? started.attemptId : '';
  const headers = { cookie: `${person.cookie.name}=${person.cookie.value}`, origin };
  for (const question of await questionsOf(id))
    expect((await request.post(`/attempts/${id}/answers`, { headers, data: { question: question.id, sequence: 1, value: keyOf(question) } })).status()).toBe(
      200,
    );
  const fields = fieldsOf(await (await request.get(`/attempts/${id}?question=review`, { headers })).text(), 'name="attempt"');
  const submit = () => {
    const body = new FormData();
    for (const [name, value] of Object.entries(fields)) body.append(name, value);
    return fetch(`${origin}/attempts/${id}?question=review`, { method: 'POST', headers, body, redirect: 'manual' }).then(({ status }) => status);
  };
  const statuses = await Promise.all(Array.from({ length: 1000 }, submit));
  expect([...new Set(statuses)]).toEqual([303]);
  expect(await db.attempt.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'MARKED', score: 15 });
  expect(await db.certificate.count({ where: { enrolmentId: enrolment.id } })).toBe(1);
  await mailTo(person.email);
  const mails = await db.$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM pgboss.job WHERE name = 'mail' AND data->>'to' = ${person.email}`;
  expect(Number(mails[0]!.n)).toBe(1);
});

test('200 parallel enrolments over HTTP make one row', async ({ request }) => {
  const person = await aPerson();
  const headers = { cookie: `${person.cookie.name}=${person.cookie.value}`, origin };
  const fields = fieldsOf(await (await request.get(`${COURSE_URL}/start`, { headers })).text(), 'name="course"');
  const statuses = await Promise.all(
    Array.from({ length: 200 }, () => {
      const body = new FormData();
      for (const [name, value] of Object.entries(fields)) body.append(name, value);
      return fetch(`${origin}${COURSE_URL}/start`, { method: 'POST', headers, body, redirect: 'manual' }).then(({ status }) => status);
    }),
  );
  expect([...new Set(statuses)]).toEqual([303]);
  expect(await db.enrolment.count({ where: { userId: person.id } })).toBe(1);
});

test('100 script-driven forms at once, each leading to another page, do not wait for each other', async ({ browser }) => {
  const person = await aPerson({ name: 'Before' });
  const page = await pageFor(browser, person);
  await page.goto('/account');
  await page.getByLabel('Your name').fill('After');
  const sent = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('button', { name: 'Save name' }).click();
  const original = await sent;
  await expect(page.getByText('Saved.')).toBeVisible();
  // What the script sent, sent again by a crowd.
  const headers = Object.fromEntries(
    Object.entries(await original.allHeaders()).filter(([name]) => !name.startsWith(':') && !['host', 'content-length', 'connection'].includes(name)),
  );
  expect(headers['next-action']).toBeTruthy();
  const body = new Uint8Array(original.postDataBuffer()!);
  await db.user.update({ where: { id: person.id }, data: { name: 'Before' } });
  const statuses = await Promise.all(
    Array.from({ length: 100 }, () => fetch(original.url(), { method: 'POST', headers, body, redirect: 'manual' }).then(({ status }) => status)),
  );
  expect(statuses.filter((status) => status !== 200 && status !== 303)).toEqual([]);
  expect((await db.user.findUniqueOrThrow({ where: { id: person.id } })).name).toBe('After');
});
