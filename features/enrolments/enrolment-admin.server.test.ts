import { expect, test } from 'vitest';
import type { Viewer } from '#features/accounts/account.ts';
import { handIn } from '#features/certificates/award.server.ts';
import { completeLesson, findProgress, listKeptCertificates, listProgress, lockEnrolment, saveNote } from '#features/progress/progress.server.ts';
import { findAttempt, startAttempt } from '#features/quizzes/attempt.server.ts';
import { listDue } from '#features/reviews/review.server.ts';
import { findRun } from '#features/scenarios/run.server.ts';
import { days, fromNow, now } from '#lib/clock.ts';
import { endOfDay } from '#lib/dates.ts';
import { db } from '#lib/db.ts';
import { COURSE, makeCertificate, makeEnrolment, makeMarkedFinal, makePerson, makeRun, theCourse } from '#prisma/factories.ts';
import { anAdmin, aViewer } from '#test/people.ts';
import { extend, reEnrol, setDue, setReminders, withdraw } from './changes.server.ts';
import { enrolPeople, planEnrol, readAsk } from './enrol-people.server.ts';
import { enrol } from './enrolment.server.ts';
import { enrolmentListing } from './enrolment.ts';
import { findEnrolment, listChosen, listEnrolments } from './enrolment-admin.server.ts';
import { findAct, undoAct } from './undo.server.ts';
import { endWaiver, waive } from './waiver.server.ts';

const lesson = theCourse().lessons[0]!;
const box = lesson.noteIds[0]!;
const due = endOfDay('2031-12-31')!;
const NOBODY = '00000000-0000-7000-8000-000000000000';

const listing = (params: Record<string, string> = {}) => enrolmentListing(params);
const row = (id: string) => db.enrolment.findUniqueOrThrow({ where: { id } });
const ofPeople = (...people: { id: string }[]) => ({ personIds: people.map(({ id }) => id), courseSlug: COURSE, dueAt: null });

test('withdrawn is as if not enrolled, and enrolling again brings everything back', async () => {
  const admin = await anAdmin();
  const viewer = await aViewer();
  const enrolment = await makeEnrolment(viewer.id, { lessonsDone: 3 });
  await saveNote(viewer, COURSE, lesson.slug, box, 'mine');
  const marked = await makeMarkedFinal(enrolment.id, 15);
  const certificate = await makeCertificate(enrolment.id, marked.id, viewer.name);
  const check = await startAttempt(viewer, theCourse(), lesson.slug);
  const run = await makeRun(enrolment.id, theCourse().scenarios[0]!.slug, []);
  const open = check?.ok ? check.attemptId : '';
  const { contentVersion } = marked;
  await db.reviewCard.create({ data: { enrolmentId: enrolment.id, item: `question/${marked.questionIds[0]}`, contentVersion, dueAt: now() } });
  expect((await listDue(viewer)).length).toBe(1);
  const before = (await findProgress(viewer, COURSE))!;

  expect((await withdraw(admin, [enrolment.id], 'Left the team'))?.count).toBe(1);
  expect(await findProgress(viewer, COURSE)).toBeNull();
  expect(await listProgress(viewer)).toEqual([]);
  expect(await saveNote(viewer, COURSE, lesson.slug, box, 'changed')).toBe(false);
  expect(await startAttempt(viewer, theCourse(), lesson.slug)).toEqual({ ok: false, reason: 'not-enrolled' });
  expect(await findAttempt(viewer, open)).toBeNull();
  expect(await findRun(viewer, run.id)).toBeNull();
  expect(await handIn(viewer, open)).toBeNull();
  expect(await listDue(viewer)).toEqual([]);
  expect(await db.$transaction((tx) => lockEnrolment(tx, viewer, COURSE))).toBeNull();
  expect((await findAttempt(viewer, marked.id))?.state).toBe('MARKED');
  expect(await listKeptCertificates(viewer)).toMatchObject([{ code: certificate.code }]);

  expect(await enrol(viewer, COURSE)).toBe(true);
  const after = (await findProgress(viewer, COURSE))!;
  expect(after.completed).toEqual(before.completed);
  expect(after.notes).toEqual(before.notes);
  expect((await findAttempt(viewer, open))?.state).toBe('IN_PROGRESS');
  expect(await listKeptCertificates(viewer)).toEqual([]);
  await withdraw(admin, [enrolment.id], 'Again');
  expect([await reEnrol(admin, enrolment.id), await reEnrol(admin, enrolment.id), await reEnrol(admin, 'nope')]).toEqual([true, false, false]);
  expect((await findProgress(viewer, COURSE))!.notes).toEqual(before.notes);
  const trail = (await db.auditEntry.findMany({ where: { personId: viewer.id }, orderBy: { at: 'asc' } })).map(({ action }) => action);
  expect(trail).toEqual(['enrolment.withdraw', 'enrolment.withdraw', 'enrolment.add']);
});

test('a plan counts who is new, there already and back, and the act does just that', async () => {
  const admin = await anAdmin();
  const [fresh, there, gone, closed] = [await makePerson(), await makePerson(), await makePerson(), await makePerson()];
  await db.user.update({ where: { id: closed.id }, data: { deactivatedAt: now() } });
  await makeEnrolment(there.id);
  const old = await makeEnrolment(gone.id, { lessonsDone: 1 });
  await withdraw(admin, [old.id], 'Away');
  const group = await db.group.create({ data: { name: `Group ${fresh.email}` } });
  const people = [fresh, there, gone, closed];
  const manager = await makePerson();
  await db.membership.createMany({ data: people.map(({ id }) => ({ groupId: group.id, userId: id })) });
  await db.membership.create({ data: { groupId: group.id, userId: manager.id, role: 'MANAGER' } });
  const ask = { groupId: group.id, courseSlug: COURSE, dueAt: due };
  expect(await planEnrol(admin, ask)).toEqual({ new: 1, there: 1, back: 1 });
  const done = await enrolPeople(admin, ask);
  expect(done).toMatchObject({ ok: true, new: 1, there: 1, back: 1 });
  expect((await row(old.id)).dueAt).toEqual(due);
  expect(await db.enrolment.count({ where: { userId: { in: [closed.id, manager.id] } } })).toBe(0);
  expect(await enrolPeople(admin, ask)).toEqual({ ok: false, reason: 'nobody' });
  expect(await enrolPeople(admin, { ...ask, courseSlug: 'nope' })).toEqual({ ok: false, reason: 'course' });

  const entry = done.ok ? done.entry : '';
  expect(await findAct(admin, entry)).toMatchObject({ words: '2 people put on the course, 1 of them back after a withdrawal.', canUndo: true });
  expect((await findEnrolment(admin, old.id))!.audit.map(({ words }) => words)).toEqual(['Put somebody on a course', 'Withdrew somebody from a course']);
  expect(await undoAct(admin, entry)).toBe(true);
  expect(await db.enrolment.count({ where: { userId: fresh.id } })).toBe(0);
  expect(await row(old.id)).toMatchObject({ withdrawnAt: expect.any(Date), dueAt: null, lessonsDone: 1 });
  expect(await db.enrolment.count({ where: { userId: there.id, withdrawnAt: null } })).toBe(1);
  expect(await findAct(admin, entry)).toMatchObject({ undone: true, canUndo: false });
});

test('an undo deletes nothing that was begun, happens once, and not after a day', async () => {
  const admin = await anAdmin();
  const [idle, writer, learner] = [await aViewer(), await aViewer(), await aViewer()];
  const done = await enrolPeople(admin, ofPeople(idle, writer, learner));
  if (!done.ok) throw new Error(done.reason);
  expect(await saveNote(writer, COURSE, lesson.slug, box, 'kept')).toBe(true);
  const { id } = await db.enrolment.findFirstOrThrow({ where: { userId: learner.id } });
  await db.$transaction((tx) => completeLesson(tx, id, lesson.slug));
  const answers = await Promise.all(Array.from({ length: 10 }, () => undoAct(admin, done.entry)));
  expect(answers.filter(Boolean).length).toBe(1);
  expect(await db.auditEntry.count({ where: { action: 'enrolment.undo', subject: done.entry } })).toBe(1);
  expect(await db.enrolment.count({ where: { userId: idle.id } })).toBe(0);
  for (const { id: userId } of [writer, learner]) expect(await db.enrolment.count({ where: { userId, withdrawnAt: { not: null } } })).toBe(1);
  await enrol(writer, COURSE);
  expect((await findProgress(writer, COURSE))!.notes.size).toBe(1);

  const late = await db.auditEntry.create({ data: { action: 'enrolment.add', at: fromNow(-days(1.1)), detail: { each: { created: id } } } });
  const other = await db.auditEntry.create({ data: { action: 'group.make' } });
  for (const entry of [late.id, other.id, NOBODY, 'nope', '']) expect(await undoAct(admin, entry)).toBe(false);
});

test('20 at once put somebody on a course once, and bring somebody back once', async () => {
  const admin = await anAdmin();
  const [fresh, gone] = [await makePerson(), await makePerson()];
  const old = await makeEnrolment(gone.id);
  await withdraw(admin, [old.id], 'Away');
  const answers = await Promise.all(Array.from({ length: 20 }, () => enrolPeople(admin, ofPeople(fresh, gone))));
  const sum = (part: 'new' | 'back') => answers.reduce((total, answer) => total + (answer.ok ? answer[part] : 0), 0);
  expect([sum('new'), sum('back')]).toEqual([1, 1]);
});

test('addresses that nobody has are named, and nobody is put on the course', async () => {
  const admin = await anAdmin();
  const person = await makePerson();
  const form = { course: COURSE, emails: person.email, group: '', due: null };
  expect(await readAsk(admin, form)).toEqual(ofPeople(person));
  expect(await readAsk(admin, { ...form, emails: `${person.email}\nnobody@example.org` })).toMatchObject({
    field: 'emails',
    problem: expect.stringContaining('nobody@example.org'),
  });
  expect(await readAsk(admin, { ...form, emails: 'not one' })).toMatchObject({ field: 'emails' });
  expect(await readAsk(admin, { ...form, course: 'nope' })).toMatchObject({ field: 'course' });
});

test('a due date is set, extended and undone; what is finished or withdrawn keeps its own; reminders begin anew', async () => {
  const admin = await anAdmin();
  const [open, none, finished, gone] = await Promise.all(Array.from({ length: 4 }, async () => makeEnrolment((await makePerson()).id)));
  await db.enrolment.update({ where: { id: finished!.id }, data: { finishedAt: now() } });
  await withdraw(admin, [gone!.id], 'Away');
  const ids = [open, none, finished, gone].map((enrolment) => enrolment!.id);
  expect((await setDue(admin, [open!.id], due))?.count).toBe(1);
  await db.enrolment.update({ where: { id: open!.id }, data: { remindedAt: now(), overdueMailAt: now() } });
  const seen = [open!.id, 'nope', NOBODY].map((id) => ({ id, dueAt: due }));
  const done = (await extend(admin, seen, 7)) as Exclude<Awaited<ReturnType<typeof extend>>, 'changed'>;
  expect(done?.count).toBe(1);
  expect(await row(open!.id)).toMatchObject({ dueAt: endOfDay('2032-01-07'), remindedAt: null, overdueMailAt: null });
  expect(await undoAct(admin, done!.entry)).toBe(true);
  expect(await row(open!.id)).toMatchObject({ dueAt: due, remindedAt: expect.any(Date) });
  const both = await setDue(admin, ids, endOfDay('2030-01-31'));
  expect(both?.count).toBe(2);
  // Changed again since: that one stays.
  await setDue(admin, [none!.id], null);
  expect(await undoAct(admin, both!.entry)).toBe(true);
  expect([(await row(open!.id)).dueAt, (await row(none!.id)).dueAt]).toEqual([due, null]);
  expect(await setDue(admin, [open!.id], due)).toBeNull();
});

test('of many who extend what they see by seven days, one does, and nobody gets more', async () => {
  const admin = await anAdmin();
  const [a, b] = [await makeEnrolment((await makePerson()).id), await makeEnrolment((await makePerson()).id)];
  await setDue(admin, [a.id, b.id], due);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () =>
      extend(
        admin,
        [a, b].map(({ id }) => ({ id, dueAt: due })),
        7,
      ),
    ),
  );
  expect(answers.filter((answer) => answer === 'changed')).toHaveLength(7);
  expect([(await row(a.id)).dueAt, (await row(b.id)).dueAt]).toEqual([endOfDay('2032-01-07'), endOfDay('2032-01-07')]);
  // One of the two was moved since: neither is.
  const stale = [a, b].map(({ id }) => ({ id, dueAt: endOfDay('2032-01-07')! }));
  await setDue(admin, [b.id], due);
  expect(await extend(admin, stale, 7)).toBe('changed');
  expect((await row(a.id)).dueAt).toEqual(endOfDay('2032-01-07'));
});

test('a withdrawal of several is one act, and is undone as one', async () => {
  const admin = await anAdmin();
  const [a, b] = [await makeEnrolment((await makePerson()).id), await makeEnrolment((await makePerson()).id)];
  const done = await withdraw(admin, [a.id, b.id], 'Course moved');
  expect(done?.count).toBe(2);
  expect(await withdraw(admin, [a.id, b.id], 'Course moved')).toBeNull();
  expect((await findEnrolment(admin, a.id))!.audit).toMatchObject([{ words: 'Withdrew somebody from a course', reason: 'Course moved' }]);
  expect(await undoAct(admin, done!.entry)).toBe(true);
  expect([(await row(a.id)).withdrawnAt, (await row(b.id)).withdrawnAt]).toEqual([null, null]);
});

test('a waiver excuses once at a time, until its day or until it is ended, and is not finishing', async () => {
  const admin = await anAdmin();
  const person = await makePerson();
  const { id } = await makeEnrolment(person.id);
  await setDue(admin, [id], due);
  const answers = await Promise.all(Array.from({ length: 10 }, () => waive(admin, id, 'Learned it elsewhere', null)));
  expect(answers.filter(Boolean).length).toBe(1);
  const viewer = { id: person.id } as Viewer;
  expect((await findProgress(viewer, COURSE))!.dueAt).toBeNull();
  expect((await findEnrolment(admin, id))!.enrolment).toMatchObject({ waiver: { expiresAt: null }, finishedAt: null });
  expect([await endWaiver(admin, id), await endWaiver(admin, id), await endWaiver(admin, 'nope')]).toEqual([true, false, false]);
  expect((await findProgress(viewer, COURSE))!.dueAt).toEqual(due);
  expect(await waive(admin, id, 'Away', fromNow(days(1)))).toBe(true);
  await db.waiver.updateMany({ where: { enrolmentId: id }, data: { expiresAt: fromNow(-1) } });
  expect((await findEnrolment(admin, id))!.enrolment.waiver).toBeNull();
  expect((await findEnrolment(admin, id))!.waivers.length).toBe(2);
  await db.enrolment.update({ where: { id }, data: { finishedAt: now() } });
  for (const odd of [id, NOBODY, 'nope']) expect(await waive(admin, odd, 'No', null)).toBe(false);
});

test('reminders are switched, once each way, and written down', async () => {
  const admin = await anAdmin();
  const { id } = await makeEnrolment((await makePerson()).id);
  expect([await setReminders(admin, id, false), await setReminders(admin, id, false), await setReminders(admin, id, true)]).toEqual([true, false, true]);
  expect(await db.auditEntry.count({ where: { subject: id, action: 'enrolment.reminders' } })).toBe(2);
});

test('the list is narrowed by course, group, state and person, and paged', async () => {
  const admin = await anAdmin();
  const word = `zanzibar${process.pid}${Date.now()}`;
  const group = await db.group.create({ data: { name: word } });
  const make = async (data: object) => {
    const person = await makePerson({ name: `Person ${word}` });
    await db.membership.create({ data: { groupId: group.id, userId: person.id } });
    return db.enrolment.create({ data: { userId: person.id, courseSlug: COURSE, ...data } });
  };
  const overdue = await make({ dueAt: fromNow(-days(1)) });
  const later = await make({ dueAt: fromNow(-days(3)), activeAt: fromNow(-days(20)), startedAt: fromNow(-days(20)) });
  const finished = await make({ finishedAt: now(), dueAt: fromNow(-days(3)) });
  const gone = await make({ withdrawnAt: now() });
  const waived = await make({ dueAt: fromNow(-days(1)) });
  await waive(admin, waived.id, 'Knows it', null);
  const found = async (params: Record<string, string>) => (await listEnrolments(admin, listing({ q: word, ...params }))).rows.map(({ id }) => id);
  expect(await found({ state: 'overdue', sort: 'dueAt' })).toEqual([later.id, overdue.id]);
  expect(await found({ state: 'open' })).toEqual([later.id, overdue.id]);
  expect(await found({ state: 'stuck' })).toEqual([later.id]);
  expect(await found({ state: 'finished' })).toEqual([finished.id]);
  expect(await found({ state: 'withdrawn' })).toEqual([gone.id]);
  expect(await found({ state: 'waived' })).toEqual([waived.id]);
  expect((await found({ group: group.id, sort: 'dueAt' })).length).toBe(5);
  for (const odd of [{ group: NOBODY }, { course: 'nope' }, { q: '@' }, { q: '...' }]) expect(await found(odd)).toEqual([]);
  for (const odd of [{ group: 'x' }, { state: 'nope' }, { after: `x~${gone.id}` }]) expect((await found(odd)).length).toBe(5);
  const [shown] = (await listEnrolments(admin, listing({ q: word, state: 'waived' }))).rows;
  expect(shown).toMatchObject({ groups: word, course: theCourse().short, lessons: theCourse().lessons.length, waiver: { expiresAt: null } });
  expect((await listChosen(admin, [gone.id, 'nope', NOBODY])).map(({ id }) => id)).toEqual([gone.id]);

  await Promise.all(Array.from({ length: 50 }, () => make({})));
  const first = await listEnrolments(admin, listing({ q: word }));
  const second = await listEnrolments(admin, { ...listing({ q: word }), after: first.next });
  expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 5, null]);
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(55);
});

test('there is nothing for an id that is none', async () => {
  const admin = await anAdmin();
  for (const id of ['nope', NOBODY, '']) expect(await findEnrolment(admin, id)).toBeNull();
});
