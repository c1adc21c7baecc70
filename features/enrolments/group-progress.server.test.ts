import { expect, test } from 'vitest';
import { days, fromNow } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { COURSE, makeCertificate, makeEnrolment, makeMarkedFinal, theCourse } from '#prisma/factories.ts';
import { anAdmin, aViewer } from '#test/people.ts';
import { makeGroup } from '../groups/group.server.ts';
import { findManager } from '../groups/group-guard.server.ts';
import { addPeople, changePerson } from '../groups/membership.server.ts';
import { countFinished, exportGroupProgress, listGroupProgress, progressListing } from './group-progress.server.ts';

const admin = await anAdmin();
const listing = (params: Record<string, string> = {}) => progressListing(params);
let named = 0;

/** A group with a manager and members of these names. */
async function aTeam(...names: string[]) {
  const id = (await makeGroup(admin, { name: `Progress ${process.pid} ${++named}`, kind: 'TEAM' }))!;
  const viewer = await aViewer({ name: 'Margaret' });
  const members = await Promise.all(names.map((name) => aViewer({ name })));
  await addPeople(
    admin,
    id,
    [viewer, ...members].map(({ email }) => email),
  );
  await changePerson(admin, id, viewer.id, 'manager');
  return { id, viewer, manager: (await findManager(viewer, id))!, members };
}

async function finish(userId: string) {
  const enrolment = await makeEnrolment(userId, { lessonsDone: 7 });
  await makeCertificate(enrolment.id, (await makeMarkedFinal(enrolment.id, 15)).id, 'Grace');
}

test('a manager sees the members, how far each is, and nothing more of them', async () => {
  const { viewer, manager, members } = await aTeam('Ada', 'Grace', 'Linus', 'Tim');
  const [ada, grace, linus] = members.map(({ id }) => id) as [string, string, string];
  const started = await makeEnrolment(ada, { lessonsDone: 3, practised: false });
  await db.enrolment.update({ where: { id: started.id }, data: { dueAt: fromNow(-days(1)) } });
  await finish(grace);
  await makeEnrolment(linus);
  await makeEnrolment(viewer.id, { lessonsDone: 1 });
  await makeEnrolment((await aViewer()).id);
  const { rows } = await listGroupProgress(manager, listing());
  expect(rows).toMatchObject([
    { name: 'Ada', lessonsDone: 3, lessons: theCourse().lessons.length, finishedAt: null, waived: false },
    { name: 'Grace', finishedAt: expect.any(Date) },
    { name: 'Linus', lessonsDone: 0, startedAt: null, activeAt: null },
  ]);
  expect(Object.keys(rows[0]!).sort()).toEqual(
    ['activeAt', 'courseSlug', 'courseTitle', 'dueAt', 'email', 'finishedAt', 'id', 'lessons', 'lessonsDone', 'name', 'startedAt', 'waived'].sort(),
  );
  const names = async (params: Record<string, string>) => (await listGroupProgress(manager, listing(params))).rows.map(({ name }) => name);
  expect(await names({ state: 'finished' })).toEqual(['Grace']);
  expect(await names({ state: 'not-started' })).toEqual(['Linus']);
  expect(await names({ state: 'under-way' })).toEqual(['Ada']);
  expect(await names({ state: 'overdue' })).toEqual(['Ada']);
  expect(await names({ q: 'gra' })).toEqual(['Grace']);
  expect((await names({ sort: 'active' }))[0]).toBe('Linus');
  expect((await names({ sort: '-active' }))[2]).toBe('Linus');
  expect(await names({ course: 'nope' })).toEqual([]);
  expect(await countFinished(manager)).toMatchObject({
    members: 4,
    all: { people: 3, finished: 1 },
    courses: [{ courseSlug: COURSE, people: 3, finished: 1 }],
  });
  expect((await exportGroupProgress(manager, progressListing({ state: 'finished' }))).rows.map(([name]) => name)).toEqual(['Grace']);
});

test('what somebody was taken off or need not take is no gap in the count', async () => {
  const { manager, members } = await aTeam('Ada', 'Linus', 'Tim');
  const [off, waived] = await Promise.all([makeEnrolment(members[0]!.id), makeEnrolment(members[1]!.id)]);
  await db.enrolment.update({ where: { id: off.id }, data: { withdrawnAt: new Date() } });
  await db.waiver.create({ data: { enrolmentId: waived.id, reason: 'CANARY away until spring', createdById: admin.id } });
  await db.enrolment.update({ where: { id: waived.id }, data: { dueAt: fromNow(-days(1)) } });
  const { rows } = await listGroupProgress(manager, listing());
  expect(rows).toMatchObject([{ name: 'Linus', waived: true }]);
  expect(JSON.stringify(rows)).not.toContain('CANARY');
  for (const state of ['overdue', 'not-started']) expect((await listGroupProgress(manager, listing({ state }))).rows).toEqual([]);
  expect((await listGroupProgress(manager, listing({ state: 'waived' }))).rows).toHaveLength(1);
  expect(await countFinished(manager)).toMatchObject({ members: 3, all: { people: 0, finished: 0 }, courses: [] });
  await db.waiver.updateMany({ where: { enrolmentId: waived.id }, data: { endedAt: new Date() } });
  expect(await countFinished(manager)).toMatchObject({ all: { people: 1, finished: 0 } });
});

test('the manager of one group sees nothing of another, and a former one nothing at all', async () => {
  const [mine, theirs] = [await aTeam('Ada'), await aTeam('Grace')];
  await makeEnrolment(theirs.members[0]!.id);
  expect(await findManager(mine.viewer, theirs.id)).toBeNull();
  expect((await listGroupProgress(mine.manager, listing())).rows).toEqual([]);
  expect((await listGroupProgress(theirs.manager, listing())).rows).toHaveLength(1);
  await changePerson(admin, theirs.id, theirs.viewer.id, 'remove');
  expect(await findManager(theirs.viewer, theirs.id)).toBeNull();
});

test('a group of more than a page is paged without a gap, by name and by last activity', async () => {
  const { manager, members } = await aTeam(...Array.from({ length: 53 }, (_, at) => `Member ${String(at).padStart(2, '0')}`));
  await Promise.all(members.map(({ id }, at) => makeEnrolment(id, { lessonsDone: at % 2 })));
  for (const sort of ['name', '-name', 'active', '-active']) {
    const first = await listGroupProgress(manager, listing({ sort }));
    const second = await listGroupProgress(manager, { ...listing({ sort }), after: first.next });
    expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 3, null]);
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(53);
  }
});
