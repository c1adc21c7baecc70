import type { Browser } from '@playwright/test';
import { findCourse } from '#features/courses/course.server.ts';
import { db } from '#lib/db.ts';
import { COURSE, makeEnrolment } from '#prisma/factories.ts';
import { aPerson, COURSE_URL, expect, expectAccessible, freshEmail, LESSON_1, mailTo, pageFor, test } from './fixtures.ts';

test('a visitor finds the course, reads its first lesson, signs in, and is on it', async ({ page }) => {
  await page.goto('/');
  await expectAccessible(page);
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Courses' }).click();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Straight and Kind: Giving Customers Bad News' }).click();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Read lesson 1 free' }).first().click();
  await expect(page.getByRole('heading', { name: 'Why bad news goes badly' })).toBeVisible();
  await expectAccessible(page);
  await page.getByText('Show the answer').first().click();
  await page.getByRole('link', { name: 'Start the course' }).click();
  const email = freshEmail('visitor');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a link and a code' }).click();
  await page.getByLabel('Six-digit code').fill(/asked for it: (\d{6})/.exec(await mailTo(email))![1]!);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Start Straight and Kind' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Put me on the course' }).click();
  await expect(page.getByRole('heading', { name: 'Finish this lesson' })).toBeVisible();
  await expectAccessible(page);
});

test('somebody signed in joins from the page they are reading', async ({ browser }) => {
  const page = await pageFor(browser, await aPerson());
  for (const path of [COURSE_URL, LESSON_1]) {
    await page.goto(path);
    await expectAccessible(page);
  }
  await page.getByRole('button', { name: 'Start the course' }).click();
  await expect(page.getByRole('heading', { name: 'Finish this lesson' })).toBeVisible();
});

/** Somebody on the course, with its first lesson open. */
async function inTheFirstLesson(browser: Browser) {
  const person = await aPerson();
  await makeEnrolment(person.id);
  const page = await pageFor(browser, person);
  await page.goto(LESSON_1);
  return { person, page };
}

test('a lesson is done when its questions were tried and its end reached, and until then says why not', async ({ browser }) => {
  const { page } = await inTheFirstLesson(browser);
  await page.getByRole('button', { name: 'Finish this lesson' }).click();
  await expect(page.getByText(/^Not done yet: /)).toBeVisible();
  const boxes = page.getByRole('button', { name: 'Save, and show the answer' });
  const count = await boxes.count();
  expect(count).toBeGreaterThan(0);
  for (let at = 0; at < count; at++) {
    const form = boxes.nth(at).locator('xpath=ancestor::form');
    await form.getByRole('textbox').fill(`From memory, box ${at}`);
    await boxes.nth(at).click();
    await expect(form.getByText('Saved, for you alone.')).toBeVisible();
    await expect(form.getByRole('textbox')).toHaveValue(`From memory, box ${at}`);
  }
  await page.getByRole('button', { name: 'Finish this lesson' }).click();
  await expect(page.getByRole('heading', { name: 'This lesson is done' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Go on to lesson 2' }).click();
  await expect(page.getByRole('heading', { name: 'What kind of news is it?', level: 1 })).toBeVisible();
});

test('leaving and coming back on another device goes on exactly where they were', async ({ browser }) => {
  const person = await aPerson({ name: 'Ada' });
  await makeEnrolment(person.id, { lessonsDone: 2 });
  const course = findCourse(COURSE)!;
  const third = course.lessons[2]!;
  const laptop = await pageFor(browser, person);
  await laptop.goto(`${COURSE_URL}/lessons/${third.slug}`);
  const heading = third.headings[2]!;
  await laptop.locator(`[id="${heading.id}"]`).evaluate((element) => element.scrollIntoView());
  await expect.poll(async () => (await db.enrolment.findFirstOrThrow({ where: { userId: person.id } })).placeHeading).toBe(heading.id);
  await laptop.context().close();
  const phone = await pageFor(browser, person, { viewport: { width: 390, height: 844 } });
  await phone.goto('/dashboard');
  await expectAccessible(phone);
  await phone.getByRole('link', { name: 'Continue lesson 3' }).first().click();
  await expect(phone).toHaveURL(new RegExp(`${third.slug}#${heading.id}$`));
  await expect(phone.getByRole('heading', { name: heading.text })).toBeInViewport();
});

test('what was typed in a box stays when it is too long to save', async ({ browser }) => {
  const { person, page } = await inTheFirstLesson(browser);
  const box = page.getByRole('textbox').first();
  await box.evaluate((element) => element.removeAttribute('maxlength'));
  await box.fill('x'.repeat(5001));
  await page.getByRole('button', { name: 'Save, and show the answer' }).first().click();
  await expect(page.getByText('That is over 5,000 characters.')).toBeVisible();
  await expect(box).toHaveValue('x'.repeat(5001));
  expect(await db.note.count({ where: { enrolment: { userId: person.id } } })).toBe(0);
});

test('what was typed a moment before the lesson check is kept', async ({ browser }) => {
  const { person, page } = await inTheFirstLesson(browser);
  const box = page.getByRole('textbox').first();
  await box.pressSequentially('Typed before');
  await expect(page.getByText('Saved as you type, for you alone.')).toBeVisible();
  await box.pressSequentially(', and at the last moment');
  await page.getByRole('button', { name: 'Take the lesson check' }).click();
  await expect(page.getByRole('button', { name: 'Hand in answers' })).toBeVisible();
  const kept = () => db.note.findFirst({ where: { enrolment: { userId: person.id } }, select: { text: true } });
  await expect.poll(kept).toEqual({ text: 'Typed before, and at the last moment' });
});

test('a note is saved as it is typed, without a button, and can be taken away as a file by nobody else', async ({ browser }) => {
  const { person, page } = await inTheFirstLesson(browser);
  const box = page.getByRole('textbox').first();
  await box.pressSequentially('Half a thought');
  await expect(page.getByText('Saved as you type, for you alone.')).toBeVisible();
  await box.pressSequentially(', and the rest');
  // Left at once: the last keys go with the page.
  await page.goto(COURSE_URL);
  const saved = () => db.note.findFirst({ where: { enrolment: { userId: person.id } } });
  await expect.poll(async () => (await saved())?.text).toBe('Half a thought, and the rest');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download what you wrote' }).first().click();
  const file = await (await download).createReadStream();
  const text = (await file.toArray()).join('');
  expect(text).toContain('Lesson 1: Why bad news goes badly');
  expect(text).toContain('Half a thought, and the rest');
  const stranger = await pageFor(browser, await aPerson());
  expect((await stranger.request.get(`${COURSE_URL}/notes`)).status()).toBe(404);
});

test('the job aid prints on one page', async ({ page }) => {
  await page.goto(`${COURSE_URL}/job-aid`);
  await expectAccessible(page);
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
  expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
});
