import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { freshEmail } from '#prisma/factories.ts';
import { listArticles } from '../articles/article.server.ts';
import { confirmSubscription, findLeaving, findSubscription, leave, readLeaveLink, subscribe, tellOfArticles } from './newsletter.server.ts';
import { WORDING } from './newsletter.ts';

const mails = (email: string) =>
  db.$queryRaw<
    { subject: string; text: string; unsubscribe: string | null }[]
  >`SELECT data->>'subject' AS subject, data->>'text' AS text, data->>'unsubscribe' AS unsubscribe FROM pgboss.job WHERE name = 'mail' AND data->>'to' = ${email} ORDER BY created_on`;
const tokenIn = (text: string) => /\/newsletter\/([\w-]+)\n/.exec(text)![1]!;
const DAY = 24 * 3_600_000;

/** Somebody who asked and confirmed. */
async function aSubscriber() {
  const email = freshEmail('reader');
  await subscribe(email, `net ${email}`);
  await confirmSubscription(tokenIn((await mails(email))[0]!.text));
  return email;
}

test('1,000 sign-ups of one victim are one row, and at most three mails in a day', async () => {
  const email = freshEmail('victim');
  for (let round = 0; round < 20; round++) {
    await Promise.all(Array.from({ length: 50 }, (_, at) => subscribe(email, `203.0.${round}.${at}`)));
    // As if an hour had gone by, in which each would be allowed to ask again.
    await db.subscriber.updateMany({ where: { email }, data: { askedAt: new Date(Date.now() - DAY) } });
  }
  expect(await db.subscriber.count({ where: { email } })).toBe(1);
  expect(await mails(email)).toHaveLength(3);
});

test('looking at the link confirms nothing; the button keeps the time and the words', async () => {
  const email = freshEmail('reader');
  await subscribe(email, '203.0.113.9');
  const token = tokenIn((await mails(email))[0]!.text);
  expect(await findSubscription(token)).toMatchObject({ confirmed: false });
  expect(await findSubscription(token)).toMatchObject({ confirmed: false });
  expect((await Promise.all([confirmSubscription(token), confirmSubscription(token), confirmSubscription(token)])).filter(Boolean)).toHaveLength(1);
  const row = await db.subscriber.findUniqueOrThrow({ where: { email } });
  expect(row.wording).toBe(WORDING);
  expect(Math.abs(row.confirmedAt!.getTime() - Date.now())).toBeLessThan(10_000);
  const [, welcome] = await mails(email);
  expect(welcome).toMatchObject({ subject: 'You are on the list' });
  expect(readLeaveLink(welcome!.unsubscribe!.split('/leave/')[1]!)).toBe(row.id);
});

test('an address we know gets the same nothing as one we do not, and no second question', async () => {
  const email = await aSubscriber();
  const before = (await mails(email)).length;
  expect(await subscribe(email, '203.0.113.10')).toBeUndefined();
  expect(await mails(email)).toHaveLength(before);
});

test('a forged or malformed link leaves nobody out', async () => {
  const email = await aSubscriber();
  const { id } = await db.subscriber.findUniqueOrThrow({ where: { email } });
  for (const forged of ['', 'x.y', id, `${id}.`, `${id}.${'A'.repeat(43)}`]) expect(readLeaveLink(forged)).toBeNull();
  for (const odd of ['', 'nope', 'x'.repeat(500)]) {
    expect(await findSubscription(odd)).toBeNull();
    expect(await confirmSubscription(odd)).toBe(false);
  }
});

test('an article is told of once, a week apart at the least, whatever day it carries, and not to whoever has left', async () => {
  const [reader, gone] = [await aSubscriber(), await aSubscriber()];
  const { id } = await db.subscriber.findUniqueOrThrow({ where: { email: gone } });
  const link = (await mails(gone)).at(-1)!.unsubscribe!.split('/leave/')[1]!;
  expect(await findLeaving(link)).toEqual({ left: false });
  await leave(id);
  await leave(id);
  expect(await findLeaving(link)).toEqual({ left: true });
  expect(await findLeaving(`${link}A`)).toBeNull();
  const [model] = listArticles();
  // Dated before they confirmed, and put up afterwards: it is new to them all the same.
  const late = { ...model!, slug: 'late', title: 'Put up late', published: '2026-01-01' };
  const ahead = { ...model!, slug: 'ahead', title: 'Ahead of its day', published: new Date(Date.now() + 30 * DAY).toISOString().slice(0, 10) };
  const all = [...listArticles(), late, ahead];
  const told = async (email: string) =>
    (await mails(email)).filter(({ unsubscribe, subject }) => unsubscribe && subject !== 'You are on the list').map(({ subject }) => subject);
  const aWeekOn = () => db.subscriber.updateMany({ where: { email: { in: [reader, gone] } }, data: { toldAt: new Date(Date.now() - 8 * DAY) } });
  await tellOfArticles(all);
  expect(await told(reader)).toEqual([]);
  await aWeekOn();
  await Promise.all([tellOfArticles(all), tellOfArticles(all), tellOfArticles(all)]);
  expect(await told(reader)).toEqual(['New: Put up late']);
  for (let week = 0; week < 3; week++) {
    await aWeekOn();
    await tellOfArticles(all);
  }
  expect(await told(reader)).toEqual(['New: Put up late']);
  expect(await told(gone)).toEqual([]);
});

test('a link that was answered once, or is a week old, confirms nothing', async () => {
  const email = await aSubscriber();
  const token = tokenIn((await mails(email))[0]!.text);
  const { id } = await db.subscriber.findUniqueOrThrow({ where: { email } });
  await leave(id);
  expect(await confirmSubscription(token)).toBe(false);
  const slow = freshEmail('slow');
  await subscribe(slow, '203.0.113.12');
  await db.subscriber.updateMany({ where: { email: slow }, data: { askedAt: new Date(Date.now() - 8 * DAY) } });
  const late = tokenIn((await mails(slow))[0]!.text);
  expect(await confirmSubscription(late)).toBe(false);
  // The page says so instead of asking again.
  for (const one of [late, token]) expect(await findSubscription(one)).toMatchObject({ confirmed: false, over: true });
});

test('who left can ask again, and the old consent is not taken for a new one', async () => {
  const email = await aSubscriber();
  const { id } = await db.subscriber.findUniqueOrThrow({ where: { email } });
  await leave(id);
  await subscribe(email, '203.0.113.11');
  const token = tokenIn((await mails(email)).at(-1)!.text);
  expect(await findSubscription(token)).toMatchObject({ confirmed: false, over: false });
  expect(await confirmSubscription(token)).toBe(true);
});
