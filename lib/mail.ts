import { fromPrisma, PgBoss } from 'pg-boss';
import { z } from 'zod';
import type { Transaction } from './db.ts';
import { env } from './env.ts';

/** A message to one stored address. Text only: what a person typed can never become markup or a header. */
export const mailSchema = z.strictObject({
  to: z.email().max(254),
  subject: z
    .string()
    .min(1)
    .max(150)
    .regex(/^[^\r\n]*$/),
  text: z.string().min(1).max(10_000),
  /** Where one click, and one POST from a mail reader (at …/off), stops mail of this kind. */
  unsubscribe: z.url().optional(),
});
export type Mail = z.infer<typeof mailSchema>;

const kept = globalThis as { composureQueue?: Promise<PgBoss> };

/** The mail queue's client: one small pool per process, made on first use. */
export function mailQueue(): Promise<PgBoss> {
  kept.composureQueue ??= (async () => {
    const boss = new PgBoss({
      connectionString: env().DATABASE_URL,
      max: 2,
      connectionTimeoutMillis: 5_000,
      migrate: false,
      createSchema: false,
      schedule: false,
    });
    // Without a listener an unreachable database would end the process; the worker simply tries again.
    boss.on('error', (error) => console.error(JSON.stringify({ event: 'mail-queue', error: error.name })));
    await boss.start();
    return boss;
  })();
  kept.composureQueue.catch(() => {
    delete kept.composureQueue;
  });
  return kept.composureQueue;
}

/**
 * Queues a message in the transaction that makes it due: if that rolls back there is no mail, and if it commits
 * the mail outlives a dead SMTP server and a killed process.
 */
export async function queueMail(tx: Transaction, mail: Mail): Promise<void> {
  const boss = await mailQueue();
  await boss.send('mail', mailSchema.parse(mail), { db: fromPrisma(tx) });
}

/** The same for many at once: one statement, however many they are. */
export async function queueMails(tx: Transaction, mails: Mail[]): Promise<void> {
  const boss = await mailQueue();
  await boss.insert(
    'mail',
    mails.map((mail) => ({ data: mailSchema.parse(mail) })),
    { db: fromPrisma(tx) },
  );
}
