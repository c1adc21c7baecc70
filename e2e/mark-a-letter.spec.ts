import type { Page } from '@playwright/test';
import { findCourse } from '#features/courses/course.server.ts';
import { CRITERIA } from '#features/letters/letter.ts';
import { days, fromNow } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { aPerson, expect, expectAccessible, mailTo, type Person, pageFor, test } from './fixtures.ts';

const course = findCourse('complaint-handling-certificate')!;

/** A letter that has waited for its mark longer than any other test's; writing it is another journey. */
async function anAskedLetter(person: Person) {
  const enrolment = await db.enrolment.create({ data: { userId: person.id, courseSlug: course.slug } });
  const at = fromNow(-days(90));
  return db.letter.create({
    data: {
      enrolmentId: enrolment.id,
      text: `Dear Alan, ${'we did not ring, and I am sorry. '.repeat(45)}`,
      createdAt: at,
      savedAt: at,
      handedInAt: at,
      selfScores: Object.fromEntries(CRITERIA.map((criterion) => [criterion, 2])),
      askedAt: at,
    },
  });
}

async function scoreEach(page: Page, score: number) {
  for (const radio of await page.getByRole('radio', { name: new RegExp(`^${score}\\b`) }).all()) await radio.check();
}

const ofWriter = (page: Page, label: string, writer: string) => page.getByRole('region', { name: label }).getByRole('row').filter({ hasText: writer });

test('one admin marks a letter, another gives a second opinion that passes it, and its writer reads both', async ({ browser }) => {
  const writer = `Ada ${process.pid}x${Date.now()}`;
  const person = await aPerson({ name: writer });
  const letter = await anAskedLetter(person);
  const first = await pageFor(browser, await aPerson({ role: 'ADMIN', name: 'Alan' }));
  await first.goto('/admin/letters');
  await expectAccessible(first);
  await ofWriter(first, 'Letters waiting to be marked', writer).getByRole('link').click();
  await expect(first.getByRole('heading', { name: `A letter by ${writer}` })).toBeVisible();

  // Side by side on a wide screen, one under the other on a narrow one.
  const text = first.getByRole('region', { name: 'The letter and its task' });
  const rubric = first.getByRole('radio').first();
  await first.setViewportSize({ width: 1280, height: 800 });
  expect((await text.boundingBox())!.x + (await text.boundingBox())!.width).toBeLessThanOrEqual((await rubric.boundingBox())!.x);
  await expectAccessible(first);
  await first.setViewportSize({ width: 390, height: 844 });
  expect((await text.boundingBox())!.y + (await text.boundingBox())!.height).toBeLessThanOrEqual((await rubric.boundingBox())!.y);
  expect(await first.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await expectAccessible(first);
  await first.setViewportSize({ width: 1280, height: 800 });

  await expect(first.getByText('The writer gave it 2 of 3.')).toHaveCount(CRITERIA.length);
  await scoreEach(first, 1);
  await first.getByRole('button', { name: 'Save the marks' }).click();
  await expect(first.getByText('Say in a sentence or two what works')).toBeVisible();
  await first.getByLabel('To its writer: what works, and what to mend').fill('Two of the points are not answered.');
  await first.getByRole('button', { name: 'Save the marks' }).click();
  await expect(first.getByText('This letter is marked. Thank you.')).toBeVisible();
  await expect(first.getByRole('button', { name: 'Save the second opinion' })).toHaveCount(0);
  await mailTo(person.email, 'has been marked by an admin');

  const second = await pageFor(browser, await aPerson({ role: 'ADMIN', name: 'Joan' }));
  await second.goto('/admin/letters?outcome=not-passed');
  const row = ofWriter(second, 'Letters marked lately', writer);
  await expect(row).toContainText('You can give one');
  await row.getByRole('link').click();
  await expect(second.getByText('You can give a second opinion.')).toBeVisible();
  await expect(second.getByText('Two of the points are not answered.')).toHaveCount(0);
  await expectAccessible(second);
  await scoreEach(second, 3);
  await second.getByLabel('To its writer: what works, and what to mend').fill('Each point is answered, in other words than usual.');
  await second.getByRole('button', { name: 'Save the second opinion' }).click();
  await expect(second.getByText('Two of the points are not answered.')).toBeVisible();
  await expect(second.getByText('Each point is answered, in other words than usual.')).toBeVisible();
  await expectAccessible(second);

  await mailTo(person.email, 'By it your letter meets all six criteria');
  const page = await pageFor(browser, person);
  await page.goto(`/courses/${course.slug}/letter`);
  await expect(page.getByRole('heading', { name: 'Your letter meets all six criteria' })).toBeVisible();
  await expect(page.getByText('Two of the points are not answered.')).toBeVisible();
  await expect(page.getByText('Each point is answered, in other words than usual.')).toBeVisible();
  await expectAccessible(page);
  expect((await page.request.get(`/letters/${letter.id}`)).status()).toBe(404);
});

test('an admin who has not given the second factor is a stranger to a letter', async ({ browser }) => {
  const letter = await anAskedLetter(await aPerson());
  const admin = await pageFor(browser, await aPerson({ role: 'ADMIN', secondFactor: false }));
  expect((await admin.request.get(`/letters/${letter.id}`)).status()).toBe(404);
});

test('a marker whose session has ended, and one who comes second, lose nothing they wrote', async ({ browser }) => {
  const letter = await anAskedLetter(await aPerson());
  const admin = await aPerson({ role: 'ADMIN' });
  const [page, other] = [await pageFor(browser, admin), await pageFor(browser, await aPerson({ role: 'ADMIN' }))];
  const comment = page.getByLabel('To its writer: what works, and what to mend');
  const save = page.getByRole('button', { name: 'Save the marks' });
  await page.goto(`/letters/${letter.id}`);
  await scoreEach(page, 3);
  await comment.fill('Every point is answered.');
  await page.context().clearCookies();
  await save.click();
  await expect(page.getByText('You are signed out.')).toBeVisible();
  await expect(comment).toHaveValue('Every point is answered.');
  await page.context().addCookies([admin.cookie]);

  await other.goto(`/letters/${letter.id}`);
  await scoreEach(other, 2);
  await other.getByLabel('To its writer: what works, and what to mend').fill('Clear, and it owns the mistake.');
  await other.getByRole('button', { name: 'Save the marks' }).click();
  await expect(other.getByText('This letter is marked. Thank you.')).toBeVisible();
  await save.click();
  await expect(page.getByText('somebody has marked it meanwhile')).toBeVisible();
  await expect(comment).toHaveValue('Every point is answered.');
  expect(await page.getByRole('radio', { name: /^3\b/, checked: true }).count()).toBe(CRITERIA.length);
});
