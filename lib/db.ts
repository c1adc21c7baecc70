import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from '#prisma/client/client.ts';
import { env } from './env.ts';

/**
 * The database client. Imported only by `*.server.ts` (the architecture test decides).
 * Every wait is bounded (milliseconds): without these limits a full pool waits for ever. The bounds are what a machine
 * that stalls for a moment needs; a database that is away refuses at once, and a query that is too slow ends after four seconds.
 */
function connect(): PrismaClient {
  const adapter = new PrismaPg({
    connectionString: env().DATABASE_URL,
    max: env().DATABASE_POOL,
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 4_000,
    idle_in_transaction_session_timeout: 10_000,
  });
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 6_000, timeout: 10_000 } });
}

const kept = globalThis as { composureDb?: PrismaClient };

/** One client per process, made on first use so that a build needs no database. */
export const db: PrismaClient = new Proxy({} as PrismaClient, {
  get(_, property) {
    kept.composureDb ??= connect();
    return Reflect.get(kept.composureDb, property, kept.composureDb);
  },
});

export type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0];

/** Whether a unique index refused what was written: somebody was first. */
export const isTaken = (error: unknown): boolean => error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
