import { expect, test } from 'vitest';
import { days, fromNow, now } from '#lib/clock.ts';
import { endOfDay } from '#lib/dates.ts';
import { db } from '#lib/db.ts';
import { COURSE, makeEnrolment, makePerson } from '#prisma/factories.ts';
import { somebodyWaits } from '#test/locks.ts';
import { anAdmin } from '#test/people.ts';
import { mergePeople } from '../people/merge.server.ts';
import { setDue, withdraw } from './changes.server.ts';
import { enrolPeople } from './enrol-people.server.ts';
import { isUntouchedSql } from './enrolment.server.ts';
import { findEnrolment } from './enrolment-admin.server.ts';
import { undoAct } from './undo.server.ts';

const admin = await anAdmin();
const due = endOfDay('2031-12-31')!;
const row = (userId: string) => db.enrolment.findUnique({ where: { userId_courseSlug: { userId, courseSlug: COURSE } } });

async function put(people: { id: string }[], dueAt: Date | null = null): Promise<string> {
  const done = await enrolPeople(admin, { personIds: people.map(({ id }) => id), courseSlug: COURSE, dueAt });
  if (!done.ok) throw new Error(done.reason);
  return done.entry;
}

/** Somebody who was taken off the course, with a date and the mails that were sent for it. */
async function aLeaver() {
  const person = await makePerson();
  const dates = { withdrawnAt: fromNow(-days(2)), dueAt: fromNow(-days(5)), remindedAt: fromNow(-days(12)), overdueMailAt: fromNow(-days(4)) };
  await db.enrolment.create({ data: { userId: person.id, courseSlug: COURSE, ...dates } });
  return { id: person.id, dates };
}

test('with a date comes back which mails were sent for it; a date that was changed again since stays', async () => {
  const [same, changed] = [await aLeaver(), await aLeaver()];
  const entry = await put([same, changed], due);
  expect(await row(same.id)).toMatchObject({ withdrawnAt: null, dueAt: due, remindedAt: null, overdueMailAt: null });
  const later = endOfDay('2032-06-30')!;
  await setDue(admin, [(await row(changed.id))!.id], later);
  expect(await undoAct(admin, entry)).toBe(true);
  expect(await row(same.id)).toMatchObject(same.dates);
  expect(await row(changed.id)).toMatchObject({ withdrawnAt: changed.dates.withdrawnAt, dueAt: later, remindedAt: null, overdueMailAt: null });
});

test('whose two accounts became one since is left alone; the others of the same act are not', async () => {
  for (const done of [false, true]) {
    const [keep, other, alone] = [await makePerson(), await makePerson(), await makePerson()];
    await makeEnrolment(other.id, { lessonsDone: done ? 2 : 0, practised: false });
    const entry = await put([keep, alone]);
    expect(await mergePeople(admin, keep.id, other.id)).toEqual({ ok: true });
    expect(await undoAct(admin, entry)).toBe(true);
    expect(await row(keep.id)).toMatchObject({ lessonsDone: done ? 2 : 0, withdrawnAt: null });
    expect(await row(alone.id)).toBeNull();
  }
});

test('where no date was set, one that was set since stays', async () => {
  const leaver = await aLeaver();
  const entry = await put([leaver]);
  await setDue(admin, [(await row(leaver.id))!.id], due);
  expect(await undoAct(admin, entry)).toBe(true);
  expect(await row(leaver.id)).toMatchObject({ withdrawnAt: leaver.dates.withdrawnAt, dueAt: due });
});

test('who holds a place of a link to the course stays on it, and does not once the place is free', async () => {
  const [idle, begun, freed, back] = [await makePerson(), await makePerson(), await makePerson(), await aLeaver()];
  const entry = await put([idle, begun, freed, back], due);
  const invite = await db.invite.create({ data: { courseSlug: COURSE, label: 'Link', expiresAt: fromNow(days(1)), createdById: admin.id } });
  const other = await db.invite.create({ data: { courseSlug: 'hear-ask-explain', label: 'Link', expiresAt: fromNow(days(1)), createdById: admin.id } });
  await db.inviteClaim.createMany({
    data: [
      ...[idle, begun, back].map(({ id: userId }) => ({ inviteId: invite.id, userId })),
      { inviteId: invite.id, userId: freed.id, releasedAt: now() },
      { inviteId: other.id, userId: freed.id },
    ],
  });
  await db.lessonCompletion.create({ data: { enrolmentId: (await row(begun.id))!.id, lessonSlug: 'x' } });
  expect(await undoAct(admin, entry)).toBe(true);
  for (const { id } of [idle, begun]) expect(await row(id)).toMatchObject({ withdrawnAt: null });
  expect(await row(back.id)).toMatchObject({ ...back.dates, withdrawnAt: null });
  expect(await row(freed.id)).toBeNull();
});

test.each(['put', 'undo'])('to %s waits for the people before it holds what is theirs, so that nobody waits in a ring', async (what) => {
  const [fresh, leaver] = [await makePerson(), await aLeaver()];
  const entry = what === 'undo' ? await put([fresh, leaver]) : '';
  const { doing } = await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${fresh.id}::uuid FOR UPDATE`;
    const doing: Promise<unknown> = what === 'undo' ? undoAct(admin, entry) : put([fresh, leaver]);
    await somebodyWaits();
    await tx.$queryRaw`SELECT 1 FROM "Enrolment" WHERE "userId" = ${leaver.id}::uuid FOR UPDATE NOWAIT`;
    return { doing };
  });
  expect(await doing).toBeTruthy();
});

test('of acts over several, those that can name an enrolment are looked through, and no more than the latest 200', async () => {
  const [a, b] = [await makeEnrolment((await makePerson()).id), await makeEnrolment((await makePerson()).id)];
  const words = async () => (await findEnrolment(admin, a.id))!.audit.map(({ words }) => words);
  await withdraw(admin, [a.id, b.id], 'Away');
  const many = (data: object) =>
    db.auditEntry.createMany({ data: Array.from({ length: 200 }, () => ({ action: 'enrolment.add', at: fromNow(1), actorId: admin.id, ...data })) });
  await many({ subject: 'hear-ask-explain', detail: { each: { created: a.id } } });
  expect(await words()).toEqual(['Withdrew somebody from a course']);
  await many({ subject: COURSE });
  expect(await words()).toEqual([]);
});

test('every table that hangs on an enrolment is looked for before an undo takes one away, or begins it by trigger', async () => {
  const tables = await db.$queryRaw<{ table: string }[]>`
    SELECT conrelid::regclass::text AS "table" FROM pg_constraint WHERE contype = 'f' AND confrelid = '"Enrolment"'::regclass`;
  const begins = ['"LessonCompletion"', '"Attempt"', '"ScenarioRun"'];
  expect(tables.length).toBeGreaterThan(begins.length);
  for (const { table } of tables) expect(begins.includes(table) || isUntouchedSql().sql.includes(`FROM ${table} x`), table).toBe(true);
});
