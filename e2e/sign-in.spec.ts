import { db } from '#lib/db.ts';
import { aPerson, expect, expectAccessible, freshEmail, mailTo, pageFor, test } from './fixtures.ts';

const linkIn = (mail: string) => /http:\/\/localhost:3100(\/sign-in\/link\/\S+)/.exec(mail)![1]!;
const codeIn = (mail: string) => /code where you asked for it: (\d{6})/.exec(mail)![1]!;

test('a newcomer signs in with the six-digit code', async ({ page }) => {
  const email = freshEmail('newcomer');
  await page.goto('/dashboard');
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('E-mail address').fill(`  ${email.toUpperCase()} `);
  await page.getByRole('button', { name: 'Send me a link and a code' }).click();
  await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Six-digit code').fill('12345');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('The code is six digits.')).toBeVisible();
  await expect(page.getByLabel('Six-digit code')).toHaveValue('12345');
  await page.getByLabel('Six-digit code').fill(codeIn(await mailTo(email)));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'My learning' })).toBeVisible();
});

test('a mail scanner that opens the link signs nobody in, and the person’s own press does, once', async ({ page, browser }) => {
  const email = freshEmail('scanned');
  await page.goto('/sign-in?next=/courses');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a link and a code' }).click();
  const link = linkIn(await mailTo(email));
  for (let prefetch = 0; prefetch < 3; prefetch++) expect((await page.request.get(link)).status()).toBe(200);
  expect(await db.session.count({ where: { user: { email } } })).toBe(0);
  const phone = await pageFor(browser, null);
  await phone.goto(link);
  await phone.getByRole('button', { name: 'Sign in on this device' }).click();
  await expect(phone).toHaveURL(/\/courses$/);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This link has run out' })).toBeVisible();
  await expectAccessible(page);
});

test('five wrong codes end the request, and the right one comes too late', async ({ page }) => {
  const email = freshEmail('guesser');
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('button', { name: 'Send me a link and a code' }).click();
  const right = codeIn(await mailTo(email));
  const wrong = right === '000000' ? '111111' : '000000';
  for (const code of [wrong, wrong, wrong, wrong, wrong, right]) {
    await page.getByLabel('Six-digit code').fill(code);
    const reply = page.waitForResponse((response) => response.request().method() === 'POST');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await reply;
  }
  await expect(page.getByText('That code does not fit, or has run out.')).toBeVisible();
  expect(await db.session.count({ where: { user: { email } } })).toBe(0);
});

test('the answer is the same for a known and an unknown address', async ({ browser }) => {
  const { email: known } = await aPerson();
  const seen: string[] = [];
  for (const email of [known, freshEmail('unknown')]) {
    const page = await pageFor(browser, null);
    await page.goto('/sign-in');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByRole('button', { name: 'Send me a link and a code' }).click();
    await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
    seen.push(await page.locator('main').innerText());
  }
  expect(seen[0]).toBe(seen[1]);
});

test('signing out ends the session itself: a copied cookie is worthless', async ({ browser }) => {
  const person = await aPerson();
  const page = await pageFor(browser, person);
  const thief = await pageFor(browser, person);
  await page.goto('/account');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page).toHaveURL('http://localhost:3100/');
  await thief.goto('/account');
  await expect(thief.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('sign out everywhere ends every device', async ({ browser }) => {
  const person = await aPerson();
  const page = await pageFor(browser, person);
  await page.goto('/account');
  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(page.getByText('You are signed out on every device.')).toBeVisible();
  expect(await db.session.count({ where: { userId: person.id } })).toBe(0);
});

test('a deactivated person is out from the next request on', async ({ browser }) => {
  const person = await aPerson();
  const page = await pageFor(browser, person);
  await page.goto('/dashboard');
  await db.user.update({ where: { id: person.id }, data: { deactivatedAt: new Date() } });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('the name is kept as typed when it is refused, and saved when it is fine', async ({ browser }) => {
  const person = await aPerson({ name: 'Before' });
  const page = await pageFor(browser, person);
  await page.goto('/account');
  await page.getByLabel('Your name').fill('x'.repeat(101));
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByText('That name is too long')).toBeVisible();
  await expect(page.getByLabel('Your name')).toHaveValue('x'.repeat(101));
  await page.getByLabel('Your name').fill('Zoë  Ångström\u202e');
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(page.getByLabel('Your name')).toHaveValue('Zoë Ångström');
});
