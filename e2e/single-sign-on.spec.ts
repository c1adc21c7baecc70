import type { Page } from '@playwright/test';
import { db } from '#lib/db.ts';
import { expect, test } from './fixtures.ts';

/** Signs in at the organisation's own page, as this login. */
async function signInAs(page: Page, login: string) {
  await page.goto('/sign-in?next=/account');
  await page.getByRole('button', { name: 'Sign in with Example Org' }).click();
  await page.locator('input[name="login"]').fill(login);
  await page.locator('input[name="password"]').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

test('somebody signs in with their organisation and lands where they were going', async ({ page }) => {
  const login = `sso.${Date.now()}`;
  await signInAs(page, login);
  await expect(page.getByRole('heading', { name: 'Your account' })).toBeVisible();
  await expect(page.getByText(`You sign in as ${login}@example.org.`)).toBeVisible();
  expect(await db.session.count({ where: { user: { email: `${login}@example.org` } } })).toBe(1);
});

test('an address the organisation has not verified signs nobody in', async ({ page }) => {
  const login = `unverified.${Date.now()}`;
  await signInAs(page, login);
  await expect(page.getByText('That sign-in did not work.')).toBeVisible();
  expect(await db.user.count({ where: { email: `${login}@example.org` } })).toBe(0);
});

test('a forged or repeated return is refused, never a 500', async ({ request }) => {
  for (const query of ['state=x&code=y', 'state=x&state=y&code=z', 'code=x', 'error=access_denied&state=x', 'state=%00&code=%00']) {
    const response = await request.get(`/api/auth/callback/oidc?${query}`, { maxRedirects: 0 });
    expect(response.status(), query).toBeLessThan(500);
    expect(response.headers()['set-cookie'] ?? '').not.toContain('composure-session=e');
  }
});
