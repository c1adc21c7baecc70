import { readdirSync } from 'node:fs';
import { CRITERIA } from '#features/letters/letter.ts';
import { startAttempt } from '#features/quizzes/attempt.server.ts';
import { db } from '#lib/db.ts';
import { seal } from '#lib/secrets.ts';
import { COURSE, makeCertificate, makeEnrolment, makeMarkedFinal, makeRun, theCourse } from '#prisma/factories.ts';
import { aPerson, expect, type Person, test } from './fixtures.ts';
import { type Own, type Row, table, type Who } from './routes.ts';

/* Who may open what: the table is routes.ts. A route that it does not list fails the suite. */

function routesIn(folder: string, url = ''): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return routesIn(`${folder}/${entry.name}`, `${url}/${entry.name}`);
    return /^(page\.tsx|route\.ts)$/.test(entry.name) ? [url || '/'] : [];
  });
}

test('every route is in the table', () => {
  expect([...new Set(routesIn('app'))].filter((route) => !table.some((row) => row.route === route))).toEqual([]);
});

test('every route answers each kind of person as the table says, and leaks nothing on the way', async ({ request }) => {
  test.setTimeout(300_000);
  const owner = await aPerson({ name: 'Canary Owner' });
  const enrolment = await makeEnrolment(owner.id, { lessonsDone: 7 });
  const certificate = await makeCertificate(enrolment.id, (await makeMarkedFinal(enrolment.id, 3, 3)).id, 'On The Certificate');
  const started = await startAttempt({ ...owner, role: 'LEARNER', sessionHash: '' } as never, theCourse());
  const run = await makeRun(enrolment.id, 'four-years-of-paying-in', ['b', 'a']);
  const complaints = await db.enrolment.create({ data: { userId: owner.id, courseSlug: 'complaint-handling-certificate' } });
  const scores = Object.fromEntries(CRITERIA.map((criterion) => [criterion, 2]));
  const letter = await db.letter.create({
    data: { enrolmentId: complaints.id, text: 'CANARY-LETTER', handedInAt: new Date(), selfScores: scores, askedAt: new Date() },
  });
  const group = await db.group.create({ data: { name: `Group ${run.id}` } });
  const elsewhere = await db.group.create({ data: { name: `Not group ${run.id}` } });
  const [manager, otherManager] = [await aPerson(), await aPerson()];
  await db.membership.createMany({
    data: [
      { groupId: group.id, userId: owner.id },
      { groupId: group.id, userId: manager.id, role: 'MANAGER' },
      { groupId: elsewhere.id, userId: otherManager.id, role: 'MANAGER' },
    ],
  });
  const admin = await aPerson({ role: 'ADMIN' });
  const invite = await db.invite.create({
    data: { courseSlug: COURSE, groupId: group.id, label: 'Spring', expiresAt: new Date(Date.now() + 8.64e7), createdById: admin.id },
  });
  const upload = await db.import.create({ data: { fileName: 'people.csv', createdById: admin.id } });
  const enquiry = await db.enquiry.create({
    data: { formKey: invite.id, name: 'Canary Owner', email: owner.email, organisation: '', teamSize: '2–9', courses: [], message: 'CANARY-NOTE', network: '' },
  });
  const own: Own = {
    attempt: started?.ok ? started.attemptId : '',
    code: certificate.code,
    run: run.id,
    letter: letter.id,
    person: owner.id,
    enrolment: enrolment.id,
    group: group.id,
    invite: invite.id,
    joinLink: seal('invite', invite.id),
    import: upload.id,
    enquiry: enquiry.id,
  };
  await db.note.updateMany({ where: { enrolmentId: enrolment.id }, data: { text: 'CANARY-NOTE' } });
  const deactivated = await aPerson();
  await db.user.update({ where: { id: deactivated.id }, data: { deactivatedAt: new Date() } });
  const people: Record<Who, Person | null> = {
    anon: null,
    learner: await aPerson(),
    owner,
    manager,
    'other manager': otherManager,
    'admin without second factor': await aPerson({ role: 'ADMIN', secondFactor: false }),
    admin,
    deactivated,
  };
  const expected = (row: Row): Record<Who, number> => ({
    ...row,
    manager: row.manager ?? row.learner,
    'other manager': row.otherManager ?? row.learner,
    'admin without second factor': row.half ?? row.learner,
    deactivated: row.anon,
  });
  const wrong: string[] = [];
  for (const row of table) {
    for (const [who, status] of Object.entries(expected(row)).filter(([who]) => who in people) as [Who, number][]) {
      const person = people[who];
      const cookie = person ? { cookie: `${person.cookie.name}=${person.cookie.value}` } : {};
      for (const extra of [
        {},
        { RSC: '1' },
        { RSC: '1', 'next-router-state-tree': encodeURIComponent(JSON.stringify(['', { children: ['admin', { children: ['x', {}] }] }])) },
      ]) {
        const response = await request.get(row.url(own), { headers: { ...cookie, ...extra }, maxRedirects: 0 });
        const plain = Object.keys(extra).length === 0;
        if (plain && response.status() !== status) wrong.push(`${row.url(own)} as ${who}: ${response.status()}, not ${status}`);
        if (response.status() >= 500) wrong.push(`${row.url(own)} as ${who} ${JSON.stringify(extra)}: ${response.status()}`);
        const body = (await response.body()).toString('utf8');
        if (who !== 'owner' && who !== 'admin' && body.includes('CANARY-LETTER')) wrong.push(`${row.url(own)} as ${who}: the owner’s letter`);
        // What a learner wrote for themself is shown to nobody else, in no export but their own; an enquiry is written to us.
        if (who !== 'owner' && body.includes('CANARY-NOTE') && !/enquir|\/data\/export/.test(row.url(own)))
          wrong.push(`${row.url(own)} as ${who}: the owner’s note`);
        const mayKnowName = who === 'owner' || who === 'admin' || (who === 'manager' && row.route.startsWith('/groups/'));
        if (!mayKnowName && !row.route.includes('letters') && (body.includes('Canary Owner') || body.includes(owner.email)))
          wrong.push(`${row.url(own)} as ${who}: the owner’s data`);
        if (who !== 'admin' && row.route.startsWith('/admin') && body.includes('On The Certificate')) wrong.push(`${row.url(own)} as ${who}: the admin’s list`);
      }
    }
  }
  expect(wrong).toEqual([]);
});

test('somebody else’s attempt is byte-equal to one that is not there', async ({ request }) => {
  const owner = await aPerson();
  await makeEnrolment(owner.id);
  const started = await startAttempt({ ...owner, role: 'LEARNER', sessionHash: '' } as never, theCourse());
  const { cookie } = await aPerson();
  const foreign = started?.ok ? started.attemptId : '';
  const absent = `${foreign.slice(0, -4)}${foreign.endsWith('0000') ? '1111' : '0000'}`;
  const read = async (id: string) => {
    const response = await request.get(`/attempts/${id}`, { headers: { cookie: `${cookie.name}=${cookie.value}` } });
    // Nonces are fresh in every answer, and the address itself stands in the page's own state.
    return `${response.status()} ${(await response.text())
      .replaceAll(id, 'ID')
      .replace(/nonce="[^"]*"/g, '')
      .replace(/"nonce":"[^"]*"/g, '')
      .replace(/\\"nonce\\":\\"[^"]*\\"/g, '')}`;
  };
  expect(await read(foreign)).toBe(await read(absent));
});

test('a second factor given ten minutes ago is asked for again before a role, a copy of data or an erasure', async ({ request }) => {
  const owner = await aPerson();
  const admin = await aPerson({ role: 'ADMIN' });
  await db.session.updateMany({ where: { userId: admin.id }, data: { secondFactorAt: new Date(Date.now() - 11 * 60_000) } });
  const cookie = `${admin.cookie.name}=${admin.cookie.value}`;
  const get = async (url: string) => (await request.get(url, { headers: { cookie }, maxRedirects: 0 })).status();
  expect(await get(`/admin/learners/${owner.id}`)).toBe(200);
  for (const url of [
    '/admin/learners/list.csv',
    `/admin/learners/${owner.id}/transcript/json`,
    `/admin/learners/${owner.id}/data/export`,
    '/admin/audit/list.csv',
  ])
    expect([url, await get(url)]).toEqual([url, 307]);
});
