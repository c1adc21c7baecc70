import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { freshEmail } from '#prisma/factories.ts';
import { findCourse } from '../courses/course.server.ts';
import { askToBeTold, confirmOpening, findOpening, forgetOpening, tellWhoAsked } from './opening.server.ts';

const course = findCourse('service-ground-rules')!;
const mails = (email: string) =>
  db.$queryRaw<
    { text: string; subject: string }[]
  >`SELECT data->>'text' AS text, data->>'subject' AS subject FROM pgboss.job WHERE name = 'mail' AND data->>'to' = ${email} ORDER BY created_on`;
const tokenIn = (text: string) => /\/openings\/([\w-]+)/.exec(text)![1]!;

test('40 requests for one address at once are one row and one mail', async () => {
  const email = freshEmail('opening');
  await Promise.all(Array.from({ length: 40 }, () => askToBeTold(course, email, '203.0.113.1')));
  expect(await db.openingRequest.count({ where: { email } })).toBe(1);
  expect(await mails(email)).toHaveLength(1);
});

test('nothing is promised before the link is confirmed, and opening the link is not confirming it', async () => {
  const email = freshEmail('opening');
  await askToBeTold(course, email, '203.0.113.2');
  const token = tokenIn((await mails(email))[0]!.text);
  expect(await findOpening(token)).toMatchObject({ confirmed: false });
  expect(await findOpening(token)).toMatchObject({ confirmed: false });
  expect(await confirmOpening(token)).toBe(true);
  expect(await confirmOpening(token)).toBe(false);
  expect(await findOpening(token)).toMatchObject({ confirmed: true });
  await forgetOpening(token);
  expect(await findOpening(token)).toBeNull();
  expect(await db.openingRequest.count({ where: { email } })).toBe(0);
});

test('at most three mails a day go to one address, and the answer is the same for all', async () => {
  const email = freshEmail('opening');
  for (const slug of ['service-ground-rules', 'clear-at-work', 'running-a-service-team', 'experience-by-design', 'reasons-to-return'])
    expect(await askToBeTold(findCourse(slug)!, email, `203.0.113.${slug.length}`)).toBeUndefined();
  expect(await mails(email)).toHaveLength(3);
});

test('when the course opens, each who confirmed is told once, however many instances ask', async () => {
  const [yes, no] = [freshEmail('yes'), freshEmail('no')];
  for (const email of [yes, no]) await askToBeTold(course, email, '203.0.113.4');
  await confirmOpening(tokenIn((await mails(yes))[0]!.text));
  await tellWhoAsked();
  expect(await mails(yes)).toHaveLength(1);
  course.status = 'open';
  try {
    await Promise.all([tellWhoAsked(), tellWhoAsked(), tellWhoAsked()]);
  } finally {
    course.status = 'in-preparation';
  }
  expect((await mails(yes)).map(({ subject }) => subject)).toContain(`“${course.short}” is open`);
  expect(await mails(yes)).toHaveLength(2);
  expect(await mails(no)).toHaveLength(1);
});

test('an open course, a forged link and a malformed one change nothing', async () => {
  const email = freshEmail('opening');
  await askToBeTold(findCourse('straight-and-kind')!, email, '203.0.113.5');
  expect(await mails(email)).toEqual([]);
  for (const token of ['', 'nope', 'x'.repeat(500)]) {
    expect(await findOpening(token)).toBeNull();
    expect(await confirmOpening(token)).toBe(false);
  }
});
