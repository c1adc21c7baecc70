import { expect, test } from 'vitest';
import { days, fromNow } from '#lib/clock.ts';
import { dayAfter, dayOf } from '#lib/dates.ts';
import { db } from '#lib/db.ts';
import { COURSE, makeCertificate, makeEnrolment, makeMarkedFinal, makePerson, makeRun, theCourse } from '#prisma/factories.ts';
import { anAdmin } from '#test/people.ts';
import { listCourses } from '../courses/course.server.ts';
import { isOpen } from '../courses/course.ts';
import { getBank } from '../quizzes/bank.server.ts';
import { takeCourses, takeTable } from './export.server.ts';
import { getItems } from './items.server.ts';
import { getOverview } from './overview.server.ts';
import { getCourseReport, listCourseReports } from './report.server.ts';
import { inASentence, reportTables, TABLES } from './report-tables.ts';
import { today } from './scope.server.ts';

const course = theCourse();

/** A group with these people in it, and the last 90 days. */
async function aScope(people: { id: string }[]) {
  const group = await db.group.create({ data: { name: `Group ${crypto.randomUUID()}` } });
  await db.membership.createMany({ data: people.map(({ id }) => ({ groupId: group.id, userId: id })) });
  return { group: group.id, from: dayAfter(today(), -89), to: today() };
}

async function finish(enrolmentId: string, right = 15, daysAgo = 0) {
  return makeCertificate(enrolmentId, (await makeMarkedFinal(enrolmentId, right, daysAgo)).id, 'Test Person');
}

test('a group of two, one finished: everybody counts once, and nobody else does', async () => {
  const admin = await anAdmin();
  const [one, other, stranger] = [await makePerson(), await makePerson(), await makePerson()];
  const scope = await aScope([one, other]);
  const done = await makeEnrolment(one.id, { lessonsDone: 7, enrolledDaysAgo: 10 });
  await makeEnrolment(other.id, { lessonsDone: 2, enrolledDaysAgo: 5 });
  await finish(done.id);
  await finish((await makeEnrolment(stranger.id, { lessonsDone: 7 })).id);
  const report = await getCourseReport(admin, course, scope);
  expect(report.counts).toEqual({ enrolled: 2, started: 2, finished: 1, withdrawn: 0, waived: 0 });
  expect(inASentence(report)).toBe('1 of 2 finished (50%), half of them within 10 days.');
  expect(report.days!.median).toBeCloseTo(10, 1);
  const { rows, groups } = await listCourseReports(admin, scope);
  expect(rows.find((row) => row.course === COURSE)).toMatchObject({ title: course.short, enrolled: 2, started: 2, finished: 1 });
  expect(rows.filter((row) => row.enrolled > 0)).toHaveLength(1);
  expect(groups.map(({ id }) => id)).toContain(scope.group);
  const lessons = reportTables(course, report).find(({ name }) => name === 'lessons')!;
  expect(lessons.rows.map(([, people]) => people)).toEqual([2, 2, ...Array(5).fill(1)]);
});

test('withdrawn and waived people stand apart, a group’s manager is no member, and older enrolments are of another period', async () => {
  const admin = await anAdmin();
  const people = await Promise.all(Array.from({ length: 5 }, () => makePerson()));
  const scope = await aScope(people);
  const [gone, waived, unwaived, manager, early] = await Promise.all(people.map(({ id }, at) => makeEnrolment(id, { enrolledDaysAgo: at === 4 ? 200 : 3 })));
  await db.enrolment.update({ where: { id: gone!.id }, data: { withdrawnAt: fromNow(0) } });
  const waiver = { reason: 'Learned elsewhere', createdById: admin.id };
  await db.waiver.create({ data: { ...waiver, enrolmentId: waived!.id } });
  await db.waiver.create({ data: { ...waiver, enrolmentId: unwaived!.id, endedAt: fromNow(0) } });
  await db.membership.updateMany({ where: { userId: manager!.userId }, data: { role: 'MANAGER' } });
  expect((await getCourseReport(admin, course, scope)).counts).toEqual({ enrolled: 1, started: 0, finished: 0, withdrawn: 1, waived: 1 });
  const long = { ...scope, from: dayAfter(scope.to, -300) };
  expect((await getCourseReport(admin, course, long)).counts.enrolled).toBe(2);
  const day = dayOf(early!.createdAt);
  expect((await getCourseReport(admin, course, { ...scope, from: day, to: day })).counts.enrolled).toBe(1);
});

test('who stopped is told from who is under way, by the lesson they were in', async () => {
  const admin = await anAdmin();
  const people = await Promise.all(Array.from({ length: 4 }, () => makePerson()));
  const scope = await aScope(people);
  const [idle, quiet, , done] = await Promise.all([
    makeEnrolment(people[0]!.id, { enrolledDaysAgo: 40 }),
    makeEnrolment(people[1]!.id, { enrolledDaysAgo: 40 }),
    makeEnrolment(people[2]!.id, { enrolledDaysAgo: 1 }),
    makeEnrolment(people[3]!.id, { enrolledDaysAgo: 40 }),
  ]);
  await db.enrolment.update({ where: { id: quiet.id }, data: { placeLesson: course.lessons[1]!.slug, placeAt: fromNow(-days(20)) } });
  await finish(done.id, 15, 30);
  expect(idle.startedAt).toBeNull();
  const { stops } = await getCourseReport(admin, course, scope);
  expect(stops.sort((a, b) => (a.place ?? '').localeCompare(b.place ?? ''))).toEqual([
    { place: null, done: 0, people: 1 },
    { place: course.lessons[1]!.slug, done: 0, people: 1 },
  ]);
});

test('outcomes are each person’s first final, endings their first playing that ended', async () => {
  const admin = await anAdmin();
  const [one, other] = [await makePerson(), await makePerson()];
  const scope = await aScope([one, other]);
  const [first, second] = [await makeEnrolment(one.id, { enrolledDaysAgo: 9 }), await makeEnrolment(other.id, { enrolledDaysAgo: 9 })];
  await makeMarkedFinal(first.id, 0, 6);
  await makeMarkedFinal(first.id, 15, 3);
  await makeMarkedFinal(second.id, 15, 3);
  const { slug } = course.scenarios[0]!;
  const run = await makeRun(first.id, slug, ['a'], 5);
  await db.scenarioRun.update({ where: { id: run.id }, data: { endedAt: fromNow(0), ending: 'x', verdict: 'POOR' } });
  const again = await makeRun(first.id, slug, ['a'], 2);
  await db.scenarioRun.update({ where: { id: again.id }, data: { endedAt: fromNow(0), ending: 'x', verdict: 'GOOD' } });
  const report = await getCourseReport(admin, course, scope);
  expect(report.outcomes.map(({ people, share }) => [people, share])).toEqual(course.outcomes.map(() => [2, 0.5]));
  expect(report.endings).toEqual([{ scenario: slug, verdict: 'POOR', people: 1 }]);
});

test('questions are analysed from papers of today’s questions; others are counted apart', async () => {
  const admin = await anAdmin();
  const person = await makePerson();
  const scope = await aScope([person]);
  const enrolment = await makeEnrolment(person.id, { enrolledDaysAgo: 9 });
  await makeMarkedFinal(enrolment.id, 15, 3);
  const old = await makeMarkedFinal(enrolment.id, 15, 2);
  const bank = getBank(course);
  await db.contentVersion.create({ data: { hash: `old-${enrolment.id}`, courseSlug: COURSE, content: { ...bank } } });
  await db.attempt.update({ where: { id: old.id }, data: { contentVersion: `old-${enrolment.id}` } });
  const { items, papers } = await getItems(admin, course, scope);
  expect([papers, items.length]).toEqual([1, bank.finalItems.length]);
  const asked = items.filter((item) => item.asked > 0);
  expect(asked).toHaveLength(bank.final.draw);
  expect(asked.every((item) => item.right === 1 && item.facility === 1)).toBe(true);
  const choices = asked.filter((item) => item.counted === 'Chosen');
  expect(choices.every(({ options }) => options.every(({ isKey, count }) => count === (isKey ? 1 : 0)))).toBe(true);
  expect((await getCourseReport(admin, course, scope)).olderAttempts).toBe(1);
  await db.enrolment.update({ where: { id: enrolment.id }, data: { withdrawnAt: fromNow(0) } });
  expect((await getItems(admin, course, scope)).papers).toBe(0);
});

test('a course in preparation, which its conversations put people on, has a report too', async () => {
  const admin = await anAdmin();
  const person = await makePerson();
  const scope = await aScope([person]);
  const early = listCourses().find((each) => !isOpen(each))!;
  await db.enrolment.create({ data: { userId: person.id, courseSlug: early.slug } });
  expect((await listCourseReports(admin, scope)).rows.find((row) => row.course === early.slug)).toMatchObject({ enrolled: 1 });
  expect((await getCourseReport(admin, early, scope)).counts.enrolled).toBe(1);
  expect(await getItems(admin, early, scope)).toEqual({ items: [], papers: 0 });
  for (const name of TABLES) expect((await takeTable(admin, early, scope, name)).header.length).toBeGreaterThan(1);
});

test('a file holds what the page shows, and taking it is written down without a name', async () => {
  const admin = await anAdmin();
  const person = await makePerson({ name: 'Very Particular' });
  const scope = await aScope([person]);
  await makeEnrolment(person.id);
  const people = await takeTable(admin, course, scope, 'people');
  expect(people.rows.slice(0, 3)).toEqual([
    ['Enrolled', 1, 100],
    ['Started', 0, 0],
    ['Finished', 0, 0],
  ]);
  const items = await takeTable(admin, course, scope, 'items');
  expect(items.rows).toHaveLength(getBank(course).finalItems.length);
  expect((await takeCourses(admin, scope)).rows.find(([title]) => title === course.short)).toEqual([course.short, 1, 0, 0, 0, 0, '', 0]);
  const entries = await db.auditEntry.findMany({ where: { actorId: admin.id }, orderBy: { id: 'asc' } });
  expect(entries.map(({ action, subject }) => [action, subject])).toEqual([
    ['list.export', `reports/${COURSE}/people`],
    ['list.export', `reports/${COURSE}/items`],
    ['list.export', 'reports'],
  ]);
  expect(JSON.stringify(entries)).not.toContain('Particular');
});

test('the overview counts what waits, and the weeks hold what happened', async () => {
  const admin = await anAdmin();
  const before = await getOverview(admin);
  const people = await Promise.all(Array.from({ length: 3 }, () => makePerson()));
  const [late, quiet, waived] = await Promise.all(people.map(({ id }) => makeEnrolment(id, { enrolledDaysAgo: 30 })));
  await db.enrolment.update({ where: { id: late!.id }, data: { dueAt: fromNow(-days(1)) } });
  await db.enrolment.update({ where: { id: quiet!.id }, data: { placeLesson: 'x', placeAt: fromNow(-days(15)) } });
  await db.enrolment.update({ where: { id: waived!.id }, data: { dueAt: fromNow(-days(1)) } });
  await db.waiver.create({ data: { enrolmentId: waived!.id, reason: 'Away', createdById: admin.id } });
  await finish((await makeEnrolment((await makePerson()).id)).id);
  const askedAt = fromNow(-days(400));
  await db.letter.create({ data: { enrolmentId: late!.id, text: 'x', handedInAt: askedAt, selfScores: {}, askedAt } });
  await db.$executeRaw`INSERT INTO pgboss.job (name, data) VALUES ('mail-dead', '{}')`;
  const { attention, weeks } = await getOverview(admin);
  expect(attention).toMatchObject({
    overdue: before.attention.overdue + 1,
    stuck: before.attention.stuck + 1,
    letters: before.attention.letters + 1,
    failedMail: before.attention.failedMail + 1,
    lettersSince: askedAt,
  });
  const sum = (all: typeof weeks, of: 'enrolments' | 'certificates') => all.reduce((total, week) => total + week[of], 0);
  expect(sum(weeks, 'enrolments')).toBe(sum(before.weeks, 'enrolments') + 4);
  expect(weeks.at(-1)!.certificates).toBe(before.weeks.at(-1)!.certificates + 1);
});
