import { keyOf } from '#features/quizzes/question.ts';
import { db } from '#lib/db.ts';
import { makeCertificate, makeEnrolment, makeMarkedFinal } from '#prisma/factories.ts';
import { attemptIdOf, giveAnswer, questionsOf, workThrough } from './answering.ts';
import { aPerson, COURSE_URL, expect, freshEmail, LESSON_1, mailTo, pageFor, test } from './fixtures.ts';

const noScript = { javaScriptEnabled: false };

test('without JavaScript: catalogue, course page, first lesson, sign-in and enrolling', async ({ browser }) => {
  const page = await pageFor(browser, null, noScript);
  await page.goto('/courses');
  await page.getByRole('link', { name: 'Straight and Kind: Giving Customers Bad News' }).click();
  await page.getByRole('link', { name: 'Read lesson 1 free' }).first().click();
  await page.getByText('Show the answer').first().click();
  await expect(page.locator('details[open]').first()).toBeVisible();
  await page.getByRole('link', { name: 'Start the course' }).click();
  await page.getByLabel('E-mail address').fill('not an address');
  await page.getByRole('button', { name: 'Send me a link and a code' }).click();
  await expect(page.getByText('That does not look like one e-mail address')).toBeVisible();
  await expect(page.getByLabel('E-mail address')).toHaveValue('not an address');
  const email = freshEmail('noscript');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a link and a code' }).click();
  await page.getByLabel('Six-digit code').fill(/asked for it: (\d{6})/.exec(await mailTo(email))![1]!);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Put me on the course' }).click();
  await expect(page.getByRole('heading', { name: 'Finish this lesson' })).toBeVisible();
  await page.getByRole('button', { name: 'Finish this lesson' }).click();
  await expect(page.getByText(/^Not done yet: /)).toBeVisible();
  const boxes = page.getByRole('button', { name: 'Save, and show the answer' });
  const count = await boxes.count();
  for (let at = 0; at < count; at++) {
    await boxes.nth(at).locator('xpath=ancestor::form').getByRole('textbox').fill(`Without script ${at}`);
    await boxes.nth(at).click();
    await expect(page.getByText('Saved, for you alone.')).toBeVisible();
    await page.goto(LESSON_1);
  }
  await page.getByRole('button', { name: 'Finish this lesson' }).click();
  await expect(page.getByRole('heading', { name: 'This lesson is done' })).toBeVisible();
  expect(await db.note.count({ where: { enrolment: { user: { email } }, text: { startsWith: 'Without script' } } })).toBe(count);
});

test('without JavaScript: a lesson check, the final check and the certificate', async ({ browser }) => {
  test.setTimeout(120_000);
  const person = await aPerson({ name: 'Grace Hopper' });
  await makeEnrolment(person.id, { lessonsDone: 7 });
  const page = await pageFor(browser, person, noScript);
  await page.goto(LESSON_1);
  await page.getByRole('button', { name: 'Take the lesson check' }).click();
  for (const question of await questionsOf(attemptIdOf(page))) await giveAnswer(page, question);
  await page.getByRole('button', { name: 'Hand in answers' }).click();
  await expect(page.getByRole('heading', { name: 'Passed' })).toBeVisible();
  await page.goto(`${COURSE_URL}/final-check`);
  await page.getByRole('button', { name: 'Start the final check' }).click();
  await workThrough(page, 15);
  await page.getByRole('button', { name: 'Hand in answers' }).click();
  await page.getByRole('link', { name: 'Go on to your certificate' }).click();
  await expect(page.getByRole('heading', { name: 'This certificate is genuine' })).toBeVisible();
});

test('without JavaScript: an answer changed in another tab is not overwritten by an older page', async ({ browser }) => {
  const person = await aPerson({ name: 'Ada' });
  await makeEnrolment(person.id);
  const one = await pageFor(browser, person, noScript);
  await one.goto(`${COURSE_URL}/final-check`);
  await one.getByRole('button', { name: 'Start the final check' }).click();
  const attemptId = attemptIdOf(one);
  const [first] = await questionsOf(attemptId);
  const two = await pageFor(browser, person, noScript);
  await two.goto(`/attempts/${attemptId}?question=1`);
  await giveAnswer(two, first!);
  await two.getByRole('button', { name: 'Save and go on' }).click();
  await expect(two.getByText('Question 2 of 15')).toBeVisible();
  await one.getByRole('button', { name: 'Save and go on' }).click();
  await expect(one.getByText('This answer was changed in another tab')).toBeVisible();
  expect((await db.answer.findUniqueOrThrow({ where: { attemptId_questionId: { attemptId, questionId: first!.id } } })).value).toEqual(keyOf(first!));
});

test('without JavaScript: a stranger checks a certificate', async ({ browser }) => {
  const person = await aPerson({ name: 'Grace' });
  const enrolment = await makeEnrolment(person.id, { lessonsDone: 7 });
  const certificate = await makeCertificate(enrolment.id, (await makeMarkedFinal(enrolment.id, 15)).id, 'Grace');
  const page = await pageFor(browser, null, noScript);
  await page.goto('/certificates');
  await page.getByLabel('Code on the certificate').fill(certificate.code);
  await page.getByRole('button', { name: 'Check the certificate' }).click();
  await expect(page.getByRole('heading', { name: 'This certificate is genuine' })).toBeVisible();
});
