import 'server-only';
import { now } from '#lib/clock.ts';
import { db, type Transaction } from '#lib/db.ts';
import { siteUrl } from '#lib/env.ts';
import { isUuid } from '#lib/form.ts';
import type { Admin, Viewer } from '../accounts/account.ts';
import { isFresh, type SignedIn } from '../accounts/session.server.ts';
import { record } from '../audit/audit.server.ts';
import { lockAdmins } from '../people/access.server.ts';
import { TABLES, type Table } from './columns.ts';
import type { CertificateChoice, Erased, Stake } from './erasure.ts';
import { findPerson, type Person, rowsOf, tableOf } from './reach.server.ts';

/**
 * Erases the viewer: everything the map says is deleted, in one transaction, and their certificates as they choose. Twice
 * at once is once. An admin has given the second factor within ten minutes, so that neither a mailbox nor a screen left
 * open ends an admin.
 */
export async function eraseMe(viewer: Viewer & Pick<SignedIn, 'secondFactorAt'>, certificates: CertificateChoice): Promise<Erased> {
  return oneAtATime(async (tx, admins) => {
    const isAdmin = (await tx.user.count({ where: { id: viewer.id, role: 'ADMIN' } })) > 0;
    if (isAdmin && !(viewer.role === 'ADMIN' && isFresh(viewer as Admin))) return { ok: false, reason: 'second-factor' };
    return erase(tx, admins, viewer.id, certificates, async (personId) => {
      // Without their network: it would be all that is left of them.
      await tx.auditEntry.create({ data: { at: now(), actorId: viewer.id, action: 'person.erase', personId, detail: { certificates } } });
    });
  });
}

/** Erases somebody who has asked for it, in the same way. Nobody erases themself here, where the address to type is anybody's. */
export async function erasePerson(admin: Admin, personId: string, certificates: CertificateChoice): Promise<Erased> {
  if (!isUuid(personId)) return { ok: false, reason: 'gone' };
  if (personId === admin.id) return { ok: false, reason: 'self' };
  return oneAtATime((tx, admins) =>
    erase(tx, admins, personId, certificates, (id) => record(tx, admin, 'person.erase', { personId: id, detail: { certificates } })),
  );
}

/** Erasures take turns, and wait for changes to who is an admin: the second of two finds nobody, and of the last two admins one stays. */
const oneAtATime = (work: (tx: Transaction, admins: Set<string>) => Promise<Erased>) =>
  db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('erasure'))`;
      return work(tx, await lockAdmins(tx));
    },
    { timeout: 20_000 },
  );

type Write = (personId: string) => Promise<unknown>;

async function erase(tx: Transaction, admins: Set<string>, id: string, certificates: CertificateChoice, write: Write): Promise<Erased> {
  const person = await lockPerson(tx, id);
  if (!person) return { ok: false, reason: 'gone' };
  if ((await tx.user.count({ where: { id, mergedIntoId: { not: null } } })) > 0) return { ok: false, reason: 'merged' };
  if (!someAdminStays(admins, person)) return { ok: false, reason: 'last-admin' };
  await dropMail(tx, person);
  await settleCertificates(tx, person, certificates);
  await tx.letter.updateMany({ where: { mentorEmail: { in: person.emails } }, data: { mentorEmail: null } });
  for (const [model, table] of Object.entries<Table>(TABLES))
    if (table.yoursBy === 'email' && table.onErasure === 'deleted') await tableOf(tx, model).deleteMany({ where: rowsOf(person, table) });
  // What hangs on the account goes with it. One entry for each account: after a backup has been restored, each has to go again.
  for (const personId of person.ids) await write(personId);
  await tx.user.deleteMany({ where: { id: { in: person.ids } } });
  return { ok: true };
}

/**
 * The person, once whatever is being done to them at this moment is done: a merge, a hand-in, a certificate issued,
 * corrected or revoked. Locked in the order in which those lock, and read again afterwards.
 */
async function lockPerson(tx: Transaction, id: string): Promise<Person | null> {
  const ids = (await findPerson(tx, id))?.ids ?? [];
  await tx.$queryRaw`SELECT "id" FROM "User" WHERE "id" = ANY(${ids}::uuid[]) ORDER BY "id" FOR UPDATE`;
  await tx.$queryRaw`SELECT "id" FROM "Enrolment" WHERE "userId" = ANY(${ids}::uuid[]) ORDER BY "id" FOR UPDATE`;
  await tx.$queryRaw`
    SELECT c."id" FROM "Certificate" c JOIN "Enrolment" e ON e."id" = c."enrolmentId" WHERE e."userId" = ANY(${ids}::uuid[]) ORDER BY c."id" FOR UPDATE OF c`;
  return findPerson(tx, id);
}

/** Whether there is an active admin besides this person, or they are none. */
const someAdminStays = (admins: Set<string>, { ids }: Person): boolean => !ids.some((id) => admins.has(id)) || [...admins].some((id) => !ids.includes(id));

/** Mail to them that waits, was sent or failed; and to others where it names their address, or leads to a letter of theirs. */
async function dropMail(tx: Transaction, person: Person): Promise<void> {
  const letters = await tx.letter.findMany({ where: { enrolment: { userId: { in: person.ids } } }, select: { id: true } });
  const words = [...person.emails.flatMap((email) => [email, `${email}.`]), ...letters.map(({ id }) => siteUrl(`/letters/${id}`))];
  await tx.$executeRaw`
    DELETE FROM pgboss.job WHERE "name" IN ('mail', 'mail-dead')
      AND ("data"->>'to' = ANY(${person.emails}) OR regexp_split_to_array("data"->>'text', '[[:space:],;:<>()"]+') && ${words}::text[])`;
}

/**
 * Deletes their certificates, so that the codes are unknown; or lets them stay as proof, without what an admin wrote, and
 * without a former name: the page of a certificate that was issued again shows none.
 */
async function settleCertificates(tx: Transaction, { ids }: Person, choice: CertificateChoice): Promise<void> {
  const theirs = { enrolment: { userId: { in: ids } } };
  if (choice === 'withdraw') {
    await tx.certificate.deleteMany({ where: theirs });
    return;
  }
  await tx.certificate.updateMany({ where: { ...theirs, revokedAt: { not: null } }, data: { revokedReason: '' } });
  await tx.certificate.updateMany({ where: { ...theirs, supersededAt: { not: null } }, data: { name: '' } });
}

/** What erasing the viewer would take. */
export const getMyStake = async (viewer: Viewer): Promise<Stake> => (await stakeOf(viewer.id))!;

/** The same for an admin; null for nobody. */
export const findStake = async (_: Admin, personId: string): Promise<Stake | null> => (isUuid(personId) ? stakeOf(personId) : null);

async function stakeOf(id: string): Promise<Stake | null> {
  return db.$transaction(async (tx) => {
    const person = await findPerson(tx, id);
    if (!person) return null;
    const theirs = { userId: { in: person.ids } };
    const { name, email, role } = await tx.user.findUniqueOrThrow({ where: { id }, select: { name: true, email: true, role: true } });
    const courses = await tx.enrolment.count({ where: theirs });
    const certificates = await tx.certificate.count({ where: { enrolment: theirs } });
    return { id, name, email, otherEmails: person.emails.filter((each) => each !== email), courses, certificates, isAdmin: role === 'ADMIN' };
  });
}

/** When somebody with this id was erased, by themself or by an admin; null if nobody was. */
export async function findErasure(_: Admin, personId: string): Promise<Date | null> {
  if (!isUuid(personId)) return null;
  const entry = await db.auditEntry.findFirst({ where: { personId, action: 'person.erase' }, orderBy: { at: 'desc' }, select: { at: true } });
  return entry?.at ?? null;
}
