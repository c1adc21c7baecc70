import { Secret, TOTP } from 'otpauth';
import { db } from '#lib/db.ts';
import { aPerson, expect, expectAccessible, pageFor, test } from './fixtures.ts';

for (const javaScriptEnabled of [true, false]) {
  test(`an admin sets up the second factor before anything else, ${javaScriptEnabled ? 'with' : 'without'} JavaScript, and a code on paper stands in for the phone`, async ({
    browser,
  }) => {
    const admin = await aPerson({ role: 'ADMIN', secondFactor: false });
    const page = await pageFor(browser, admin, { javaScriptEnabled, viewport: { width: 390, height: 844 } });
    await page.goto('/admin/audit');
    await expect(page.getByRole('heading', { name: 'Set up your second factor' })).toBeVisible();
    await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
    const secret = (await page.locator('code').innerText()).replace(/\s/g, '');
    await page.getByLabel('The six digits the app shows').fill('000000');
    await page.getByRole('button', { name: 'Confirm' }).click();
    await expect(page.getByText('That code does not fit.')).toBeVisible();
    await page.getByLabel('The six digits the app shows').fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate());
    await page.getByRole('button', { name: 'Confirm' }).click();
    await expect(page.getByRole('heading', { name: 'Your recovery codes' })).toBeVisible();
    const codes = await page.getByRole('region', { name: 'Your recovery codes' }).getByRole('listitem').allInnerTexts();
    expect(codes).toHaveLength(10);
    await page.getByRole('link', { name: 'I have kept them; go on' }).click();
    await expect(page).toHaveURL(/\/admin\/audit/);
    // Another device, or this one tomorrow: the phone is lost.
    await db.session.updateMany({ where: { userId: admin.id }, data: { secondFactorAt: null } });
    await page.goto('/admin/audit');
    await expect(page.getByRole('heading', { name: 'Your second factor' })).toBeVisible();
    await page.getByLabel('Code from the app, or a recovery code').fill(codes[3]!);
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(page).toHaveURL(/\/admin\/audit/);
    await db.session.updateMany({ where: { userId: admin.id }, data: { secondFactorAt: null } });
    await page.goto('/admin');
    await page.getByLabel('Code from the app, or a recovery code').fill(codes[3]!);
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(page.getByText('That code does not fit.')).toBeVisible();
    await db.user.update({ where: { id: admin.id }, data: { role: 'LEARNER' } });
  });
}
