import type { Page } from '@playwright/test';
import { isRight, keyOf, type Question } from '#features/quizzes/question.ts';
import { db } from '#lib/db.ts';
import { makeEnrolment } from '#prisma/factories.ts';
import { attemptIdOf, questionsOf } from './answering.ts';
import { aPerson, COURSE_URL, expect, freshEmail, mailTo, pageFor, test } from './fixtures.ts';

/* Each journey by keyboard alone: nothing here clicks, focuses or fills by script; it presses keys and reads what has focus. */

/** Presses Tab until the focused element's name fits, the way a person looks for it. */
async function tabTo(page: Page, name: RegExp | string) {
  // A person waits for the page before reaching for the keys.
  await page.waitForLoadState('load');
  for (let press = 0; press < 120; press++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement | null;
      const labelled = element
        ?.getAttribute('aria-labelledby')
        ?.split(' ')
        .map((id) => document.getElementById(id)?.textContent)
        .join(' ');
      const box = element?.getBoundingClientRect();
      const seen = !box || (box.bottom > 0 && box.top < innerHeight);
      return {
        name: (labelled || element?.getAttribute('aria-label') || element?.labels?.[0]?.textContent || element?.textContent || '').trim(),
        seen,
        outline: element ? getComputedStyle(element).outlineStyle : 'none',
      };
    });
    if (typeof name === 'string' ? focused.name === name : name.test(focused.name)) {
      expect(focused.seen, `${name} is on screen when it has focus`).toBe(true);
      expect(focused.outline, `${name} shows its focus`).not.toBe('none');
      return;
    }
  }
  throw new Error(`Tab never reached ${name} on ${page.url()}`);
}

/** Answers a question with arrow keys, space and typing. */
async function answerByKeys(page: Page, question: Question) {
  const key = keyOf(question);
  if (question.interaction === 'text-entry') {
    await tabTo(page, 'Your answer');
    return page.keyboard.type(key['text']!);
  }
  if (question.interaction === 'choice' && question.choose) {
    const shown = await page.locator('input[type=checkbox]').evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).name.split('.')[1]!));
    for (const id of shown) {
      await page.keyboard.press('Tab');
      if (id === shown[0])
        while ((await page.evaluate(() => (document.activeElement as HTMLInputElement).type)) !== 'checkbox') await page.keyboard.press('Tab');
      if (key[id]) await page.keyboard.press('Space');
    }
    return;
  }
  if (question.interaction === 'choice' || question.interaction === 'hottext') {
    const shown = await page.locator('input[type=radio]').evaluateAll((radios) => radios.map((radio) => (radio as HTMLInputElement).value));
    while ((await page.evaluate(() => (document.activeElement as HTMLInputElement).type)) !== 'radio') await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    for (let down = 0; down < shown.indexOf(Object.keys(key)[0]!); down++) await page.keyboard.press('ArrowDown');
    return;
  }
  const rows = await page.locator('main select').count();
  for (let row = 0; row < rows; row++) {
    do await page.keyboard.press('Tab');
    while ((await page.evaluate(() => document.activeElement?.tagName)) !== 'SELECT');
    const { option, values } = await page.evaluate(() => {
      const select = document.activeElement as HTMLSelectElement;
      return { option: select.name.split('.')[1]!, values: [...select.options].map(({ value }) => value) };
    });
    for (let down = 0; down < values.indexOf(key[option]!); down++) await page.keyboard.press('ArrowDown');
  }
}

test('by keyboard alone: find the course, sign in, join', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the page' })).toBeFocused();
  await tabTo(page, 'Courses');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/courses$/);
  await tabTo(page, 'Straight and Kind: Giving Customers Bad News');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${COURSE_URL}$`));
  await tabTo(page, 'Start the course');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await tabTo(page, 'E-mail address');
  const email = freshEmail('keys');
  await page.keyboard.type(email);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  await tabTo(page, 'Six-digit code');
  await page.keyboard.type(/asked for it: (\d{6})/.exec(await mailTo(email))![1]!);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Start Straight and Kind' })).toBeVisible();
  await tabTo(page, 'Put me on the course');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Why bad news goes badly' })).toBeVisible();
});

test('by keyboard alone: finish a lesson, pass the final check, download the certificate, check it', async ({ browser }) => {
  test.setTimeout(150_000);
  const person = await aPerson({ name: 'Grace Hopper' });
  const enrolment = await makeEnrolment(person.id, { lessonsDone: 6, practised: true });
  const page = await pageFor(browser, person);
  await page.goto(`${COURSE_URL}/lessons/in-writing-and-at-scale`);
  const count = await page.getByRole('button', { name: 'Save, and show the answer' }).count();
  for (let at = 0; at < count; at++) {
    await tabTo(page, 'Your answer, from memory. Only you will see it.');
    await page.keyboard.type('From memory');
    await tabTo(page, 'Save, and show the answer');
    await page.keyboard.press('Enter');
    await expect.poll(() => db.note.count({ where: { enrolmentId: enrolment.id, text: 'From memory' } })).toBe(at + 1);
  }
  await tabTo(page, 'Finish this lesson');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'This lesson is done' })).toBeVisible();
  await tabTo(page, 'Go on to the final check');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Final check', level: 1 })).toBeVisible();
  await tabTo(page, 'Start the final check');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/attempts\//);
  const attemptId = attemptIdOf(page);
  const questions = await questionsOf(attemptId);
  for (const [at, question] of questions.entries()) {
    await expect(page.getByText(`Question ${at + 1} of 15`)).toBeVisible();
    await answerByKeys(page, question);
    await tabTo(page, at === 14 ? 'Save and review' : 'Save and go on');
    await page.keyboard.press('Enter');
    await expect
      .poll(
        async () =>
          isRight(
            question,
            ((await db.answer.findUnique({ where: { attemptId_questionId: { attemptId, questionId: question.id } } }))?.value ?? {}) as Record<string, string>,
          ),
        { message: question.id },
      )
      .toBe(true);
  }
  await expect(page.getByRole('heading', { name: 'Before you hand in' })).toBeVisible();
  await tabTo(page, 'Hand in answers');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Passed' })).toBeVisible();
  await tabTo(page, 'Go on to your certificate');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'This certificate is genuine' })).toBeVisible();
  await tabTo(page, 'Download the PDF');
  const download = page.waitForEvent('download');
  await page.keyboard.press('Enter');
  await download;
  const { code } = await db.certificate.findFirstOrThrow({ where: { enrolmentId: enrolment.id } });
  await tabTo(page, 'Check a certificate');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Check a certificate', level: 1 })).toBeVisible();
  await tabTo(page, 'Code on the certificate');
  await page.keyboard.type(code);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'This certificate is genuine' })).toBeVisible();
});
