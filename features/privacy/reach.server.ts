import 'server-only';
import type { db, Transaction } from '#lib/db.ts';
import { mailboxOf } from '../mail/stranger-mail.server.ts';
import { OWNERS, TABLES, type Table } from './columns.ts';

/** Somebody as the database knows them: their account and those that were merged into it, and the addresses of all. */
export type Person = { ids: string[]; emails: string[] };

const MAP: Record<string, Table> = TABLES;

/** The person of an account; null where there is no such account. */
export async function findPerson(tx: Transaction, id: string): Promise<Person | null> {
  const accounts = await tx.$queryRaw<{ id: string; email: string }[]>`
    WITH RECURSIVE account AS (
      SELECT "id", "email" FROM "User" WHERE "id" = ${id}::uuid
      UNION SELECT u."id", u."email" FROM "User" u JOIN account a ON u."mergedIntoId" = a."id"
    ) SELECT "id", "email" FROM account`;
  return accounts.length > 0 ? { ids: accounts.map((account) => account.id), emails: accounts.map(({ email }) => email) } : null;
}

type Where = { [column: string]: { in: string[] } | Where };

/** The rows of a table that are this person's, by the column the map names, over the rows they hang on. */
export function rowsOf({ ids, emails }: Person, { yoursBy, byMailbox }: Table): Where {
  if (yoursBy === null) throw new Error('nobody’s');
  if (yoursBy === 'email') return { email: { in: byMailbox ? emails.map(mailboxOf) : emails } };
  const owner = OWNERS[yoursBy];
  // A relation is named for its column: enrolmentId, enrolment.
  return owner ? { [yoursBy.slice(0, -2)]: rowsOf({ ids, emails }, MAP[owner]!) } : { [yoursBy]: { in: ids } };
}

type Delegate = {
  findMany(query: { where: Where; select: Record<string, true> }): Promise<Record<string, unknown>[]>;
  deleteMany(query: { where: Where }): Promise<{ count: number }>;
};

/**
 * Prisma's way to a table by the model's name. Typed loosely, here and nowhere else: what goes through it comes from the
 * map, and the map is held to the schema.
 */
export const tableOf = (tx: Transaction | typeof db, model: string) =>
  (tx as unknown as Record<string, Delegate>)[model.charAt(0).toLowerCase() + model.slice(1)]!;
