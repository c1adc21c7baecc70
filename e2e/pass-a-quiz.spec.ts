import type { Browser } from '@playwright/test';
import { keyOf } from '#features/quizzes/question.ts';
import { days, fromNow } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { makeEnrolment } from '#prisma/factories.ts';
import { attemptIdOf, giveAnswer, questionsOf, workThrough, wrongAnswer } from './answering.ts';
import { aPerson, COURSE_URL, expect, expectAccessible, LESSON_1, pageFor, test } from './fixtures.ts';

test('a lesson check is marked with a reason for every option, passing it finishes the lesson, and the next one asks other questions', async ({ browser }) => {
  const person = await aPerson();
  await makeEnrolment(person.id);
  const page = await pageFor(browser, person);
  await page.goto(LESSON_1);
  await page.getByRole('button', { name: 'Take the lesson check' }).click();
  await expect(page.getByRole('button', { name: 'Hand in answers' })).toBeVisible();
  await expectAccessible(page);
  const first = await questionsOf(attemptIdOf(page));
  for (const question of first) await giveAnswer(page, question);
  await page.getByRole('button', { name: 'Hand in answers' }).click();
  await expect(page.getByRole('heading', { name: 'Passed' })).toBeVisible();
  await expectAccessible(page);
  for (const option of first.flatMap(({ options, interaction }) => (interaction === 'text-entry' ? [] : options)).filter(({ context }) => !context)) {
    await expect(page.getByText(option.why!.replace(/\s*\[[A-Z0-9, -]+\]/g, '').trim(), { exact: true }).first()).toBeVisible();
  }
  await page.getByRole('button', { name: 'Take another, with other questions' }).click();
  await expect(page.getByRole('button', { name: 'Hand in answers' })).toBeVisible();
  const second = await questionsOf(attemptIdOf(page));
  expect(second.filter(({ id }) => !first.some((other) => other.id === id)).length).toBe(2);
  await page.goto(LESSON_1);
  await expect(page.getByRole('heading', { name: 'This lesson is done' })).toBeVisible();
});

test('answers are saved as they are given, and the check goes on where it was on another device', async ({ browser }) => {
  const person = await aPerson({ name: 'Ada' });
  await makeEnrolment(person.id);
  const laptop = await pageFor(browser, person);
  await laptop.goto(`${COURSE_URL}/final-check`);
  await expectAccessible(laptop);
  await laptop.getByLabel('The name for your certificate').fill('');
  await laptop.getByRole('button', { name: 'Start the final check' }).click();
  await expect(laptop.getByText('Type your name as it should stand on your certificates.')).toBeVisible();
  await laptop.getByLabel('The name for your certificate').fill('Ada Lovelace');
  await laptop.getByRole('button', { name: 'Start the final check' }).click();
  await expect(laptop.getByText('Question 1 of 15')).toBeVisible();
  const [first] = await questionsOf(attemptIdOf(laptop));
  await giveAnswer(laptop, first!);
  await expect(laptop.getByText('Saved', { exact: true })).toBeVisible();
  await laptop.context().close();
  const phone = await pageFor(browser, person, { viewport: { width: 390, height: 844 } });
  await phone.goto('/dashboard');
  await phone.getByRole('link', { name: 'Go on with the final check' }).first().click();
  await expect(phone.getByText('Question 2 of 15')).toBeVisible();
  await expectAccessible(phone);
  const stored = await db.answer.findFirstOrThrow({ where: { questionId: first!.id, attempt: { enrolment: { userId: person.id } } } });
  expect(stored.value).toEqual(keyOf(first!));
});

/** Somebody at the first question of the final check, and the answer to it that is stored. */
async function atTheFirstQuestion(browser: Browser) {
  const person = await aPerson({ name: 'Ada' });
  await makeEnrolment(person.id);
  const page = await pageFor(browser, person);
  await page.goto(`${COURSE_URL}/final-check`);
  await page.getByRole('button', { name: 'Start the final check' }).click();
  await expect(page.getByText('Question 1 of 15')).toBeVisible();
  const attemptId = attemptIdOf(page);
  const first = (await questionsOf(attemptId))[0]!;
  const stored = async () => (await db.answer.findUniqueOrThrow({ where: { attemptId_questionId: { attemptId, questionId: first.id } } })).value;
  return { person, page, first, stored };
}

test('signed out half-way, an answer stays on its page until somebody is signed in again', async ({ browser }) => {
  const { person, page, first, stored } = await atTheFirstQuestion(browser);
  await page.context().clearCookies();
  await giveAnswer(page, first);
  await expect(page.getByText('you are signed out').first()).toBeVisible();
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await expect(page.getByText('Question 1 of 15')).toBeVisible();
  await page.context().addCookies([person.cookie]);
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Save and go on' }).click();
  await expect(page.getByText('Question 2 of 15')).toBeVisible();
  expect(await stored()).toEqual(keyOf(first));
});

test('failing shows what to look at again by heading and by outcome, and when the next one opens', async ({ browser }) => {
  const person = await aPerson({ name: 'Ada' });
  await makeEnrolment(person.id);
  const page = await pageFor(browser, person);
  await page.goto(`${COURSE_URL}/final-check`);
  await page.getByRole('button', { name: 'Start the final check' }).click();
  await workThrough(page, 5);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Hand in answers' }).click();
  await expect(page.getByRole('heading', { name: 'Not there yet' })).toBeVisible();
  await expect(page.getByText('5 of 15 right; 12 were needed.')).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByText('The next final check opens on')).toBeVisible();
  const look = page.getByRole('heading', { name: 'What to look at again' }).locator('..').getByRole('link').first();
  await look.click();
  await expect(page).toHaveURL(/lessons\/[a-z-]+#/);
  expect(await page.evaluate(() => document.getElementById(location.hash.slice(1)) !== null)).toBe(true);
  await page.goto(`${COURSE_URL}/final-check`);
  await expect(page.getByText('The next final check opens on')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start the final check' })).toHaveCount(0);
  // Looked at again when the wait is over, the result does not name a day that has passed.
  const failed = await db.attempt.findFirstOrThrow({ where: { enrolment: { userId: person.id } } });
  await db.attempt.update({ where: { id: failed.id }, data: { markedAt: fromNow(-days(2)) } });
  await page.goto(`/attempts/${failed.id}`);
  await expect(page.getByText('5 of 15 right; 12 were needed.')).toBeVisible();
  await expect(page.getByText('The next final check opens on')).toHaveCount(0);
});

test('a lost connection keeps the answer on the page and saves it when it is back', async ({ browser }) => {
  const { page, first, stored } = await atTheFirstQuestion(browser);
  let down = true;
  await page.route('**/answers', (route) => (down ? route.abort() : route.continue()));
  await giveAnswer(page, first, wrongAnswer(first));
  await expect(page.getByText('Not saved yet: no connection.')).toBeVisible();
  down = false;
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  expect(await stored()).toEqual(wrongAnswer(first));
});
