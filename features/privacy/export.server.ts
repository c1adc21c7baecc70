import 'server-only';
import { now } from '#lib/clock.ts';
import { db, type Transaction } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import type { Admin, Viewer } from '../accounts/account.ts';
import { record } from '../audit/audit.server.ts';
import { TABLES, type Table } from './columns.ts';
import { findPerson, type Person, rowsOf, tableOf } from './reach.server.ts';

/** Everything about somebody, with what each column means; as JSON it is the file they take. */
export type Copy = {
  about: string[];
  madeAt: Date;
  tables: Record<string, { what: string; why: string; kept: string; columns: Record<string, string>; rows: Record<string, unknown>[] }>;
};

/**
 * A copy of everything stored about the viewer, by the map: a table or a column that is added there is in it from then on.
 * Answer keys are in no copy, nor what proves a device or a link, nor what is somebody else's.
 */
export async function exportOf(viewer: Viewer): Promise<Copy> {
  return inOneMoment(async (tx) => {
    const person = await findPerson(tx, viewer.id);
    if (!person) throw new Error('the viewer’s account is gone');
    return copyOf(tx, person, () => true);
  });
}

/** The same for an admin whom the person has asked, without what the site shows to that person alone; null for nobody. It is written down. */
export async function exportPerson(admin: Admin, personId: string): Promise<Copy | null> {
  if (!isUuid(personId)) return null;
  return inOneMoment(async (tx) => {
    const person = await findPerson(tx, personId);
    if (!person) return null;
    await record(tx, admin, 'person.export', { personId });
    return copyOf(tx, person, ({ forYouAlone }) => !forYouAlone);
  });
}

/** All tables as they stand at the same moment. */
const inOneMoment = <T>(read: (tx: Transaction) => Promise<T>) => db.$transaction(read, { isolationLevel: 'RepeatableRead', timeout: 20_000 });

async function copyOf(tx: Transaction, person: Person, includes: (table: Table) => boolean): Promise<Copy> {
  const tables: Copy['tables'] = {};
  for (const [model, table] of Object.entries<Table>(TABLES)) {
    if (!table.exported || !includes(table)) continue;
    const { what, why, kept, withheld = [] } = table;
    const columns = Object.fromEntries(Object.entries(table.columns).filter(([column]) => !withheld.includes(column)));
    const select = Object.fromEntries(Object.keys(columns).map((column) => [column, true as const]));
    tables[model] = { what, why, kept, columns, rows: await tableOf(tx, model).findMany({ where: rowsOf(person, table), select }) };
  }
  return { about: person.emails, madeAt: now(), tables };
}
