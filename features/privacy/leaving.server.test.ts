import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { expect, test } from 'vitest';
import { days, fromNow, minutes, now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { env } from '#lib/env.ts';
import { mailQueue, queueMail } from '#lib/mail.ts';
import { COURSE, makePerson } from '#prisma/factories.ts';
import { anAdmin } from '#test/people.ts';
import type { SignedIn } from '../accounts/session.server.ts';
import { TABLES, type Table } from './columns.ts';
import { eraseMe, erasePerson, findErasure, findStake, getMyStake } from './erasure.server.ts';
import { exportOf, exportPerson } from './export.server.ts';

const MAP: Record<string, Table> = TABLES;
const VERSION = 'version-with-answers';
const viewerOf = (user: { id: string; email: string; name: string; role: 'LEARNER' | 'ADMIN' }) =>
  ({ ...user, sessionHash: 'none', secondFactorAt: null }) as unknown as SignedIn;

/** Somebody with a row of their own in every table, and a word that stands in all of them and nowhere else. */
async function somebody() {
  const canary = `canary${randomBytes(8).toString('hex')}`;
  const email = `${canary}@example.org`;
  const user = await makePerson({ email, name: `${canary} name` });
  const userId = user.id;
  await db.user.create({ data: { email: `${canary}.old@example.org`, name: canary, mergedIntoId: userId, deactivatedAt: now() } });
  const enrolment = await onACourse(userId, canary);
  await db.session.create({ data: { idHash: `withheld ${canary}`, userId, device: canary, expiresAt: fromNow(days(1)) } });
  await db.secondFactor.create({ data: { userId, secret: `withheld ${canary}` } });
  await db.recoveryCode.create({ data: { userId, codeHash: `withheld ${canary}` } });
  await db.auditEntry.create({ data: { action: 'person.role', personId: userId, actorId: randomUUID(), network: 'withheld' } });
  const group = await db.group.create({ data: { name: `Group ${randomUUID()}` } });
  await db.membership.create({ data: { userId, groupId: group.id } });
  await db.invite.create({
    data: { courseSlug: COURSE, label: 'Spring', expiresAt: fromNow(days(1)), createdById: randomUUID(), claims: { create: { userId } } },
  });
  await db.import.create({
    data: { fileName: 'people.csv', createdById: randomUUID(), rows: { create: { line: 2, email, name: canary, action: 'add', did: { enrolled: canary } } } },
  });
  await underAnAddress(email, canary);
  await inTheQueue(email);
  return { canary, user, viewer: viewerOf(user), enrolment };
}

async function onACourse(userId: string, canary: string) {
  const enrolment = await db.enrolment.create({ data: { userId, courseSlug: COURSE, placeHeading: canary } });
  const enrolmentId = enrolment.id;
  const at = { enrolmentId, lessonSlug: 'one' };
  await db.contentVersion.createMany({ data: [{ hash: VERSION, courseSlug: COURSE, content: { answer: 'THE-KEY' } }], skipDuplicates: true });
  await db.lessonCompletion.create({ data: at });
  await db.note.create({ data: { ...at, blockId: 'b', text: `${canary} note` } });
  await db.exerciseAnswer.create({ data: { ...at, exerciseId: 'e', value: { text: canary } } });
  await db.waiver.create({ data: { enrolmentId, reason: canary, createdById: randomUUID() } });
  await db.allowance.create({ data: { enrolmentId, reason: canary, createdById: randomUUID() } });
  const attempt = await db.attempt.create({
    data: { enrolmentId, contentVersion: VERSION, seed: 7, answers: { create: { questionId: 'q', sequence: 1, value: { text: canary } } } },
  });
  await db.scenarioRun.create({
    data: {
      enrolmentId,
      scenarioSlug: 's',
      contentVersion: VERSION,
      replies: { create: { sequence: 1, turn: 0, choice: 'a', heat: 1, trust: 1, fix: 1 } },
    },
  });
  const steps = { handedInAt: now(), selfScores: {}, askedAt: now(), closedAt: now(), passed: false };
  await db.letter.create({
    data: {
      enrolmentId,
      text: `${canary} letter`,
      ...steps,
      mark: { create: { markerId: randomUUID(), markedBy: 'an admin', scores: {}, comment: canary } },
      secondOpinion: { create: { markerId: randomUUID(), scores: {}, comment: canary } },
    },
  });
  await db.reviewCard.create({ data: { enrolmentId, item: canary, contentVersion: VERSION, dueAt: now() } });
  const certificate = { enrolmentId, name: `${canary} name`, courseTitle: 'A course', outcomes: [], studyMinutes: 1 };
  await db.certificate.create({ data: { ...certificate, attemptId: attempt.id, code: randomBytes(16).toString('hex') } });
  await db.certificate.create({ data: { ...certificate, code: randomBytes(16).toString('hex'), revokedAt: now(), revokedReason: `${canary} copied it` } });
  await db.certificate.create({ data: { ...certificate, code: randomBytes(16).toString('hex'), supersededAt: now(), supersededBy: 'another' } });
  return enrolment;
}

async function underAnAddress(email: string, canary: string) {
  const hash = () => `withheld ${canary} ${randomUUID()}`;
  await db.signInRequest.create({ data: { id: hash(), email, linkHash: hash(), codeHash: hash(), network: 'withheld', expiresAt: now() } });
  await db.strangerMail.create({ data: { email, network: 'withheld' } });
  await db.subscriber.create({ data: { email, tokenHash: hash(), network: 'withheld' } });
  await db.openingRequest.create({ data: { email, courseSlug: COURSE, tokenHash: hash(), network: 'withheld' } });
  await db.enquiry.create({
    data: {
      formKey: randomUUID(),
      name: canary,
      email,
      organisation: '',
      teamSize: '2–9',
      courses: [],
      message: canary,
      network: 'withheld',
      notes: { create: { byId: randomUUID(), text: canary } },
    },
  });
}

/** Mail to them that waits and that has failed, and one to somebody else about them. */
async function inTheQueue(email: string) {
  const text = `Answer them at ${email}.\n`;
  await db.$transaction((tx) => queueMail(tx, { to: 'sales@example.org', subject: 'Enquiry', text }));
  const queue = await mailQueue();
  await queue.send('mail', { to: email, subject: 'Hello', text: 'Hello' }, { startAfter: fromNow(days(2)) });
  await queue.send('mail-dead', { to: email, subject: 'Hello', text: 'Hello' });
}

/** How many rows hold a word, in any column of any table there is. */
async function rowsWith(word: string): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema')`,
  );
  const found: Record<string, number> = {};
  for (const { name } of rows) {
    const counted = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${name} t WHERE t::text ILIKE '%' || $1 || '%'`, [word]);
    if (counted.rows[0]!.n > 0) found[name] = counted.rows[0]!.n;
  }
  await client.end();
  return found;
}

test('a copy holds rows of every table that is in it, all of theirs and nobody else’s', async () => {
  const [a, b] = [await somebody(), await somebody()];
  const copy = await exportOf(a.viewer);
  const exported = Object.entries(MAP).filter(([, table]) => table.exported);
  expect(Object.keys(copy.tables)).toEqual(exported.map(([model]) => model));
  for (const [model, { rows }] of Object.entries(copy.tables)) expect([model, rows.length > 0]).toEqual([model, true]);
  const text = JSON.stringify(copy);
  for (const words of [`${a.canary} note`, `${a.canary} letter`, `${a.canary} name`, `${a.canary}.old@example.org`]) expect(text).toContain(words);
  for (const theirs of [b.canary, b.user.id, b.enrolment.id]) expect(text).not.toContain(theirs);
  expect(copy.about.toSorted()).toEqual([`${a.canary}.old@example.org`, a.user.email]);
});

test('a copy holds nothing that is withheld, and no answers', async () => {
  const { viewer } = await somebody();
  const copy = await exportOf(viewer);
  for (const [model, { rows }] of Object.entries(copy.tables))
    for (const row of rows) expect([model, Object.keys(row).toSorted()]).toEqual([model, Object.keys(copy.tables[model]!.columns).toSorted()]);
  const columns = Object.entries(copy.tables).flatMap(([model, table]) => Object.keys(table.columns).map((column) => `${model}.${column}`));
  const withheld = Object.entries(MAP).flatMap(([model, table]) => (table.withheld ?? []).map((column) => `${model}.${column}`));
  expect(withheld.filter((column) => columns.includes(column))).toEqual([]);
  expect(JSON.stringify(copy.tables)).not.toMatch(/"withheld|THE-KEY/);
});

test('an admin’s copy leaves out what is for the person alone, and is written down', async () => {
  const { canary, user } = await somebody();
  const admin = await anAdmin();
  const copy = (await exportPerson(admin, user.id))!;
  expect(Object.keys(copy.tables)).toEqual(expect.arrayContaining(['User', 'Enrolment', 'Enquiry']));
  for (const alone of ['Note', 'ExerciseAnswer', 'Answer', 'ScenarioReply', 'Letter']) expect(copy.tables).not.toHaveProperty(alone);
  expect(JSON.stringify(copy)).not.toContain(`${canary} note`);
  expect(await db.auditEntry.count({ where: { actorId: admin.id, action: 'person.export', personId: user.id } })).toBe(1);
  for (const nobody of [randomUUID(), 'nope', '']) expect(await exportPerson(admin, nobody)).toBeNull();
});

test('with their certificates withdrawn, nothing in the database knows them; others stay as they were', async () => {
  const [a, b] = [await somebody(), await somebody()];
  const before = await rowsWith(b.canary);
  expect(Object.keys(await rowsWith(a.canary)).length).toBeGreaterThan(20);
  expect(await getMyStake(a.viewer)).toMatchObject({ courses: 1, certificates: 3, isAdmin: false, otherEmails: [`${a.canary}.old@example.org`] });
  expect(await eraseMe(a.viewer, 'withdraw')).toEqual({ ok: true });
  expect(await rowsWith(a.canary)).toEqual({});
  expect(Object.keys(await rowsWith(a.user.id))).toEqual(['public."AuditEntry"']);
  expect(await rowsWith(b.canary)).toEqual(before);
  // One entry for each account, by the one who left, and from no network.
  const entries = await db.auditEntry.findMany({ where: { actorId: a.user.id, action: 'person.erase' } });
  expect(entries.map(({ detail, network }) => ({ detail, network }))).toEqual(Array(2).fill({ detail: { certificates: 'withdraw' }, network: '' }));
  expect(entries.map(({ personId }) => personId)).toContain(a.user.id);
});

test('with their certificates kept, the name on them is all that stays', async () => {
  const { canary, user } = await somebody();
  const admin = await anAdmin();
  expect(await findErasure(admin, user.id)).toBeNull();
  expect(await erasePerson(admin, user.id, 'keep')).toEqual({ ok: true });
  expect(await rowsWith(canary)).toEqual({ 'public."Certificate"': 2 });
  const kept = await db.certificate.findMany({ where: { name: { startsWith: canary } }, orderBy: { revokedAt: { sort: 'asc', nulls: 'first' } } });
  expect(kept).toMatchObject([
    { enrolmentId: null, attemptId: null, revokedAt: null },
    { enrolmentId: null, attemptId: null, revokedReason: '' },
  ]);
  expect(await db.auditEntry.findMany({ where: { actorId: admin.id, personId: user.id } })).toMatchObject([
    { action: 'person.erase', detail: { certificates: 'keep' }, network: admin.network },
  ]);
  expect(await findStake(admin, user.id)).toBeNull();
  expect(await findErasure(admin, user.id)).toBeInstanceOf(Date);
});

test('a mentor who leaves is taken out of the letters of others; the letters and the marks stay', async () => {
  const [mentor, writer] = [await somebody(), await somebody()];
  const where = { enrolmentId: writer.enrolment.id };
  await db.letter.deleteMany({ where });
  const steps = { handedInAt: now(), selfScores: {}, askedAt: now(), mentorEmail: mentor.user.email };
  const mark = { create: { markerId: mentor.user.id, markedBy: 'their named mentor', scores: {}, comment: 'Well put.' } };
  await db.letter.create({ data: { ...where, text: 'Closed', ...steps, closedAt: now(), passed: true, mark } });
  await db.letter.create({ data: { ...where, text: 'Open', ...steps } });
  await eraseMe(mentor.viewer, 'withdraw');
  expect(await db.letter.findMany({ where, orderBy: { text: 'asc' }, include: { mark: true } })).toMatchObject([
    { text: 'Closed', mentorEmail: null, passed: true, mark: { comment: 'Well put.' } },
    { text: 'Open', mentorEmail: null, mark: null },
  ]);
});

test('mail to an address that ends in the same way, and mail about it, stays', async () => {
  const { canary, viewer } = await somebody();
  const other = `x.${canary}@example.org`;
  await inTheQueue(other);
  await eraseMe(viewer, 'withdraw');
  const left = await db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM pgboss.job WHERE "data"::text LIKE ${`%${other}%`}`;
  expect(left).toEqual([{ n: 3 }]);
});

test('the row that limits mail to a mailbox goes, whatever stands after the plus', async () => {
  const word = `canary${randomBytes(8).toString('hex')}`;
  await db.strangerMail.create({ data: { email: `${word}@example.org`, network: '' } });
  await eraseMe(viewerOf(await makePerson({ email: `${word}+news@example.org` })), 'withdraw');
  expect(await rowsWith(word)).toEqual({});
});

test('erased twenty times at once is erased once', async () => {
  const { viewer, user } = await somebody();
  const answers = await Promise.all(Array.from({ length: 20 }, () => eraseMe(viewer, 'withdraw')));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(answers.filter((answer) => !answer.ok && answer.reason === 'gone')).toHaveLength(19);
  expect(await db.auditEntry.count({ where: { personId: user.id, action: 'person.erase' } })).toBe(1);
});

test('nobody is erased by a number that is nobody’s; an admin not by themself there, nor with a mailbox alone', async () => {
  const admin = await anAdmin();
  for (const nobody of [randomUUID(), 'nope', '']) expect(await erasePerson(admin, nobody, 'keep')).toEqual({ ok: false, reason: 'gone' });
  expect(await erasePerson(admin, admin.id, 'keep')).toEqual({ ok: false, reason: 'self' });
  for (const half of [{ role: 'LEARNER' }, { secondFactorAt: fromNow(-minutes(11)) }, { secondFactorAt: null }] as const)
    expect(await eraseMe({ ...admin, ...half }, 'keep')).toEqual({ ok: false, reason: 'second-factor' });
  expect(await db.user.count({ where: { id: admin.id } })).toBe(1);
});

test('of the last two admins who leave at once, one stays', async () => {
  await db.user.updateMany({ where: { role: 'ADMIN' }, data: { deactivatedAt: now() } });
  const [first, second] = [await anAdmin(), await anAdmin()];
  const answers = await Promise.all([eraseMe(first, 'withdraw'), eraseMe(second, 'withdraw')]);
  expect(answers).toEqual(expect.arrayContaining([{ ok: true }, { ok: false, reason: 'last-admin' }]));
  expect(await db.user.count({ where: { role: 'ADMIN', deactivatedAt: null } })).toBe(1);
});
