import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { now } from './clock.ts';
import { env } from './env.ts';
import { type Mail, mailQueue, mailSchema } from './mail.ts';

/** A message as the demo's outbox page shows it. */
export type KeptMail = Mail & { id: string; at: string };

type Deliver = (mail: Mail, id: string) => Promise<void>;

function bySmtp(smtpUrl: string): Deliver {
  const transport = createTransport(smtpUrl, { from: env().MAIL_FROM });
  return async (mail, id) => {
    // The job's id makes the Message-ID, so that a repeat after a crash is the same message to every mail reader.
    const messageId = `<${id}@${new URL(env().APP_URL).hostname}>`;
    await transport.sendMail({
      messageId,
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.text,
      ...(mail.unsubscribe ? { headers: { 'List-Unsubscribe': `<${mail.unsubscribe}/off>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } } : {}),
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  };
}

function intoFolder(folder: string): Deliver {
  return async (mail, id) => {
    await mkdir(/* turbopackIgnore: true */ folder, { recursive: true, mode: 0o700 });
    const kept: KeptMail = { ...mail, id, at: now().toISOString() };
    await writeFile(join(/* turbopackIgnore: true */ folder, `${id}.json`), JSON.stringify(kept), { mode: 0o600 });
  };
}

/** Delivers queued mail for as long as the process lives; every instance may run one. */
export async function startMailWorker(): Promise<void> {
  const { SMTP_URL, OUTBOX_DIR } = env();
  const deliver = SMTP_URL ? bySmtp(SMTP_URL) : intoFolder(OUTBOX_DIR ?? '.data/outbox');
  const boss = await mailQueue();
  await boss.work<Mail>('mail', { pollingIntervalSeconds: 0.5, batchSize: 1, localConcurrency: 4 }, async (jobs) => {
    for (const job of jobs) await deliver(mailSchema.parse(job.data), job.id);
  });
}

/** The demo's kept mail, newest first; empty in production, where mail really leaves. */
export async function listKeptMail(): Promise<KeptMail[]> {
  const { COMPOSURE_MODE, OUTBOX_DIR } = env();
  if (COMPOSURE_MODE !== 'demo') return [];
  const folder = OUTBOX_DIR ?? '.data/outbox';
  const files = await readdir(/* turbopackIgnore: true */ folder).catch(() => []);
  const mails = await Promise.all(
    files
      .filter((name) => name.endsWith('.json'))
      .map(async (name) => JSON.parse(await readFile(join(/* turbopackIgnore: true */ folder, name), 'utf8')) as KeptMail),
  );
  return mails.sort((a, b) => b.at.localeCompare(a.at));
}
