import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { db } from '#lib/db.ts';
import { makeCertificate, makeEnrolment, makeMarkedFinal } from '#prisma/factories.ts';
import { aPerson, expect, expectAccessible, pageFor, test } from './fixtures.ts';

const NOTE = 'I said sorry before I knew why.';

/** Somebody who has finished the course, holds its certificate, and wrote a note on the way. */
async function aGraduate() {
  const person = await aPerson({ name: 'Grace Hopper' });
  const enrolment = await makeEnrolment(person.id, { lessonsDone: 7 });
  await db.note.updateMany({ where: { enrolmentId: enrolment.id }, data: { text: NOTE } });
  const final = await makeMarkedFinal(enrolment.id, 15);
  return { person, certificate: await makeCertificate(enrolment.id, final.id, 'Grace Hopper') };
}

async function download(page: Page, name: string): Promise<string> {
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name }).click();
  return readFileSync(await (await coming).path(), 'utf8');
}

test('take a copy of everything, then leave and keep the certificate', async ({ browser }) => {
  const { person, certificate } = await aGraduate();
  const page = await pageFor(browser, person);
  await page.goto('/account');
  await page.getByRole('link', { name: 'Your data: take it, or leave' }).click();
  await expect(page.getByText('This account has 1 course and 1 certificate.')).toBeVisible();
  await expectAccessible(page);
  const copy = await download(page, 'Download your data');
  expect(JSON.parse(copy)).toMatchObject({ about: [person.email], tables: { Certificate: { rows: [{ code: certificate.code }] } } });
  expect(copy).toContain(NOTE);
  await page.getByRole('radio', { name: /^Keep my certificates/ }).check();
  await page.getByLabel(/^Type your address/).fill(person.email);
  await page.getByRole('button', { name: 'Erase my account for good' }).click();
  await expect(page.getByRole('heading', { name: 'Your account is gone' })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/dashboard');
  await expect(page).toHaveURL(/\/sign-in/);
  // A copy of the cookie is worth nothing either.
  const elsewhere = await pageFor(browser, person);
  await elsewhere.goto('/account');
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await elsewhere.goto(`/certificates/${certificate.code}`);
  await expect(elsewhere.getByRole('heading', { name: 'This certificate is genuine' })).toBeVisible();
  await expect(elsewhere.getByText('Grace Hopper').first()).toBeVisible();
  expect(await db.user.count({ where: { id: person.id } })).toBe(0);
});

test('without JavaScript: a wrong address erases nothing; the right one does, and the certificate goes too', async ({ browser }) => {
  const { person, certificate } = await aGraduate();
  const page = await pageFor(browser, person, { javaScriptEnabled: false });
  await page.goto('/account/data');
  await page.getByRole('button', { name: 'Erase my account for good' }).click();
  await expect(page.getByText('Choose whether the certificates stay.')).toBeVisible();
  await page.getByRole('radio', { name: /^Withdraw my certificates/ }).check();
  await page.getByLabel(/^Type your address/).fill('somebody@example.org');
  await page.getByRole('button', { name: 'Erase my account for good' }).click();
  await expect(page.getByText('That is not the address of this account. Nothing has been erased.')).toBeVisible();
  await expect(page.getByRole('radio', { name: /^Withdraw my certificates/ })).toBeChecked();
  await page.getByLabel(/^Type your address/).fill(person.email.toUpperCase());
  await page.getByRole('button', { name: 'Erase my account for good' }).click();
  await expect(page.getByRole('heading', { name: 'Your account is gone' })).toBeVisible();
  expect((await page.goto(`/certificates/${certificate.code}`))!.status()).toBe(404);
});

test('an admin takes a copy and erases somebody who has asked', async ({ browser }) => {
  const { person, certificate } = await aGraduate();
  const admin = await pageFor(browser, await aPerson({ role: 'ADMIN', name: 'Alan' }));
  await admin.goto(`/admin/learners/${person.id}/data`);
  await expectAccessible(admin);
  const copy = await download(admin, 'Download their data');
  expect(copy).toContain(person.email);
  expect(copy).not.toContain(NOTE);
  await admin.getByRole('radio', { name: /^Keep their certificates/ }).check();
  await admin.getByLabel(/^Type their address/).fill(person.email);
  await admin.getByRole('button', { name: 'Erase this person for good' }).click();
  await expect(admin.getByRole('heading', { name: 'Erased' })).toBeVisible();
  await expectAccessible(admin);
  const learner = await pageFor(browser, person);
  await learner.goto('/dashboard');
  await expect(learner).toHaveURL(/\/sign-in/);
  await learner.goto(`/certificates/${certificate.code}`);
  await expect(learner.getByRole('heading', { name: 'This certificate is genuine' })).toBeVisible();
  expect(await db.auditEntry.count({ where: { personId: person.id, action: { in: ['person.export', 'person.erase'] } } })).toBe(2);
});
