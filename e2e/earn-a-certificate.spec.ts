import { db } from '#lib/db.ts';
import { makeEnrolment, makeMarkedFinal } from '#prisma/factories.ts';
import { workThrough } from './answering.ts';
import { aPerson, COURSE_URL, expect, expectAccessible, mailTo, pageFor, test } from './fixtures.ts';

test('fail once, wait a day, pass with fresh questions, and hold a certificate that a stranger can check', async ({ browser }) => {
  test.setTimeout(120_000);
  const person = await aPerson({ name: 'Grace Hopper' });
  const enrolment = await makeEnrolment(person.id, { lessonsDone: 7 });
  const failed = await makeMarkedFinal(enrolment.id, 6);
  const page = await pageFor(browser, person);
  await page.goto(`${COURSE_URL}/final-check`);
  await expect(page.getByText('The next final check opens on')).toBeVisible();
  await db.attempt.update({
    where: { id: failed.id },
    data: { startedAt: new Date(Date.now() - 26 * 3_600_000), markedAt: new Date(Date.now() - 25 * 3_600_000) },
  });
  await page.reload();
  await page.getByLabel('The name for your certificate').fill('Rear Admiral Grace Hopper');
  await page.getByRole('button', { name: 'Start the final check' }).click();
  await workThrough(page, 12);
  await page.getByRole('button', { name: 'Hand in answers' }).click();
  await expect(page.getByRole('heading', { name: 'Passed' })).toBeVisible();
  await page.getByRole('link', { name: 'Go on to your certificate' }).click();
  await expect(page.getByRole('heading', { name: 'This certificate is genuine' })).toBeVisible();
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download the PDF' }).click();
  expect((await download).suggestedFilename()).toBe('composure-straight-and-kind.pdf');
  const certificates = await db.certificate.findMany({ where: { enrolmentId: enrolment.id } });
  expect(certificates).toHaveLength(1);
  expect(certificates[0]!.name).toBe('Rear Admiral Grace Hopper');
  await mailTo(person.email, certificates[0]!.code);
  const attempts = await db.attempt.findMany({ where: { enrolmentId: enrolment.id }, orderBy: { startedAt: 'asc' } });
  expect(attempts[1]!.questionIds.filter((id) => attempts[0]!.questionIds.includes(id))).toEqual([]);
  const stranger = await pageFor(browser, null);
  await stranger.goto('/certificates');
  await stranger.getByLabel('Code on the certificate').fill(certificates[0]!.code.toLowerCase().replace(/(.{4})/g, '$1-'));
  await stranger.getByRole('button', { name: 'Check the certificate' }).click();
  await expect(stranger.getByRole('heading', { name: 'This certificate is genuine' })).toBeVisible();
  await expect(stranger.getByRole('link', { name: 'Download the PDF' })).toHaveCount(0);
});

test('passing before the lessons are done issues the certificate with the last lesson', async ({ browser }) => {
  const person = await aPerson({ name: 'Grace' });
  const enrolment = await makeEnrolment(person.id, { lessonsDone: 6, practised: true });
  await makeMarkedFinal(enrolment.id, 15);
  const page = await pageFor(browser, person);
  await page.goto(`${COURSE_URL}/lessons/in-writing-and-at-scale`);
  const boxes = page.getByRole('button', { name: 'Save, and show the answer' });
  for (let at = 0; at < (await boxes.count()); at++) {
    await boxes.nth(at).click();
    await expect(boxes.nth(at).locator('xpath=ancestor::form').getByText('Saved, for you alone.')).toBeVisible();
  }
  await page.getByRole('button', { name: 'Finish this lesson' }).click();
  await expect(page.getByRole('heading', { name: 'This lesson is done' })).toBeVisible();
  expect(await db.certificate.count({ where: { enrolmentId: enrolment.id } })).toBe(1);
});
