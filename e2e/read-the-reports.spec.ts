import { readFileSync } from 'node:fs';
import { db } from '#lib/db.ts';
import { COURSE, makeCertificate, makeEnrolment, makeMarkedFinal, makePerson, theCourse } from '#prisma/factories.ts';
import { aPerson, expect, expectAccessible, pageFor, test } from './fixtures.ts';

const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 900 },
];

/** A group of two on the course, one of whom has finished. */
async function aGroupOfTwo() {
  const group = await db.group.create({ data: { name: `Pair ${crypto.randomUUID()}` } });
  for (const lessonsDone of [theCourse().lessons.length, 2]) {
    const person = await makePerson({ name: 'Pair Member' });
    await db.membership.create({ data: { groupId: group.id, userId: person.id } });
    const enrolment = await makeEnrolment(person.id, { lessonsDone, enrolledDaysAgo: 3 });
    if (lessonsDone > 2) await makeCertificate(enrolment.id, (await makeMarkedFinal(enrolment.id, 14, 1)).id, person.name);
  }
  return group;
}

for (const viewport of SIZES) {
  test(`an admin reads how a group of two does, at ${viewport.width}`, async ({ browser }) => {
    const group = await aGroupOfTwo();
    const admin = await aPerson({ role: 'ADMIN' });
    const page = await pageFor(browser, admin, { viewport });
    const course = theCourse();

    await page.goto('/admin');
    await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'The last twelve weeks' })).toBeVisible();
    await expectAccessible(page);

    await page.getByRole('navigation', { name: 'Admin' }).getByRole('link', { name: 'Reports' }).click();
    await expect(page.getByRole('heading', { name: 'Reports', level: 1 })).toBeVisible();
    await page.getByLabel('Group', { exact: true }).selectOption({ label: group.name });
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(page).toHaveURL(new RegExp(`group=${group.id}`));
    const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: course.short, exact: true }) });
    await expect(row.getByRole('cell')).toHaveText([course.short, '2', '2', '1', /^\d+\.\d$/, '50%']);
    await expectAccessible(page);

    await row.getByRole('link', { name: course.short, exact: true }).click();
    await expect(page.getByText('1 of 2 finished (50%)')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Questions of the final check' })).toBeVisible();
    await expectAccessible(page);

    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'People as CSV' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe(`${COURSE}-people.csv`);
    expect(readFileSync(await download.path(), 'utf8')).toContain('"Finished","1","50"');
    const entry = await db.auditEntry.findFirstOrThrow({ where: { actorId: admin.id, action: 'list.export' } });
    expect(entry.subject).toBe(`reports/${COURSE}/people`);
  });
}

test('a learner has no reports, and an admin whose second factor is old no files', async ({ browser }) => {
  const learner = await pageFor(browser, await aPerson());
  for (const path of ['/admin', '/admin/reports', `/admin/reports/${COURSE}`, `/admin/reports/${COURSE}/people`, '/admin/reports/list.csv'])
    expect((await learner.request.get(path)).status(), path).toBe(404);
  const admin = await aPerson({ role: 'ADMIN' });
  await db.session.updateMany({ where: { userId: admin.id }, data: { secondFactorAt: new Date(Date.now() - 11 * 60_000) } });
  const page = await pageFor(browser, admin);
  await page.goto(`/admin/reports/${COURSE}/people`);
  await expect(page).toHaveURL(/\/second-factor\?next=/);
});
