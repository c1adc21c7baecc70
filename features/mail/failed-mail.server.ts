import 'server-only';
import { Prisma } from '#prisma/client/client.ts';

/** Of pgboss.job: mail that was given up on. It waits in a queue of its own (scripts/migrate.ts) and has not begun again. */
export const isFailedMail = Prisma.sql`name = 'mail-dead' AND state < 'active' AND NOT blocked`;
