import { SMTPServer } from 'smtp-server';
import { expect, test, vi } from 'vitest';
import { freePort } from '#scripts/database.ts';
import { db } from './db.ts';
import { env } from './env.ts';
import { mailQueue, queueMail } from './mail.ts';
import { startMailWorker } from './mail-worker.ts';

test('mail waits while the SMTP server is dead, arrives once it lives, and dies with its transaction', async () => {
  const port = await freePort();
  Object.assign(env(), { SMTP_URL: `smtp://127.0.0.1:${port}` });
  await (await mailQueue()).updateQueue('mail', { retryDelay: 1, retryBackoff: false });
  await startMailWorker();
  await db.$transaction((tx) => queueMail(tx, { to: 'ada@example.org', subject: 'While it is dead', text: 'Kept.' }));
  await expect(
    db.$transaction(async (tx) => {
      await queueMail(tx, { to: 'ada@example.org', subject: 'Never', text: 'Rolled back.' });
      throw new Error('rolled back');
    }),
  ).rejects.toThrow('rolled back');
  await new Promise((done) => setTimeout(done, 1_500));
  const received: string[] = [];
  let refuse = 1;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (refuse-- > 0) return done(Object.assign(new Error('try later'), { responseCode: 451 }));
        received.push(Buffer.concat(chunks).toString());
        done();
      });
    },
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', () => done()));
  await vi.waitUntil(() => received.length > 0, { timeout: 15_000 });
  await new Promise((done) => setTimeout(done, 1_500));
  expect(received).toHaveLength(1);
  expect(received[0]).toContain('Subject: While it is dead');
  expect(received[0]).toMatch(/Message-ID: <[0-9a-f-]{36}@localhost>/);
  await (await mailQueue()).stop({ graceful: false });
  await new Promise<void>((done) => server.close(() => done()));
}, 40_000);

test('an address or subject that could add a header is refused before it is queued', async () => {
  for (const mail of [
    { to: 'a@example.org\r\nBcc: x@example.org', subject: 's', text: 't' },
    { to: 'a@example.org', subject: 's\r\nBcc: x@example.org', text: 't' },
    { to: 'a@example.org,b@example.org', subject: 's', text: 't' },
  ]) {
    await expect(db.$transaction((tx) => queueMail(tx, mail))).rejects.toThrow();
  }
});
