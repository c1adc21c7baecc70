import { readdirSync } from 'node:fs';
import { CRITERIA } from '#features/letters/letter.ts';
import { startAttempt } from '#features/quizzes/attempt.server.ts';
import { db } from '#lib/db.ts';
import { makeCertificate, makeEnrolment, makeMarkedFinal, makeRun, theCourse } from '#prisma/factories.ts';
import { aPerson, COURSE_URL, expect, LESSON_1, type Person, test } from './fixtures.ts';

/*
 * URL × who → status, for every page and handler there is. A route that this table does not list fails the suite.
 * 307 is "sign in first"; its body, like every other, holds nothing of the page. Somebody else's thing is 404, as is a
 * thing that is not there.
 */
type Who = 'anon' | 'learner' | 'owner' | 'admin' | 'deactivated';
type Row = { route: string; url: (own: Own) => string; anon: number; learner: number; owner: number; admin: number };
type Own = { attempt: string; code: string; run: string; letter: string };

const LESSON_2 = `${COURSE_URL}/lessons/what-kind-of-news-is-it`;
const COMPLAINTS = '/courses/complaint-handling-certificate';
const PRACTICE = `${COURSE_URL}/practice/four-years-of-paying-in`;
const all = (status: number) => ({ anon: status, learner: status, owner: status, admin: status });
const signedIn = (status: number) => ({ anon: 307, learner: status, owner: status, admin: status });

const table: Row[] = [
  { route: '/', url: () => '/', ...all(200) },
  { route: '/about', url: () => '/about', ...all(200) },
  { route: '/find', url: () => '/find?q=angry&level=advanced', ...all(200) },
  { route: '/compare', url: () => '/compare?course=lower-the-heat&course=nope', ...all(200) },
  { route: '/needs/[need]', url: () => '/needs/someone-is-shouting', ...all(200) },
  { route: '/needs/[need]', url: () => '/needs/nope', ...all(404) },
  { route: '/categories/[category]', url: () => '/categories/service-craft', ...all(200) },
  { route: '/categories/[category]', url: () => '/categories/nope', ...all(404) },
  { route: '/paths/[path]', url: () => '/paths/calm-and-capable', ...all(200) },
  { route: '/paths/[path]', url: () => '/paths/nope', ...all(404) },
  { route: '/courses/[course]/outline', url: () => `${COURSE_URL}/outline`, ...all(200) },
  { route: '/courses/[course]/outline', url: () => '/courses/nope/outline', ...all(404) },
  { route: '/articles', url: () => '/articles', ...all(200) },
  { route: '/articles/[article]', url: () => '/articles/de-escalation-faq', ...all(200) },
  { route: '/articles/[article]', url: () => '/articles/nope', ...all(404) },
  { route: '/articles/rss.xml', url: () => '/articles/rss.xml', ...all(200) },
  { route: '/articles/atom.xml', url: () => '/articles/atom.xml', ...all(200) },
  { route: '/articles/feed.json', url: () => '/articles/feed.json', ...all(200) },
  { route: '/teams', url: () => '/teams', ...all(200) },
  { route: '/contact', url: () => '/contact', ...all(200) },
  { route: '/enquire', url: () => '/enquire', ...all(200) },
  { route: '/enquire/thanks', url: () => '/enquire/thanks', ...all(200) },
  { route: '/newsletter/[token]', url: () => '/newsletter/nope', ...all(404) },
  { route: '/newsletter/leave/[link]', url: () => '/newsletter/leave/nope', ...all(404) },
  { route: '/newsletter/leave/[link]/off', url: () => '/newsletter/leave/nope/off', ...all(405) },
  { route: '/privacy', url: () => '/privacy', ...all(200) },
  { route: '/accessibility', url: () => '/accessibility', ...all(200) },
  { route: '/terms', url: () => '/terms', ...all(200) },
  { route: '/llms.txt', url: () => '/llms.txt', ...all(200) },
  { route: '/.well-known/security.txt', url: () => '/.well-known/security.txt', ...all(200) },
  { route: '/courses', url: () => '/courses', ...all(200) },
  { route: '/courses/[course]', url: () => COURSE_URL, ...all(200) },
  { route: '/courses/[course]', url: () => '/courses/nope', ...all(404) },
  { route: '/courses/[course]/lessons/[lesson]', url: () => LESSON_1, ...all(200) },
  { route: '/courses/[course]/lessons/[lesson]', url: () => LESSON_2, ...all(200) },
  { route: '/courses/[course]/lessons/[lesson]', url: () => `${COURSE_URL}/lessons/nope`, ...all(404) },
  { route: '/courses/[course]/lessons/[lesson]/place', url: () => `${LESSON_1}/place`, ...all(405) },
  { route: '/courses/[course]', url: () => '/courses/service-ground-rules', ...all(200) },
  { route: '/courses/[course]/start', url: () => '/courses/service-ground-rules/start', ...all(404) },
  { route: '/courses/[course]/final-check', url: () => '/courses/service-ground-rules/final-check', ...all(404) },
  { route: '/courses/[course]/letter', url: () => `${COURSE_URL}/letter`, ...all(404) },
  { route: '/courses/[course]/letter', url: () => `${COMPLAINTS}/letter`, anon: 307, learner: 307, owner: 200, admin: 307 },
  { route: '/courses/[course]/delayed-check', url: () => `${COURSE_URL}/delayed-check`, ...all(404) },
  { route: '/courses/[course]/delayed-check', url: () => `${COMPLAINTS}/delayed-check`, anon: 307, learner: 307, owner: 200, admin: 307 },
  { route: '/courses/[course]/start-here', url: () => `${COURSE_URL}/start-here`, ...all(404) },
  { route: '/courses/[course]/start-here', url: () => `${COMPLAINTS}/start-here`, ...signedIn(200) },
  { route: '/letters/[letter]', url: ({ letter }) => `/letters/${letter}`, anon: 307, learner: 404, owner: 404, admin: 200 },
  { route: '/letters/[letter]', url: () => '/letters/nope', ...signedIn(404) },
  { route: '/admin/letters', url: () => '/admin/letters', anon: 404, learner: 404, owner: 404, admin: 200 },
  { route: '/openings/[token]', url: () => '/openings/nope', ...all(404) },
  { route: '/review', url: () => '/review', ...signedIn(200) },
  { route: '/review/[card]', url: () => '/review/00000000-0000-7000-8000-000000000000', ...signedIn(404) },
  { route: '/review/mail/[link]', url: () => '/review/mail/nope', ...all(404) },
  { route: '/review/mail/[link]/off', url: () => '/review/mail/nope/off', ...all(405) },
  { route: '/courses/[course]/practice/[scenario]', url: () => PRACTICE, ...all(200) },
  { route: '/courses/[course]/practice/[scenario]', url: () => `${COURSE_URL}/practice/nope`, ...all(404) },
  { route: '/courses/[course]/practice/[scenario]/try', url: () => `${PRACTICE}/try?said=ab`, ...all(200) },
  { route: '/courses/[course]/practice/[scenario]/try', url: () => `${COURSE_URL}/practice/nope/try`, ...all(404) },
  { route: '/courses/[course]/practice/[scenario]/[run]', url: ({ run }) => `${PRACTICE}/${run}`, anon: 307, learner: 404, owner: 200, admin: 404 },
  { route: '/courses/[course]/practice/[scenario]/[run]', url: () => `${PRACTICE}/nope`, ...signedIn(404) },
  { route: '/courses/[course]/practice/[scenario]/[run]', url: () => `${PRACTICE}/00000000-0000-7000-8000-000000000000`, ...signedIn(404) },
  { route: '/me/courses/[course]/practice/[scenario]', url: () => `/me${PRACTICE}`, ...all(200) },
  { route: '/phrase-coach', url: () => '/phrase-coach', ...all(200) },
  { route: '/phrase-coach/rules', url: () => '/phrase-coach/rules', ...all(200) },
  { route: '/authors', url: () => '/authors', ...all(404) },
  { route: '/authors/[course]/[scenario]', url: () => '/authors/straight-and-kind/four-years-of-paying-in', ...all(404) },
  { route: '/courses/[course]/notes', url: () => `${COURSE_URL}/notes`, anon: 307, learner: 404, owner: 200, admin: 404 },
  { route: '/courses/[course]/lessons/[lesson]/notes', url: () => `${LESSON_1}/notes`, ...all(405) },
  { route: '/courses/[course]/job-aid', url: () => `${COURSE_URL}/job-aid`, ...all(200) },
  { route: '/courses/[course]/start', url: () => `${COURSE_URL}/start`, anon: 307, learner: 200, owner: 307, admin: 200 },
  { route: '/courses/[course]/start', url: () => '/courses/nope/start', ...all(404) },
  { route: '/courses/[course]/final-check', url: () => `${COURSE_URL}/final-check`, anon: 307, learner: 307, owner: 200, admin: 307 },
  { route: '/courses/[course]/certificate', url: () => `${COURSE_URL}/certificate`, ...all(307) },
  { route: '/me/courses/[course]', url: () => `/me${COURSE_URL}`, ...all(200) },
  { route: '/me/courses/[course]/lessons/[lesson]', url: () => `/me${LESSON_2}`, ...all(200) },
  { route: '/dashboard', url: () => '/dashboard', ...signedIn(200) },
  { route: '/account', url: () => '/account', ...signedIn(200) },
  { route: '/attempts/[attempt]', url: ({ attempt }) => `/attempts/${attempt}`, anon: 307, learner: 404, owner: 200, admin: 404 },
  { route: '/attempts/[attempt]', url: () => '/attempts/00000000-0000-7000-8000-000000000000', ...signedIn(404) },
  { route: '/attempts/[attempt]', url: () => '/attempts/nope', ...signedIn(404) },
  { route: '/attempts/[attempt]/answers', url: ({ attempt }) => `/attempts/${attempt}/answers`, ...all(405) },
  { route: '/certificates', url: () => '/certificates', ...all(200) },
  { route: '/certificates/[code]', url: ({ code }) => `/certificates/${code}`, ...all(200) },
  { route: '/certificates/[code]', url: () => '/certificates/nope', ...all(404) },
  { route: '/certificates/[code]/pdf', url: ({ code }) => `/certificates/${code}/pdf`, anon: 307, learner: 404, owner: 200, admin: 404 },
  { route: '/certificates/[code]/pdf', url: () => '/certificates/nope/pdf', ...signedIn(404) },
  { route: '/admin', url: () => '/admin', anon: 404, learner: 404, owner: 404, admin: 200 },
  { route: '/admin/certificates', url: () => '/admin/certificates', anon: 404, learner: 404, owner: 404, admin: 200 },
  { route: '/sign-in', url: () => '/sign-in', anon: 200, learner: 307, owner: 307, admin: 307 },
  { route: '/sign-in/code/[request]', url: () => '/sign-in/code/x', ...all(200) },
  { route: '/sign-in/link/[link]', url: () => '/sign-in/link/x', ...all(200) },
  { route: '/outbox', url: () => '/outbox', ...all(404) },
  { route: '/health', url: () => '/health', ...all(200) },
  { route: '/api/auth/[...nextauth]', url: () => '/api/auth/session', ...all(404) },
  { route: '/api/auth/[...nextauth]', url: () => '/api/auth/_log', ...all(404) },
  { route: '/api/auth/[...nextauth]', url: () => '/api/auth/callback/oidc?state=x&state=y', ...all(307) },
];

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
  test.setTimeout(180_000);
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
  const own: Own = { attempt: started?.ok ? started.attemptId : '', code: certificate.code, run: run.id, letter: letter.id };
  await db.note.updateMany({ where: { enrolmentId: enrolment.id }, data: { text: 'CANARY-NOTE' } });
  const deactivated = await aPerson();
  await db.user.update({ where: { id: deactivated.id }, data: { deactivatedAt: new Date() } });
  const people: Record<Who, Person | null> = { anon: null, learner: await aPerson(), owner, admin: await aPerson({ role: 'ADMIN' }), deactivated };
  const wrong: string[] = [];
  for (const row of table) {
    for (const who of ['anon', 'learner', 'owner', 'admin', 'deactivated'] as const) {
      const person = people[who];
      const cookie = person ? { cookie: `${person.cookie.name}=${person.cookie.value}` } : {};
      for (const extra of [
        {},
        { RSC: '1' },
        { RSC: '1', 'next-router-state-tree': encodeURIComponent(JSON.stringify(['', { children: ['admin', { children: ['x', {}] }] }])) },
      ]) {
        const response = await request.get(row.url(own), { headers: { ...cookie, ...extra }, maxRedirects: 0 });
        const expected = who === 'deactivated' ? row.anon : row[who];
        const plain = Object.keys(extra).length === 0;
        if (plain && response.status() !== expected) wrong.push(`${row.url(own)} as ${who}: ${response.status()}, not ${expected}`);
        if (response.status() >= 500) wrong.push(`${row.url(own)} as ${who} ${JSON.stringify(extra)}: ${response.status()}`);
        const body = await response.text();
        if (who !== 'owner' && who !== 'admin' && body.includes('CANARY-LETTER')) wrong.push(`${row.url(own)} as ${who}: the owner’s letter`);
        if (who !== 'owner' && !row.route.includes('letters') && (body.includes('CANARY-NOTE') || body.includes('Canary Owner') || body.includes(owner.email)))
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
