import { expect, test } from 'vitest';
import { fromNow, minutes } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { hashSecret } from '#lib/secrets.ts';
import { freshEmail, makePerson } from '#prisma/factories.ts';
import { findLinkOwner, findOrCreatePerson, redeem, requestSignIn } from './sign-in-request.server.ts';

const network = () => `10.0.0.${Math.floor(Math.random() * 1e9)}`;

async function aRequest(email = freshEmail()) {
  const request = await requestSignIn(email, network(), '/dashboard');
  const [mail] = await db.$queryRaw<
    { text: string }[]
  >`SELECT data->>'text' AS text FROM pgboss.job WHERE name = 'mail' AND data->>'to' = ${email} ORDER BY created_on DESC LIMIT 1`;
  return { email, request, link: /sign-in\/link\/([\w-]+)/.exec(mail!.text)![1]!, code: /asked for it: (\d{6})/.exec(mail!.text)![1]! };
}

test('of 50 uses of one link at once, one proves the address', async () => {
  const { email, link } = await aRequest();
  expect(await findLinkOwner(link)).toMatch(/^p•••@/);
  const answers = await Promise.all(Array.from({ length: 50 }, () => redeem({ link })));
  expect(answers.filter((answer) => answer === email)).toHaveLength(1);
  expect(await findLinkOwner(link)).toBeNull();
});

test('link and code belong together: using one uses up the other', async () => {
  const { email, request, link, code } = await aRequest();
  expect(await redeem({ request, code })).toBe(email);
  expect(await redeem({ link })).toBeNull();
});

test('five wrong codes end a request, in parallel too', async () => {
  const { request, link, code } = await aRequest();
  const wrong = code === '123456' ? '654321' : '123456';
  await Promise.all(Array.from({ length: 30 }, () => redeem({ request, code: wrong })));
  const row = await db.signInRequest.findUniqueOrThrow({ where: { id: hashSecret(request) } });
  expect(row.wrongCodes).toBe(5);
  expect(await redeem({ request, code })).toBeNull();
  expect(await redeem({ link })).toBeNull();
});

test('a code is worthless without its own request, and both end after 15 minutes', async () => {
  const one = await aRequest();
  const two = await aRequest();
  expect(await redeem({ request: two.request, code: one.code === two.code ? '000001' : one.code })).toBeNull();
  await db.signInRequest.updateMany({ where: { email: one.email }, data: { createdAt: fromNow(-minutes(16)), expiresAt: fromNow(-minutes(1)) } });
  expect(await redeem({ link: one.link })).toBeNull();
  expect(await findLinkOwner(one.link)).toBeNull();
});

test('of 20 requests at once for one address from one network five are mailed, and every answer looks the same', async () => {
  const email = freshEmail();
  const answers = [];
  const here = network();
  answers.push(...(await Promise.all(Array.from({ length: 20 }, () => requestSignIn(email, here, '/')))));
  expect(new Set(answers.map((answer) => answer.length)).size).toBe(1);
  const rows = await db.$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM pgboss.job WHERE name = 'mail' AND data->>'to' = ${email}`;
  expect(Number(rows[0]!.n)).toBe(5);
});

test('a stranger who uses up their own requests for an address does not use up its owner’s', async () => {
  const email = freshEmail();
  for (let at = 0; at < 7; at++) await requestSignIn(email, 'stranger', '/');
  const { request, code } = await aRequest(email);
  expect(await redeem({ request, code })).toBe(email);
});

test('ten wrong codes for one address in 15 minutes, over any number of requests, end the guessing; the link still works', async () => {
  const email = freshEmail();
  const tries = [await aRequest(email), await aRequest(email), await aRequest(email)];
  for (const { request, code } of tries) for (let at = 0; at < 4; at++) await redeem({ request, code: code === '111111' ? '222222' : '111111' });
  expect(await redeem({ request: tries[2]!.request, code: tries[2]!.code })).toBeNull();
  expect(await redeem({ link: tries[2]!.link })).toBe(email);
});

test('neither link nor code stands in the database', async () => {
  const { link, code, request } = await aRequest();
  const rows = JSON.stringify(await db.signInRequest.findMany());
  for (const secret of [link, request]) expect(rows).not.toContain(secret);
  expect(rows).not.toContain(`"${code}"`);
});

test('50 first sign-ins at once make one person; a deactivated one is refused', async () => {
  const email = freshEmail();
  const made = await Promise.all(Array.from({ length: 50 }, () => findOrCreatePerson(email)));
  expect(new Set(made.map((person) => person?.id)).size).toBe(1);
  const gone = await makePerson();
  await db.user.update({ where: { id: gone.id }, data: { deactivatedAt: new Date() } });
  expect(await findOrCreatePerson(gone.email)).toBeNull();
});
