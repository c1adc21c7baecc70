import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { freshEmail } from '#prisma/factories.ts';
import { forgetStrangerMail, queueForStranger } from './stranger-mail.server.ts';

const send = (to: string, network: string) => db.$transaction((tx) => queueForStranger(tx, network, { to, subject: 'Hello', text: 'Hello' }));

test('three mails a day to one address, however many are asked for at once and from wherever', async () => {
  const email = freshEmail('victim');
  const answers = await Promise.all(Array.from({ length: 60 }, (_, at) => send(email, `203.0.113.${at}`)));
  // Of a crowd, whoever finds another at it is turned away; one after the other, the fourth is.
  for (let at = 0; at < 4; at++) answers.push(await send(email, `203.0.114.${at}`));
  expect(answers.filter(Boolean)).toHaveLength(3);
  await db.strangerMail.updateMany({ where: { email }, data: { createdAt: new Date(Date.now() - 25 * 3_600_000) } });
  expect(await send(email, '203.0.113.1')).toBe(true);
});

test('one network has two of the three; and a mailbox is one, whatever stands behind its plus', async () => {
  const email = freshEmail('owner');
  expect([await send(email, 'a'), await send(email, 'a'), await send(email, 'a'), await send(email, 'b'), await send(email, 'c')]).toEqual([
    true,
    true,
    false,
    true,
    false,
  ]);
  const other = freshEmail('plus');
  for (let at = 0; at < 10; at++) await send(other.replace('@', `+${at}@`), `203.0.115.${at}`);
  expect(await db.strangerMail.count({ where: { email: other } })).toBe(3);
});

test('a hundred a day from one network, to whomever', async () => {
  await db.strangerMail.createMany({ data: Array.from({ length: 99 }, () => ({ email: freshEmail(), network: '198.51.100.1' })) });
  expect(await send(freshEmail(), '198.51.100.1')).toBe(true);
  expect(await send(freshEmail(), '198.51.100.1')).toBe(false);
  expect(await send(freshEmail(), '198.51.100.2')).toBe(true);
});

test('what limits nothing any more is forgotten', async () => {
  const email = freshEmail('old');
  await db.strangerMail.create({ data: { email, network: 'x', createdAt: new Date(Date.now() - 49 * 3_600_000) } });
  await forgetStrangerMail(db);
  expect(await db.strangerMail.count({ where: { email } })).toBe(0);
});
