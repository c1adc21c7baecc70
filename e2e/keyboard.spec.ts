import { tabTo } from './by-keys.ts';
import { COURSE_URL, expect, freshEmail, mailTo, test } from './fixtures.ts';

/* Each journey by keyboard alone: nothing here clicks, focuses or fills by script; it presses keys and reads what has focus. */

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
