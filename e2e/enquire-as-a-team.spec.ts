import { db } from '#lib/db.ts';
import { PAYLOADS } from '#test/payloads.ts';
import { aPerson, expect, expectAccessible, freshEmail, mailTo, pageFor, test } from './fixtures.ts';

for (const javaScriptEnabled of [true, false]) {
  test(`a team leader asks, ${javaScriptEnabled ? 'with' : 'without'} JavaScript: what was typed is kept until it is right, and two mails go out`, async ({
    browser,
  }) => {
    const admin = await aPerson({ role: 'ADMIN' });
    const page = await pageFor(browser, null, { javaScriptEnabled, viewport: { width: 390, height: 844 } });
    await page.goto('/teams');
    await page.getByRole('link', { name: 'Outline: Lower the Heat' }).click();
    await expect(page.getByText('It is not a regulated qualification.')).toBeVisible();
    await page.goBack();
    await page.getByRole('link', { name: 'Ask about your team' }).first().click();
    const email = freshEmail('lead');
    await page.getByLabel('Your name').fill('Dorothy Vaughan');
    await page.getByLabel('Work e-mail').fill(email);
    await page.getByLabel('Organisation (if there is one)').fill('Harbour Water & Sons');
    await page.getByLabel('Lower the Heat').check();
    await page.getByLabel('What do you need?').fill('Our field teams are shouted at on doorsteps.');
    await page.getByRole('button', { name: 'Send the enquiry' }).click();
    await expect(page.getByText('Choose the nearest one.')).toBeVisible();
    await expect(page.getByLabel('Your name')).toHaveValue('Dorothy Vaughan');
    await expect(page.getByLabel('Lower the Heat')).toBeChecked();
    if (javaScriptEnabled) await expectAccessible(page);
    expect(await db.enquiry.count({ where: { email } })).toBe(0);
    await page.getByLabel('10–49').check();
    // A person takes longer than a robot; one that does not is asked to look again, and loses nothing.
    await expect(async () => {
      if (!page.url().endsWith('/thanks')) await page.getByRole('button', { name: 'Send the enquiry' }).click();
      await expect(page).toHaveURL(/\/enquire\/thanks$/, { timeout: 2_500 });
    }).toPass();
    const kept = await db.enquiry.findMany({ where: { email } });
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({ organisation: 'Harbour Water & Sons', teamSize: '10–49', courses: ['lower-the-heat'], state: 'NEW' });
    expect(await mailTo(email, 'We have your enquiry')).not.toContain('Harbour Water');
    await mailTo(admin.email, 'Enquiry: Harbour Water & Sons');
    await db.user.update({ where: { id: admin.id }, data: { role: 'LEARNER' } });
  });
}

test('where the operator says where they serve and what their numbers are, people see them', async ({ page }) => {
  await page.goto('/contact');
  await expect(page.getByText('We serve teams in London, Dubai and remote.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Ring +44 20 7946 0018' })).toHaveAttribute('href', 'tel:+442079460018');
  await expect(page.getByRole('link', { name: 'WhatsApp +44 7700 900123' })).toHaveAttribute('href', 'https://wa.me/447700900123');
  await page.goto('/enquire');
  await page.getByLabel('Dubai').check();
  await page.getByLabel('Elsewhere, or not settled').check();
  await expect(page.getByLabel('Dubai')).not.toBeChecked();
});

test('robots: the field nobody sees is a trap that says nothing; a form sent at once is asked again', async ({ page }) => {
  const email = freshEmail('robot');
  const fill = async () => {
    await page.goto('/enquire');
    await page.getByLabel('Your name').fill('Robot');
    await page.getByLabel('Work e-mail').fill(email);
    await page.getByLabel('Just me').check();
    await page.getByLabel('What do you need?').fill('Cheap links for your site.');
  };
  await fill();
  await page.getByRole('button', { name: 'Send the enquiry' }).click();
  await expect(page.getByText('That was quicker than we can read.')).toBeVisible();
  await expect(page.getByLabel('What do you need?')).toHaveValue('Cheap links for your site.');
  await fill();
  await page.locator('input[name=website]').evaluate((input) => ((input as HTMLInputElement).value = 'https://spam.example'));
  await page.getByRole('button', { name: 'Send the enquiry' }).click();
  await expect(page).toHaveURL(/\/enquire\/thanks$/);
  expect(await db.enquiry.count({ where: { email } })).toBe(0);
});

test('40 payloads in every field of a form that is refused: shown again as text, run by nothing', async ({ browser }) => {
  test.setTimeout(240_000);
  const page = await pageFor(browser, null);
  let ran = 0;
  page.on('dialog', (dialog) => {
    ran += 1;
    void dialog.dismiss();
  });
  await page.goto('/enquire');
  for (const payload of PAYLOADS) {
    for (const label of ['Your name', 'Organisation (if there is one)', 'What do you need?']) await page.getByLabel(label).fill(payload);
    await page.getByLabel('Work e-mail').fill('lead@example.org');
    // No size is chosen, so that it is refused and shown again, whole.
    await page.getByRole('button', { name: 'Send the enquiry' }).click();
    await expect(page.getByText(/^Not sent yet/)).toBeVisible();
    // A one-line field keeps no newline; the rest stays as it was typed.
    const kept = await page.getByLabel('Your name').inputValue();
    expect(kept.replace(/\s+/g, '')).toBe(payload.replace(/\s+/g, ''));
  }
  expect(ran).toBe(0);
});
