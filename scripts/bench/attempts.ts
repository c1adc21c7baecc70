import { encode } from 'next-auth/jwt';
import { questionsOf } from '#features/quizzes/attempt.server.ts';
import { getBank } from '#features/quizzes/bank.server.ts';
import { keyOf } from '#features/quizzes/question.ts';
import { days, fromNow } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { env } from '#lib/env.ts';
import { hashSecret, newToken } from '#lib/secrets.ts';
import { makeEnrolment, makePerson, makeRun, theCourse } from '#prisma/factories.ts';

export type Learner = { cookie: string; enrolmentId: string; attemptId: string; runId: string };

/** A signed-in learner on the course with this many lessons done, an open lesson check, and a conversation under way. */
export async function aLearner(lessonsDone: number): Promise<Learner> {
  const user = await makePerson({ name: 'Bench' });
  const sid = newToken();
  await db.session.create({ data: { idHash: hashSecret(sid), userId: user.id, expiresAt: fromNow(days(1)), lastSeenAt: fromNow(0) } });
  const enrolment = await makeEnrolment(user.id, { lessonsDone });
  const cookie = `composure-session=${await encode({ token: { sid }, secret: env().AUTH_SECRET })}`;
  const bank = getBank(theCourse());
  await db.contentVersion.createMany({ data: [{ hash: bank.hash, courseSlug: bank.courseSlug, content: bank }], skipDuplicates: true });
  const lessonSlug = theCourse().lessons[0]!.slug;
  const attempt = await db.attempt.create({
    data: {
      enrolmentId: enrolment.id,
      lessonSlug,
      contentVersion: bank.hash,
      seed: 5,
      questionIds: bank.checks[lessonSlug]!.items.slice(0, 4).map(({ id }) => id),
    },
  });
  const run = await makeRun(enrolment.id, 'four-years-of-paying-in', ['b', 'c', 'a']);
  return { cookie, enrolmentId: enrolment.id, attemptId: attempt.id, runId: run.id };
}

let startFields: Record<string, string> | undefined;
let submitFields: Record<string, string> | undefined;

/** The hidden fields of a form as a browser without JavaScript would send them. */
async function fieldsOf(url: string, cookie: string, marker: string): Promise<Record<string, string>> {
  const html = await (await fetch(url, { headers: { cookie } })).text();
  const form = html.split('<form').find((part) => part.includes(marker))!;
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)].map(([, name, value]) => [name!, (value ?? '').replaceAll('&quot;', '"')]),
  );
}

async function post(url: string, cookie: string, origin: string, fields: Record<string, string>) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const response = await fetch(url, { method: 'POST', body, redirect: 'manual', headers: { cookie, origin } });
  await response.arrayBuffer();
  if (response.status !== 303) throw new Error(`${url} answered ${response.status}`);
  return response.headers.get('location')!;
}

/** Takes a final check over HTTP, right answers to five questions, and answers the milliseconds it took. */
export async function wholeAttempt(origin: string, { cookie, enrolmentId }: Learner): Promise<number> {
  const check = `${origin}/courses/straight-and-kind/final-check`;
  startFields ??= await fieldsOf(check, cookie, 'name="course"');
  const from = performance.now();
  const location = await post(check, cookie, origin, { ...startFields, name: 'Bench' });
  const started = performance.now();
  const id = /attempts\/([0-9a-f-]{36})/.exec(location)![1]!;
  const attempt = await db.attempt.findFirstOrThrow({ where: { enrolmentId, lessonSlug: '' } });
  const questions = questionsOf(getBank(theCourse()), attempt).slice(0, 5);
  submitFields ??= await fieldsOf(`${origin}/attempts/${id}?question=review`, cookie, 'name="attempt"');
  const resumed = performance.now();
  for (const question of questions) {
    const response = await fetch(`${origin}/attempts/${id}/answers`, {
      method: 'POST',
      headers: { cookie, origin, 'content-type': 'application/json' },
      body: JSON.stringify({ question: question.id, sequence: 1, value: keyOf(question) }),
    });
    if (!response.ok) throw new Error(`an answer was refused: ${response.status}`);
    await response.arrayBuffer();
  }
  await post(`${origin}/attempts/${id}?question=review`, cookie, origin, { ...submitFields, attempt: id });
  await (await fetch(`${origin}/attempts/${id}`, { headers: { cookie } })).arrayBuffer();
  // Reading the keys, which no learner does, is left out of the time.
  return performance.now() - resumed + (started - from);
}
