import { transcriptSchema } from '#features/people/transcript.ts';
import { db } from '#lib/db.ts';
import { makeEnrolment, makeMarkedFinal, theCourse } from '#prisma/factories.ts';
import { aPerson, COURSE_URL, expect, expectAccessible, freshEmail, pageFor, test } from './fixtures.ts';

const CANARY = 'a note that is nobody else’s';

/** Somebody halfway, with a failed final check behind them, whom a search finds by one word of their own. */
async function aLearner() {
  const word = `Zk${crypto.randomUUID().slice(0, 8)}`;
  const learner = await aPerson({ name: `Ada ${word}`, email: freshEmail(word.toLowerCase()) });
  const enrolment = await makeEnrolment(learner.id, { lessonsDone: 3 });
  await makeMarkedFinal(enrolment.id, 3);
  await db.note.updateMany({ where: { enrolmentId: enrolment.id }, data: { text: CANARY } });
  return { word, learner, enrolment };
}

test('find a learner, see what they did and nothing they wrote, and take the transcript', async ({ browser }) => {
  const [admin, { word, learner }] = [await aPerson({ role: 'ADMIN' }), await aLearner()];
  const page = await pageFor(browser, admin);
  await page.goto('/admin/learners');
  await expect(page.getByText('20,000 rows at the most')).toBeVisible();
  await page.getByLabel('Name or address').fill(word);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.getByRole('link', { name: learner.name })).toHaveCount(1);
  await expect(page.getByRole('cell', { name: learner.email })).toBeVisible();
  await expectAccessible(page);
  const list = await page.request.get(`/admin/learners/list.csv?q=${word}`);
  expect(list.status()).toBe(200);
  expect(await list.text()).toContain(learner.email);
  await page.getByRole('link', { name: learner.name }).click();
  await expect(page.getByRole('heading', { level: 1, name: learner.name })).toBeVisible();
  const { lessons, title } = theCourse();
  const done = page.getByRole('region', { name: `Done on ${title}` });
  for (const lesson of lessons.slice(0, 3)) await expect(done.getByRole('cell', { name: `${lesson.number}. ${lesson.title}` })).toBeVisible();
  await expect(done.getByRole('cell', { name: '3 of 15, not passed' })).toBeVisible();
  expect(await page.content()).not.toContain(CANARY);
  await expectAccessible(page);
  const json = await page.request.get(`/admin/learners/${learner.id}/transcript/json`);
  expect(transcriptSchema.parse(await json.json())).toMatchObject({ email: learner.email, courses: [{ title }] });
  const csv = await page.request.get(`/admin/learners/${learner.id}/transcript/csv`);
  expect(csv.headers()['content-disposition']).toContain('attachment');
  expect(await csv.text()).toContain(lessons[0]!.title);
  const pdf = await page.request.get(`/admin/learners/${learner.id}/transcript/pdf`);
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
  const own = await pageFor(browser, learner);
  expect(transcriptSchema.parse(await (await own.request.get('/account/transcript/json')).json()).email).toBe(learner.email);
  const taken = await db.auditEntry.count({ where: { actorId: admin.id, personId: learner.id, action: 'person.transcript' } });
  expect(taken).toBe(3);
});

test('list and profile fit a phone', async ({ browser }) => {
  const [admin, { word, learner }] = [await aPerson({ role: 'ADMIN' }), await aLearner()];
  const page = await pageFor(browser, admin, { viewport: { width: 390, height: 800 } });
  for (const path of [`/admin/learners?q=${word}`, `/admin/learners/${learner.id}`]) {
    await page.goto(path);
    await expect(page.getByText(learner.email).first()).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), path).toBe(true);
  }
});

test('let a learner take the final check at once; they start it', async ({ browser }) => {
  const [admin, { learner }] = [await aPerson({ role: 'ADMIN' }), await aLearner()];
  const theirs = await pageFor(browser, learner);
  await theirs.goto(`${COURSE_URL}/final-check`);
  await expect(theirs.getByText('The next final check opens on')).toBeVisible();
  const page = await pageFor(browser, admin);
  await page.goto(`/admin/learners/${learner.id}`);
  await page.getByText('Allow a check without waiting…').click();
  await page.getByRole('button', { name: 'Allow one check now' }).click();
  await expect(page.getByText('Say why, in a few words')).toBeVisible();
  await page.getByLabel('Reason').first().fill('The power went');
  await page.getByRole('button', { name: 'Allow one check now' }).click();
  await expect(page.getByText('may begin at once')).toBeVisible();
  await expect(page.getByText('reason The power went')).toBeVisible();
  await theirs.reload();
  await theirs.getByRole('button', { name: 'Start the final check' }).click();
  await theirs.waitForURL(/\/attempts\//);
  await page.reload();
  await expect(page.getByText('may begin at once')).toHaveCount(0);
});

test('deactivate somebody, who is signed out at once, and reactivate them', async ({ browser }) => {
  const [admin, { learner }] = [await aPerson({ role: 'ADMIN' }), await aLearner()];
  const theirs = await pageFor(browser, learner);
  await theirs.goto('/dashboard');
  await expect(theirs).toHaveURL(/\/dashboard/);
  const page = await pageFor(browser, admin);
  await page.goto(`/admin/learners/${learner.id}`);
  await page.getByText('Deactivate…').click();
  await page.getByRole('group').filter({ hasText: 'Deactivate…' }).getByLabel('Reason').fill('Left the company');
  await page.getByRole('button', { name: 'Deactivate this account' }).click();
  await expect(page.getByText('Reactivate…')).toBeVisible();
  await theirs.goto('/dashboard');
  await expect(theirs).toHaveURL(/\/sign-in/);
  await page.getByText('Reactivate…').click();
  await page.getByRole('group').filter({ hasText: 'Reactivate…' }).getByLabel('Reason').fill('Came back');
  await page.getByRole('button', { name: 'Reactivate this account' }).click();
  await expect(page.getByText('Deactivate…')).toBeVisible();
  expect((await db.user.findUniqueOrThrow({ where: { id: learner.id } })).deactivatedAt).toBeNull();
  // What ended stays ended: they sign in again.
  await theirs.goto('/dashboard');
  await expect(theirs).toHaveURL(/\/sign-in/);
});

test('merge a second account into the first, after seeing what would move', async ({ browser }) => {
  const [admin, { learner }] = [await aPerson({ role: 'ADMIN' }), await aLearner()];
  const second = await aPerson({ name: 'Ada at home' });
  await makeEnrolment(second.id, { lessonsDone: 5 });
  const page = await pageFor(browser, admin);
  await page.goto(`/admin/learners/${learner.id}`);
  await page.getByText('Merge another account into this one…').click();
  const address = page.getByLabel('Address of the other account');
  await address.fill(freshEmail('nobody'));
  await page.getByRole('button', { name: 'Show what would move' }).click();
  await expect(page.getByText('No account has this address.')).toBeVisible();
  await address.fill(second.email);
  await page.getByRole('button', { name: 'Show what would move' }).click();
  await expect(page.getByRole('heading', { name: 'Merge two accounts' })).toBeVisible();
  await expect(page.getByText('adds what is missing of 5 lessons')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Merge the two accounts' }).click();
  await expect(page.getByRole('heading', { level: 1, name: learner.name })).toBeVisible();
  await expect(page.getByText(/5 of \d+ lessons finished/)).toBeVisible();
  await page.goto(`/admin/learners/${second.id}`);
  await page.getByRole('link', { name: 'Merged into another account' }).click();
  await expect(page.getByRole('heading', { level: 1, name: learner.name })).toBeVisible();
});
