import { now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { makeEnrolment } from '#prisma/factories.ts';
import { tabTo } from './by-keys.ts';
import { aPerson, expect, pageFor, test } from './fixtures.ts';

test('by keyboard alone: from the overview to two people taken off a course, and back', async ({ browser }) => {
  const word = `Keys${process.pid}x${now().getTime()}`;
  for (const name of ['One', 'Two']) await makeEnrolment((await aPerson({ name: `${word} ${name}` })).id);
  const admin = await aPerson({ role: 'ADMIN', name: 'Alan' });
  const page = await pageFor(browser, admin);
  const press = async (name: string | RegExp, key = 'Enter') => {
    await tabTo(page, name);
    await page.keyboard.press(key);
  };
  await page.goto('/dashboard');
  await press('Admin');
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible();
  await press('Enrolments');
  await tabTo(page, 'Name or address');
  await page.keyboard.type(word);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`q=${word}`));
  await press(new RegExp(`^Choose ${word}`), 'Space');
  await press(new RegExp(`^Choose ${word}`), 'Space');
  await tabTo(page, 'With those chosen');
  await page.keyboard.press('W');
  await press('See what will happen');
  await expect(page.getByText('Will be withdrawn', { exact: true })).toHaveCount(2);
  await tabTo(page, 'Why they are withdrawn');
  await page.keyboard.type('The course has moved');
  await press('Withdraw 2 people');
  await expect(page.getByText('2 people withdrawn.')).toBeVisible();
  expect(await db.enrolment.count({ where: { user: { name: { startsWith: word } }, withdrawnAt: { not: null } } })).toBe(2);
  await press('Undo');
  await expect(page.getByText('This was undone.')).toBeVisible();
  expect(await db.enrolment.count({ where: { user: { name: { startsWith: word } }, withdrawnAt: null } })).toBe(2);
});
