import 'server-only';
import { now } from '#lib/clock.ts';
import { dayOf } from '#lib/dates.ts';
import { db, type Transaction } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import { queueMails } from '#lib/mail.ts';
import type { Admin } from '../accounts/account.ts';
import { record } from '../audit/audit.server.ts';
import { enrolledMail } from '../enrolments/enrolled-mail.server.ts';
import { type Change, changeEnrolments, changeMemberships, lockPeople, makePeople } from './changes.server.ts';
import { loadKnown } from './known.server.ts';
import { type PlannedRow, planRows } from './plan.ts';

export type Outcome = { ok: true } | { ok: false; message: string } | null;

/** So many rows in one transaction take longer than a page may. */
export const AT_LENGTH = { timeout: 20_000 };

/**
 * Does everything a plan says, or nothing. The rows are planned again by what is so today, and one that no longer fits
 * stops them all. Of two at once one applies: a conditional update decides. Null for an id that is none.
 */
export async function applyImport(admin: Admin, id: string): Promise<Outcome> {
  if (!isUuid(id)) return null;
  return db
    .$transaction(async (tx): Promise<Outcome> => {
      const found = await tx.import.findUnique({
        where: { id },
        select: { tell: true, rows: { where: { action: { not: 'same' } }, orderBy: { line: 'asc' } } },
      });
      if (!found) return null;
      const toMend = found.rows.filter(({ action }) => action === 'invalid').length;
      if (toMend > 0)
        return {
          ok: false,
          message: `${toMend === 1 ? 'One row is' : `${toMend} rows are`} to be mended first. Mend the file and upload it again; nothing was changed.`,
        };
      await holdGroupsOpen(tx, [...new Set(found.rows.map(({ groupName }) => groupName))]);
      const known = await loadKnown(tx, [...new Set(found.rows.map(({ email }) => email))]);
      const today = planRows(found.rows.map(asTyped), known);
      const unfit = today.find(({ action }) => action === 'invalid');
      // Looked at after the claim, so that whoever comes second hears that it is done, and not that it no longer fits.
      if (!(await claim(tx, id))) return { ok: false, message: 'It is being applied, or was applied already. Nothing was done twice.' };
      if (unfit) throw new NoLongerFits(`Things have changed since the file was read. Row ${unfit.line}: ${unfit.problem} Nothing was changed.`);
      await applyRows(tx, admin, id, today, known, found.tell);
      return { ok: true };
    }, AT_LENGTH)
    .catch((error: unknown) => {
      if (error instanceof NoLongerFits) return { ok: false, message: error.message };
      throw error;
    });
}

/** Rolls back what was begun. */
class NoLongerFits extends Error {}

/** Passes over a row that another has in hand instead of waiting for them. */
async function claim(tx: Transaction, id: string): Promise<boolean> {
  const count = await tx.$executeRaw`
    UPDATE "Import" SET "state" = 'APPLIED', "appliedAt" = ${now()}
    WHERE "id" = (SELECT "id" FROM "Import" WHERE "id" = ${id}::uuid AND "state" = 'PLANNED' FOR UPDATE SKIP LOCKED)`;
  return count === 1;
}

/** No group closes half-way. */
const holdGroupsOpen = (tx: Transaction, names: string[]) => tx.$queryRaw`SELECT 1 FROM "Group" WHERE "name" = ANY(${names}) ORDER BY "id" FOR SHARE`;

/** A kept row as if it had just been read. */
const asTyped = ({ line, email, name, courseSlug, groupName, dueAt, action }: { action: string } & Omit<PlannedRow, 'action'>) => ({
  line,
  email,
  name,
  course: courseSlug,
  group: groupName,
  due: dueAt ? dayOf(dueAt) : '',
  action,
});

async function applyRows(tx: Transaction, admin: Admin, importId: string, rows: PlannedRow[], known: Awaited<ReturnType<typeof loadKnown>>, tell: boolean) {
  const toDo = rows.filter(({ action }) => action !== 'same');
  const groups = new Map(known.groups.map(({ id, name }) => [name, id]));
  const ids = new Map([...known.people].map(([email, { id }]) => [email, id]));
  const made = await makePeople(
    tx,
    toDo.filter(({ email }) => !ids.has(email)),
  );
  for (const [email, { id }] of made) ids.set(email, id);
  // After the new accounts, on which nobody waits who holds one of these.
  await lockPeople(tx, [...new Set(toDo.map(({ email }) => ids.get(email)!))]);
  const changes = toDo.map((row): Change => {
    const enrolmentId = known.people.get(row.email)?.enrolments.get(row.courseSlug)?.id ?? '';
    return { ...row, userId: ids.get(row.email)!, groupId: groups.get(row.groupName) ?? '', enrolmentId, did: {} };
  });
  // An account is made once, by the first row that names it.
  for (const change of changes) {
    if (made.get(change.email)?.isNew) change.did.made = true;
    made.delete(change.email);
  }
  await changeEnrolments(tx, changes);
  await changeMemberships(
    tx,
    changes,
    known.groups.flatMap(({ id, isClosed }) => (isClosed ? [] : id)),
  );
  await keepWhatWasDone(tx, importId, changes);
  if (tell) await tellThem(tx, changes, known);
  // The rows are forgotten in a week; that these enrolments were changed by it stays known.
  const enrolments = changes.flatMap(({ did: { enrolled, restored, due, withdrew } }) => [enrolled, restored?.id, due?.id, withdrew?.id].filter(Boolean));
  await record(tx, admin, 'import.apply', { subject: importId, detail: countsOf(changes), each: { enrolments: [...new Set(enrolments)].join(',') } });
}

const keepWhatWasDone = (tx: Transaction, importId: string, changes: Change[]) => {
  const done = changes.filter(({ did }) => Object.keys(did).length > 0);
  const byLine = Object.fromEntries(done.map(({ line, userId, did }) => [line, { userId, ...did }]));
  return tx.$executeRaw`
    UPDATE "ImportRow" SET "did" = (SELECT ${JSON.stringify(byLine)}::jsonb)->"line"::text
    WHERE "importId" = ${importId}::uuid AND "line" = ANY(${done.map(({ line }) => line)}::integer[])`;
};

/** Each person who is on a course because of this gets one mail, however many courses there are. */
async function tellThem(tx: Transaction, changes: Change[], { people }: Awaited<ReturnType<typeof loadKnown>>) {
  const byPerson = Map.groupBy(
    changes.filter(({ did }) => did.enrolled || did.restored),
    ({ userId }) => userId,
  );
  const mails = [...byPerson.values()].map((rows) => {
    const person = people.get(rows[0]!.email);
    const dueOf = ({ courseSlug, dueAt }: Change) => ({ courseSlug, dueAt: dueAt ?? person?.enrolments.get(courseSlug)?.dueAt ?? null });
    return enrolledMail(person?.email ?? rows[0]!.email, rows.map(dueOf));
  });
  if (mails.length > 0) await queueMails(tx, mails);
}

function countsOf(changes: Change[]): Record<string, number> {
  const count = (key: keyof Change['did']) => changes.filter(({ did }) => did[key]).length;
  return {
    made: count('made'),
    enrolled: count('enrolled'),
    restored: count('restored'),
    due: count('due'),
    withdrew: count('withdrew'),
    joined: count('joined'),
    left: count('left'),
  };
}
