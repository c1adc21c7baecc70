import type { Page } from '@playwright/test';
import { db } from '#lib/db.ts';
import { makeEnrolment } from '#prisma/factories.ts';
import { attemptIdOf, questionsOf } from './answering.ts';
import { aPerson, COURSE_URL, expect, expectAccessible, pageFor, test } from './fixtures.ts';

const LESSON_3 = `${COURSE_URL}/lessons/check-and-signal`;
const LESSON_4 = `${COURSE_URL}/lessons/say-it-plainly`;
const BAD = 'Sorry if that upset you. The delay is company policy, it’s our policy, so calm down. We will sort it.';

const notes = (page: Page) => page.getByRole('region', { name: 'Phrases to look at' });
const parts = (page: Page) => page.getByRole('region', { name: 'What a good reply needs' });

test('coach a reply: phrases are marked where they stand, a better line is chosen, and the parts of a good reply are ticked', async ({ page }) => {
  const sent: string[] = [];
  page.on('request', (request) => sent.push(`${request.url()} ${request.postData() ?? ''}`));
  await page.goto('/phrase-coach');
  await expect(page.getByText('They are not rules, and they cannot read the situation. You can.')).toBeVisible();
  const box = page.getByLabel('Your reply');
  await box.fill(BAD);
  await expect(notes(page).locator('mark')).toHaveText([/^Sorry if/, /^it’s our policy/, /^calm down/]);
  await expect(notes(page).getByRole('listitem').filter({ hasText: 'Non-apology' }).first()).toContainText('“Sorry if”');
  await expectAccessible(page);
  await expect(parts(page)).toContainText('Next step with a time: not yet');
  await notes(page)
    .getByRole('button', { name: /^Use this line: I want to get this right/ })
    .click();
  await expect(box).toHaveValue(/I want to get this right\. Let’s take it one step at a time\./);
  await expect(notes(page).locator('mark')).toHaveCount(1);
  await page.getByRole('button', { name: 'Put my own words back' }).click();
  await expect(box).toHaveValue(BAD);
  await box.fill(
    'You waited in on Tuesday and nobody came. That was our mistake. I can send Ravi at nine or at noon: which suits? I’ll ring you by four today either way.',
  );
  for (const part of ['Acknowledge', 'Own', 'Option', 'Next step with a time']) await expect(parts(page)).toContainText(`${part}: there`);
  await expect(notes(page)).toHaveCount(0);
  // What was typed has gone nowhere.
  expect(sent.filter((line) => /upset|Ravi|policy/.test(line))).toEqual([]);
  expect(sent.filter((line) => line.includes('/phrase-coach/rules'))).toHaveLength(1);
});

test('keep mine, with a reason, on this device; look at it again', async ({ page }) => {
  await page.goto('/phrase-coach');
  const box = page.getByLabel('Your reply');
  await box.fill('No problem. It is all done.');
  await notes(page).getByText('Keep mine').click();
  await notes(page).getByRole('button', { name: 'They said it first.' }).click();
  await expect(notes(page)).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Phrases you keep' })).toContainText('“No problem”: They said it first.');
  await expectAccessible(page);
  await page.reload();
  await box.fill('No problem. It is all done.');
  await expect(parts(page)).toBeVisible();
  await expect(notes(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Look at it again' }).click();
  await expect(notes(page)).toContainText('“No problem”');
});

test('by keyboard alone and at 390 px', async ({ browser }) => {
  const page = await pageFor(browser, null, { viewport: { width: 390, height: 844 } });
  await page.goto('/phrase-coach');
  await page.getByLabel('Your reply').focus();
  await page.keyboard.type('Calm down. I’ll ring you by four.');
  await expect(notes(page)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  const use = notes(page)
    .getByRole('button', { name: /^Use this line/ })
    .first();
  for (let presses = 0; presses < 10 && !(await use.evaluate((element) => element === document.activeElement)); presses++) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Your reply')).toBeFocused();
  await expect(page.getByLabel('Your reply')).not.toHaveValue(/Calm down/);
  await expect(page.getByRole('status').filter({ hasText: 'parts of a good reply' })).toContainText('No phrase to look at');
});

test('without JavaScript the button says that it sends the text, and the answer comes back with the text kept', async ({ browser }) => {
  const page = await pageFor(browser, null, { javaScriptEnabled: false });
  await page.goto('/phrase-coach');
  await expect(page.getByText('which reads it and keeps nothing')).toBeVisible();
  await page.getByLabel('Your reply').fill(BAD);
  await page.getByRole('button', { name: 'Send it to be read' }).click();
  await expect(page.getByLabel('Your reply')).toHaveValue(BAD);
  await expect(notes(page)).toContainText('“calm down”');
  await expect(parts(page)).toContainText('Acknowledge');
});

test('a text of 2,000 words is read to its end', async ({ page }) => {
  await page.goto('/phrase-coach');
  const text = Array.from({ length: 250 }, (_, at) => `Letter ${at}: I’ll ring you by four today.`).join(' ');
  await page.getByLabel('Your reply').fill(`${text} Calm down.`);
  await expect(notes(page)).toContainText('“Calm down”');
});

test('rewrite a line in a lesson: write, compare with a model, and mark yourself, for nobody else', async ({ browser }) => {
  const person = await aPerson();
  await makeEnrolment(person.id);
  for (const javaScriptEnabled of [true, false]) {
    const page = await pageFor(browser, person, { javaScriptEnabled });
    await page.goto(LESSON_4);
    const box = page.getByRole('region', { name: 'Rewrite it' });
    const mine = `I have an answer, and it is no. ${javaScriptEnabled ? 'First.' : 'Second.'}`;
    if (javaScriptEnabled) {
      await expect(box.getByText('One way to say it')).toHaveCount(0);
      await box.getByRole('button', { name: 'Save, and compare' }).click();
      await expect(box.getByText('Write your version first; any length will do.')).toBeVisible();
    }
    await box.getByLabel('Your version').fill(mine);
    await box.getByRole('button', { name: 'Save, and compare' }).click();
    await expect(box.getByText('One way to say it')).toBeVisible();
    await expect(box.getByLabel('Your version')).toHaveValue(mine);
    if (javaScriptEnabled) await expectAccessible(page);
    await box.getByRole('checkbox').first().setChecked(true);
    await box.getByRole('button', { name: 'Save my own marks' }).click();
    await expect(box.getByText('Saved: 1 ticked.')).toBeVisible();
    await page.goto(LESSON_4);
    await expect(box.getByLabel('Your version')).toHaveValue(mine);
    await expect(box.getByRole('checkbox').first()).toBeChecked();
  }
  expect(await db.exerciseAnswer.count({ where: { enrolment: { userId: person.id } } })).toBe(1);
});

test('spot the turn in a lesson: point, choose the sign, and only then see the reasons', async ({ browser }) => {
  const person = await aPerson();
  await makeEnrolment(person.id);
  for (const javaScriptEnabled of [true, false]) {
    const page = await pageFor(browser, person, { javaScriptEnabled, viewport: { width: 390, height: 844 } });
    await page.goto(LESSON_3);
    const box = page.getByRole('region', { name: 'Spot the turn' });
    if (javaScriptEnabled) {
      expect(await page.content()).not.toContain('This is the right answer.');
      await box.getByRole('radio', { name: /OK\?/ }).check();
      await box.getByRole('button', { name: 'Save, and see the reasons' }).click();
      await expect(box.getByText('Point at a turn, and choose a sign.')).toBeVisible();
      await expect(box.getByRole('radio', { name: /OK\?/ })).toBeChecked();
    }
    await box.getByRole('radio', { name: /OK\?/ }).check();
    await box.getByLabel('The sign in it').selectOption({ index: 1 });
    await box.getByRole('button', { name: 'Save, and see the reasons' }).click();
    await expect(box.getByText('You chose this, and it is right.')).toBeVisible();
    await expect(box.getByText(/^The sign:/)).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
  }
});

test('a lesson check may end with a line to rewrite: saved as it is typed, not scored, compared and marked by its writer', async ({ browser }) => {
  const person = await aPerson();
  await makeEnrolment(person.id);
  const page = await pageFor(browser, person);
  await page.goto(LESSON_4);
  await page.getByRole('button', { name: 'Take the lesson check' }).click();
  await expect(page).toHaveURL(/attempts/);
  const id = attemptIdOf(page);
  const rewrite = (await questionsOf(id)).find(({ interaction }) => interaction === 'rewrite')!;
  await page.getByLabel('Your version').fill('Typed, and saved by itself.');
  await expect
    .poll(async () => (await db.answer.findFirst({ where: { attemptId: id, questionId: rewrite.id } }))?.value)
    .toEqual({ text: 'Typed, and saved by itself.' });
  expect(await page.content()).not.toContain(rewrite.model!.slice(0, 40));
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Hand in answers' }).click();
  await expect(page.getByText('yours to judge')).toBeVisible();
  await expect(page.getByText('One way to say it')).toBeVisible();
  await expect(page.getByText('0 of 4 right')).toBeVisible();
  await page.getByRole('checkbox').first().check();
  await page.getByRole('button', { name: 'Save my own marks' }).click();
  await expect(page.getByText('Saved: 1 ticked.')).toBeVisible();
  await expectAccessible(page);
  const stranger = await aPerson();
  await makeEnrolment(stranger.id);
  const other = await pageFor(browser, stranger);
  await other.goto(`/attempts/${id}`);
  await expect(other.getByRole('heading', { name: 'There is no such page' }).or(other.getByText('404')).or(other.getByRole('heading').first())).toBeVisible();
  expect(await other.content()).not.toContain('Typed, and saved by itself.');
});
