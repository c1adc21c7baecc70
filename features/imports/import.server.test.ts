import { beforeEach, expect, test } from 'vitest';
import { days, fromNow } from '#lib/clock.ts';
import { endOfDay } from '#lib/dates.ts';
import { db } from '#lib/db.ts';
import { readListing } from '#lib/listing.ts';
import { COURSE, freshEmail, makeEnrolment, makePerson } from '#prisma/factories.ts';
import { somebodyWaits } from '#test/locks.ts';
import { PAYLOADS } from '#test/payloads.ts';
import { anAdmin, aViewer } from '#test/people.ts';
import type { Admin } from '../accounts/account.ts';
import { findEnrolment } from '../enrolments/enrolment-admin.server.ts';
import { mergePeople } from '../people/merge.server.ts';
import { applyImport } from './apply.server.ts';
import { exportImport, findImport, forgetOldImports, listImports, planImport } from './import.server.ts';
import { stateInWords } from './import.ts';
import { undoImport } from './undo.server.ts';

const OTHER = 'hear-ask-explain';
let admin: Admin;
let team: { id: string; name: string };

beforeEach(async () => {
  admin = await anAdmin();
  team = await makeGroup();
});

const makeGroup = (data: { archivedAt?: Date } = {}) => db.group.create({ data: { name: `Team ${crypto.randomUUID()}`, ...data } });
const people = (count: number) => Array.from({ length: count }, () => freshEmail());
const bytesOf = (lines: string[]) => new TextEncoder().encode(`email,name,course,group,due date,action\n${lines.join('\n')}\n`);

async function plan(lines: string[], tell = false): Promise<string> {
  const planned = await planImport(admin, 'people.csv', bytesOf(lines), tell);
  if (!planned.ok) throw new Error(planned.message);
  return planned.id;
}

async function apply(lines: string[], tell = false): Promise<string> {
  const id = await plan(lines, tell);
  expect(await applyImport(admin, id)).toEqual({ ok: true });
  return id;
}

const countsOf = async (id: string) => Object.fromEntries(Object.entries((await findImport(admin, id))!.counts).filter(([, count]) => count > 0));
const enrolmentOf = (email: string, courseSlug = COURSE) => db.enrolment.findFirst({ where: { user: { email }, courseSlug } });
const groupsOf = async (email: string) =>
  (await db.membership.findMany({ where: { user: { email } }, select: { groupId: true } })).map(({ groupId }) => groupId);
const mailsTo = async (email: string) =>
  (await db.$queryRaw<{ data: { subject: string; text: string } }[]>`SELECT "data" FROM pgboss.job WHERE "name" = 'mail' AND "data"->>'to' = ${email}`).map(
    ({ data }) => data,
  );
const entries = (id: string) =>
  db.auditEntry.findMany({ where: { subject: id }, orderBy: { at: 'asc' }, select: { action: true, actorId: true, detail: true } });

test('a file that cannot be read is one sentence, and nothing is kept', async () => {
  const before = await db.import.count();
  expect(await planImport(admin, 'x.csv', new TextEncoder().encode('name\nAda\n'), false)).toMatchObject({
    ok: false,
    message: expect.stringMatching(/“email”/),
  });
  expect(await db.import.count()).toBe(before);
});

test('a plan changes nothing; applied, people are made, put on courses and into groups, and one mail tells each', async () => {
  const [fresh, known] = people(2) as [string, string];
  await makePerson({ email: known, name: 'Known' });
  const lines = [`${fresh},Ada Lovelace,${COURSE},${team.name},31/12/2030,`, `${fresh},,${OTHER},,,add`, `${known},Another Name,Straight and Kind,,,`];
  const id = await plan(lines, true);
  expect(await countsOf(id)).toEqual({ add: 3 });
  expect(await db.user.count({ where: { email: fresh } })).toBe(0);
  expect((await findImport(admin, id))!.people).toBe(2);

  expect(await applyImport(admin, id)).toEqual({ ok: true });
  expect(await db.user.findUnique({ where: { email: fresh } })).toMatchObject({ name: 'Ada Lovelace', role: 'LEARNER' });
  expect(await db.user.findUnique({ where: { email: known } })).toMatchObject({ name: 'Known' });
  expect(await enrolmentOf(fresh)).toMatchObject({ dueAt: endOfDay('2030-12-31'), withdrawnAt: null });
  expect(await enrolmentOf(fresh, OTHER)).toMatchObject({ dueAt: null });
  expect(await enrolmentOf(known)).toBeTruthy();
  expect(await groupsOf(fresh)).toEqual([team.id]);

  const mails = await mailsTo(fresh);
  expect(mails).toHaveLength(1);
  expect(mails[0]!.text).toMatch(/on 2 courses:[\s\S]+Straight and Kind.*, by 31 December 2030\n- Hear, Ask, Explain[\s\S]+\/sign-in\n/);
  expect(await mailsTo(known)).toHaveLength(1);
  expect((await entries(id)).map(({ action, actorId }) => [action, actorId])).toEqual([
    ['import.plan', admin.id],
    ['import.apply', admin.id],
  ]);
  expect((await entries(id))[1]!.detail).toMatchObject({ made: 1, enrolled: 3, joined: 1, withdrew: 0 });
  // Each enrolment's own page says so, also once the rows are forgotten.
  expect((await findEnrolment(admin, (await enrolmentOf(known))!.id))!.audit).toMatchObject([{ action: 'import.apply', subject: id }]);
  expect((await findImport(admin, id))!.rows.map(({ did }) => did)).toEqual([
    'account made, put on the course, put into the group',
    'put on the course',
    'put on the course',
  ]);
});

test('nobody is told who was there already, or when nobody is to be told', async () => {
  const [quiet, there] = people(2) as [string, string];
  await makeEnrolment((await makePerson({ email: there })).id);
  await apply([`${quiet},,${COURSE},,,`]);
  await apply([`${there},,${COURSE},,2030-01-01,`], true);
  expect([...(await mailsTo(quiet)), ...(await mailsTo(there))]).toEqual([]);
});

test('the same file again finds everything as it should be, and applying it changes nothing', async () => {
  const lines = [...people(3).map((email) => `${email},A,${COURSE},${team.name},2030-01-01,`), `${(await leaver()).email},,${COURSE},,,remove`];
  await apply(lines);
  const again = await plan(lines);
  expect(await countsOf(again)).toEqual({ same: 4 });
  expect((await findImport(admin, again))!.people).toBe(0);
  expect(await applyImport(admin, again)).toEqual({ ok: true });
  const kept = await db.importRow.findMany({ where: { importId: again }, select: { did: true } });
  expect(kept.filter(({ did }) => did !== null)).toEqual([]);
});

async function leaver() {
  const person = await makePerson();
  await makeEnrolment(person.id, { lessonsDone: 2 });
  return person;
}

test('one row to mend stops all of them', async () => {
  const [email] = people(1) as [string];
  const id = await plan([`${email},A,${COURSE},,,`, `${freshEmail()},B,nope,,,`]);
  expect(await countsOf(id)).toEqual({ add: 1, invalid: 1 });
  expect((await findImport(admin, id))!.rows[0]).toMatchObject({ line: 3, action: 'invalid', problem: expect.stringContaining('nope') });
  expect(await applyImport(admin, id)).toMatchObject({ ok: false, message: expect.stringMatching(/^One row is to be mended first/) });
  expect(await db.user.count({ where: { email } })).toBe(0);
  expect((await findImport(admin, id))!.state).toBe('PLANNED');
});

test.each<[string, (data: { personId: string; groupId: string }) => Promise<unknown>, RegExp]>([
  ['a group was closed', ({ groupId }) => db.group.update({ where: { id: groupId }, data: { archivedAt: new Date() } }), /Row 2: The group .* is closed/],
  ['a group has another name', ({ groupId }) => db.group.update({ where: { id: groupId }, data: { name: crypto.randomUUID() } }), /Row 2: There is no group/],
  [
    'an account was closed',
    ({ personId }) => db.user.update({ where: { id: personId }, data: { deactivatedAt: new Date() } }),
    /Row 2: This account is deactivated/,
  ],
])('where %s since it was planned, nothing is applied', async (_, change, message) => {
  const { id: personId, email } = await makePerson();
  const other = freshEmail();
  const id = await plan([`${email},,${COURSE},${team.name},,`, `${other},,${COURSE},,,`]);
  await change({ personId, groupId: team.id });
  expect(await applyImport(admin, id)).toMatchObject({ ok: false, message: expect.stringMatching(message) });
  expect(await enrolmentOf(email)).toBeNull();
  expect(await db.user.count({ where: { email: other } })).toBe(0);
  expect((await findImport(admin, id))!.state).toBe('PLANNED');
});

test('what was done by others since it was planned is not done twice, and not taken back', async () => {
  const { id: userId, email } = await makePerson();
  const id = await plan([`${email},,${COURSE},${team.name},,`]);
  await makeEnrolment(userId);
  expect(await applyImport(admin, id)).toEqual({ ok: true });
  expect((await findImport(admin, id))!.rows[0]!.did).toBe('put into the group');
  expect(await undoImport(admin, id)).toEqual({ ok: true });
  expect(await enrolmentOf(email)).toMatchObject({ withdrawnAt: null });
});

test('of eight at once one applies, and of eight at once one undoes', async () => {
  const emails = people(20);
  const id = await plan(
    emails.map((email) => `${email},A,${COURSE},${team.name},,`),
    true,
  );
  const applied = await Promise.all(Array.from({ length: 8 }, () => applyImport(admin, id)));
  expect(applied.filter((outcome) => outcome?.ok)).toHaveLength(1);
  expect(await db.enrolment.count({ where: { user: { email: { in: emails } } } })).toBe(20);
  expect(await mailsTo(emails[0]!)).toHaveLength(1);
  const undone = await Promise.all(Array.from({ length: 8 }, () => undoImport(admin, id)));
  expect(undone.filter((outcome) => outcome?.ok)).toHaveLength(1);
  expect((await entries(id)).map(({ action }) => action)).toEqual(['import.plan', 'import.apply', 'import.undo']);
});

test('two files with the same people at once: each person is made once', async () => {
  const emails = people(50);
  const lines = emails.map((email) => `${email},A,${COURSE},${team.name},,`);
  const ids = await Promise.all([plan(lines), plan([...lines].reverse())]);
  expect(await Promise.all(ids.map((id) => applyImport(admin, id)))).toEqual([{ ok: true }, { ok: true }]);
  expect(await db.enrolment.count({ where: { user: { email: { in: emails } } } })).toBe(50);
  await Promise.all(ids.map((id) => undoImport(admin, id)));
  expect(await db.enrolment.count({ where: { user: { email: { in: emails } } } })).toBe(0);
});

test('undone, everything is as it was: people, enrolments, dates, groups and their managers', async () => {
  const [fresh] = people(1) as [string];
  const [from, closed] = [await makeGroup(), await makeGroup({ archivedAt: new Date() })];
  const moved = await makePerson();
  await db.membership.createMany({
    data: [
      { groupId: from.id, userId: moved.id, role: 'MANAGER', createdAt: fromNow(-days(40)) },
      { groupId: closed.id, userId: moved.id },
    ],
  });
  const off = await leaver();
  const back = await makePerson();
  const withdrawnAt = fromNow(-days(5));
  await db.enrolment.create({ data: { userId: back.id, courseSlug: COURSE, withdrawnAt, dueAt: endOfDay('2030-01-01'), remindedAt: withdrawnAt } });
  const everything = () =>
    Promise.all([
      db.user.findMany({ where: { email: { in: [fresh, moved.email, off.email, back.email] } }, orderBy: { id: 'asc' } }),
      db.enrolment.findMany({ where: { userId: { in: [moved.id, off.id, back.id] } }, orderBy: { id: 'asc' } }),
      db.membership.findMany({ where: { OR: [{ userId: moved.id }, { groupId: team.id }] }, orderBy: { groupId: 'asc' } }),
    ]);
  const before = await everything();

  const lines = [
    `${fresh},Ada,${COURSE},${team.name},,`,
    `${moved.email},,,${team.name},,move`,
    `${off.email},,${COURSE},,,remove`,
    `${back.email},,${COURSE},,2030-02-02,`,
  ];
  const id = await plan(lines);
  expect((await findImport(admin, id))!.rows.find(({ action }) => action === 'move')!.leaves).toBe(from.name);
  expect(await applyImport(admin, id)).toEqual({ ok: true });
  expect((await groupsOf(moved.email)).sort()).toEqual([team.id, closed.id].sort());
  expect(await enrolmentOf(off.email)).toMatchObject({ withdrawnAt: expect.any(Date), lessonsDone: 2 });
  expect(await enrolmentOf(back.email)).toMatchObject({ withdrawnAt: null, dueAt: endOfDay('2030-02-02'), remindedAt: null });

  expect(await undoImport(admin, id)).toEqual({ ok: true });
  expect(await everything()).toEqual(before);
  expect((await entries(id)).at(-1)!.detail).toEqual({ due: 1, restored: 1, withdrew: 1, enrolled: 1, begun: 0, joined: 2, left: 1, made: 1 });
  expect(await undoImport(admin, id)).toMatchObject({ ok: false });
  expect(await applyImport(admin, id)).toMatchObject({ ok: false });
});

test.each<[string, (data: { userId: string; enrolmentId: string }) => Promise<unknown>]>([
  ['a lesson', ({ enrolmentId }) => db.lessonCompletion.create({ data: { enrolmentId, lessonSlug: 'x' } })],
  ['a note', ({ enrolmentId }) => db.note.create({ data: { enrolmentId, lessonSlug: 'x', blockId: 'x', text: 'x' } })],
  ['a letter', ({ enrolmentId }) => db.letter.create({ data: { enrolmentId, text: 'x' } })],
  ['a place', ({ enrolmentId }) => db.enrolment.update({ where: { id: enrolmentId }, data: { placeLesson: 'x', placeAt: new Date() } })],
  ['a waiver', ({ enrolmentId }) => db.waiver.create({ data: { enrolmentId, reason: 'x', createdById: admin.id } })],
])('what has been begun is kept when it is undone: %s', async (_, begin) => {
  const email = freshEmail();
  const id = await apply([`${email},A,${COURSE},,,`]);
  const enrolment = (await enrolmentOf(email))!;
  await begin({ userId: enrolment.userId, enrolmentId: enrolment.id });
  expect(await undoImport(admin, id)).toEqual({ ok: true });
  expect(await enrolmentOf(email)).toMatchObject({ id: enrolment.id, withdrawnAt: expect.any(Date) });
});

test('who has signed in since keeps the account; what others changed since stays', async () => {
  const [here, dated, led] = people(3) as [string, string, string];
  await makeEnrolment((await makePerson({ email: dated })).id);
  const id = await apply([`${here},A,${COURSE},,,`, `${dated},,${COURSE},,2030-01-01,`, `${led},A,,${team.name},,`]);
  const user = await db.user.findUniqueOrThrow({ where: { email: here } });
  await db.session.create({ data: { idHash: crypto.randomUUID(), userId: user.id, expiresAt: fromNow(days(1)) } });
  await db.enrolment.updateMany({ where: { user: { email: dated } }, data: { dueAt: endOfDay('2031-01-01') } });
  await db.membership.updateMany({ where: { user: { email: led } }, data: { role: 'MANAGER' } });
  expect(await undoImport(admin, id)).toEqual({ ok: true });
  expect(await db.user.count({ where: { email: here } })).toBe(1);
  expect(await enrolmentOf(here)).toBeNull();
  expect(await enrolmentOf(dated)).toMatchObject({ dueAt: endOfDay('2031-01-01') });
  expect(await groupsOf(led)).toEqual([team.id]);
});

test('who came, and went again, keeps the account, as does who gave another name', async () => {
  const [came, named, never] = people(3) as [string, string, string];
  const id = await apply([came, named, never].map((email) => `${email},A,${COURSE},,,`));
  await db.signInRequest.create({
    data: { id: crypto.randomUUID(), email: came, linkHash: crypto.randomUUID(), codeHash: 'x', network: '', expiresAt: fromNow(1e6), usedAt: fromNow(0) },
  });
  await db.user.update({ where: { email: named }, data: { name: 'Ada' } });
  expect(await undoImport(admin, id)).toEqual({ ok: true });
  expect((await db.user.findMany({ where: { email: { in: [came, named, never] } } })).map(({ email }) => email).sort()).toEqual([came, named].sort());
});

test('whose two accounts became one since is left alone: what they did by the other is theirs', async () => {
  const [second, untouched] = people(2) as [string, string];
  const first = await aViewer();
  await makeEnrolment(first.id, { lessonsDone: 2 });
  const id = await apply([second, untouched].map((email) => `${email},A,${COURSE},${team.name},,`));
  const { id: kept } = await db.user.findUniqueOrThrow({ where: { email: second } });
  expect(await mergePeople(admin, kept, first.id)).toEqual({ ok: true });
  expect(await undoImport(admin, id)).toEqual({ ok: true });
  expect(await enrolmentOf(second)).toMatchObject({ lessonsDone: 2, withdrawnAt: null });
  expect(await groupsOf(second)).toEqual([team.id]);
  expect(await db.user.count({ where: { email: untouched } })).toBe(0);
});

test('after a day it cannot be undone, and before it is applied neither', async () => {
  const id = await plan([`${freshEmail()},A,${COURSE},,,`]);
  expect(await undoImport(admin, id)).toMatchObject({ ok: false });
  await applyImport(admin, id);
  expect((await findImport(admin, id))!.undoUntil).toBeInstanceOf(Date);
  await db.import.update({ where: { id }, data: { appliedAt: fromNow(-days(1) - 1_000) } });
  expect((await findImport(admin, id))!.undoUntil).toBeNull();
  expect(await undoImport(admin, id)).toMatchObject({ ok: false, message: expect.stringMatching(/more than a day ago/) });
});

test('the address of a second account is its first', async () => {
  const first = await makePerson();
  const second = await makePerson();
  await db.user.update({ where: { id: second.id }, data: { mergedIntoId: first.id, deactivatedAt: new Date() } });
  await apply([`${second.email},,${COURSE},,,`], true);
  expect(await enrolmentOf(first.email)).toBeTruthy();
  expect(await enrolmentOf(second.email)).toBeNull();
  expect([(await mailsTo(first.email)).length, (await mailsTo(second.email)).length]).toEqual([1, 0]);
});

test('an id that is none is null, whoever made it up', async () => {
  for (const id of ['', 'x', crypto.randomUUID(), "'; DROP TABLE"]) {
    expect([await findImport(admin, id), await applyImport(admin, id), await undoImport(admin, id), await exportImport(admin, id)]).toEqual([
      null,
      null,
      null,
      null,
    ]);
  }
});

test('what a file holds stays text, and its name too', async () => {
  const lines = PAYLOADS.map(
    (payload) => `${freshEmail()},"${payload.replaceAll('"', '""').replace(/\0/g, '')}",nope,"${payload.replaceAll('"', '""').replace(/\0/g, '')}",,`,
  );
  const planned = await planImport(admin, `\u202e${PAYLOADS[0]}\n.csv`, bytesOf(lines), false);
  const shown = (await findImport(admin, planned.ok ? planned.id : ''))!;
  expect(shown.counts.invalid).toBe(lines.length);
  expect(shown.fileName).not.toMatch(/[\n\u202e]/);
});

test('rows come a page at a time, those to mend first; the list has the latest first', async () => {
  const id = await plan([...people(60).map((email) => `${email},A,${COURSE},,,`), `${freshEmail()},B,nope,,,`]);
  const first = (await findImport(admin, id))!;
  expect(first.rows).toHaveLength(50);
  expect(first.rows[0]).toMatchObject({ line: 62, action: 'invalid' });
  const second = (await findImport(admin, id, first.next!))!;
  expect([...first.rows, ...second.rows].map(({ line }) => line).sort((a, b) => a - b)).toEqual(Array.from({ length: 61 }, (_, at) => at + 2));
  expect(second.next).toBeNull();
  for (const bad of ['x', '9-1', '1-99999999', '1-1; --']) expect((await findImport(admin, id, bad))!.rows).toHaveLength(50);
  const { rows } = await listImports(admin, readListing({}, ['-created']));
  expect(rows[0]).toMatchObject({ id, rows: 61, state: 'PLANNED', fileName: 'people.csv' });
});

test('the result as a file has every row, and is written down', async () => {
  const id = await apply([`${freshEmail()},A,${COURSE},,,`]);
  const found = (await exportImport(admin, id))!;
  expect(found.rows.map((row) => ['row', 'done', 'state'].map((name) => row[found.header.indexOf(name)]))).toEqual([
    [2, 'account made, put on the course', stateInWords.APPLIED],
  ]);
  expect(await entries(`imports/${id}`)).toMatchObject([{ action: 'list.export', detail: { rows: 1 } }]);
});

test('a week later it is forgotten, rows and all; one that can still be undone is not', async () => {
  const old = await plan([`${freshEmail()},A,${COURSE},,,`]);
  const late = await apply([`${freshEmail()},A,${COURSE},,,`]);
  await db.import.updateMany({ where: { id: { in: [old, late] } }, data: { createdAt: fromNow(-days(7) - 1_000) } });
  expect(await forgetOldImports()).toBe(1);
  expect(await db.importRow.count({ where: { importId: old } })).toBe(0);
  expect(await findImport(admin, late)).toBeTruthy();
});

test('5,000 rows: planned, applied with their mail, changed, changed back, undone', async () => {
  const emails = people(5_000);
  const lines = emails.map((email, at) => `${email},Person ${at},${COURSE},${team.name},2030-01-01,`);
  const id = await apply(lines, true);
  const enrolled = (due: string, withdrawnAt: null | { not: null }) =>
    db.enrolment.count({ where: { user: { email: { in: emails } }, courseSlug: COURSE, dueAt: endOfDay(due), withdrawnAt } });
  expect(await enrolled('2030-01-01', null)).toBe(5_000);
  expect(await db.membership.count({ where: { groupId: team.id } })).toBe(5_000);
  expect(await mailsTo(emails[4_999]!)).toHaveLength(1);
  expect(await countsOf(await plan(lines))).toEqual({ same: 5_000 });

  const other = await makeGroup();
  const changed = await apply(
    emails.map((email, at) => [`${email},,${COURSE},,,remove`, `${email},,${COURSE},,2030-02-02,`, `${email},,,${other.name},,move`][at % 3]!),
  );
  expect([await enrolled('2030-01-01', { not: null }), await enrolled('2030-02-02', null)]).toEqual([1_667, 1_667]);
  expect(await db.membership.count({ where: { groupId: other.id } })).toBe(1_666);
  expect(await undoImport(admin, changed)).toEqual({ ok: true });
  expect(await enrolled('2030-01-01', null)).toBe(5_000);
  expect(await db.membership.count({ where: { groupId: team.id } })).toBe(5_000);

  expect(await undoImport(admin, id)).toEqual({ ok: true });
  expect(await db.user.count({ where: { email: { in: emails } } })).toBe(0);
}, 60_000);

test('a file whose long words end in half an emoji is planned', async () => {
  expect(await countsOf(await plan([`${freshEmail()},A,${'x'.repeat(59)}😀 and on,,,`, `${freshEmail()},A,${'x'.repeat(99)}😀 and on,,,`]))).toEqual({
    invalid: 2,
  });
});

test('what is begun while it is undone is kept', async () => {
  const email = freshEmail();
  const id = await apply([`${email},A,${COURSE},,,`]);
  const enrolment = (await enrolmentOf(email))!;
  const undone = await db.$transaction(async (tx) => {
    await tx.note.create({ data: { enrolmentId: enrolment.id, lessonSlug: 'x', blockId: 'x', text: 'mine' } });
    const undoing = undoImport(admin, id);
    await somebodyWaits();
    return { undoing };
  });
  expect(await undone.undoing).toEqual({ ok: true });
  expect(await enrolmentOf(email)).toMatchObject({ id: enrolment.id, withdrawnAt: expect.any(Date) });
  expect(await db.note.count({ where: { enrolmentId: enrolment.id } })).toBe(1);
});

test.each(['apply', 'undo'])('to %s waits for the people before it holds what is theirs, so that nobody waits in a ring', async (what) => {
  const { id: userId, email } = await makePerson();
  const enrolment = await makeEnrolment(userId);
  const lines = [`${email},,${COURSE},,,remove`];
  const id = what === 'apply' ? await plan(lines) : await apply(lines);
  const { doing } = await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${userId}::uuid FOR UPDATE`;
    const doing = what === 'apply' ? applyImport(admin, id) : undoImport(admin, id);
    await somebodyWaits();
    await tx.$queryRaw`SELECT 1 FROM "Enrolment" WHERE "id" = ${enrolment.id}::uuid FOR UPDATE NOWAIT`;
    return { doing };
  });
  expect(await doing).toEqual({ ok: true });
});

test('who holds a place of a link to the course is not taken off it by undoing, and is once the place is free', async () => {
  const [idle, begun, back, freed] = people(4) as [string, string, string, string];
  const { id: backId } = await makePerson({ email: back });
  await db.enrolment.create({ data: { userId: backId, courseSlug: COURSE, withdrawnAt: fromNow(-days(5)) } });
  const id = await apply([idle, begun, back, freed].map((email) => `${email},A,${COURSE},,,`));
  const invite = await db.invite.create({ data: { courseSlug: COURSE, label: 'Link', expiresAt: fromNow(days(1)), createdById: admin.id } });
  const joined = await db.user.findMany({ where: { email: { in: [idle, begun, back, freed] } } });
  await db.inviteClaim.createMany({
    data: joined.map(({ id: userId, email }) => ({ inviteId: invite.id, userId, releasedAt: email === freed ? new Date() : null })),
  });
  await db.lessonCompletion.create({ data: { enrolmentId: (await enrolmentOf(begun))!.id, lessonSlug: 'x' } });
  expect(await undoImport(admin, id)).toEqual({ ok: true });
  for (const email of [idle, begun, back]) expect(await enrolmentOf(email), email).toMatchObject({ withdrawnAt: null });
  expect(await enrolmentOf(freed)).toBeNull();
});
