import { WORDING } from '#features/newsletter/newsletter.ts';
import { db } from '#lib/db.ts';
import { expect, expectAccessible, freshEmail, mailTo, pageFor, test } from './fixtures.ts';

const linkIn = (mail: string, path: string) => new RegExp(`http://localhost:3100(${path}[\\w.-]+)`).exec(mail)![1]!;

for (const javaScriptEnabled of [true, false]) {
  test(`ask, confirm by a button, leave by one click, ${javaScriptEnabled ? 'with' : 'without'} JavaScript`, async ({ browser, request }) => {
    const page = await pageFor(browser, null, { javaScriptEnabled });
    const email = freshEmail('reader');
    await page.goto('/articles/de-escalation-faq');
    const box = page.getByLabel('New articles by mail');
    await box.fill('not an address');
    await box.evaluate((input) => ((input as HTMLInputElement).type = 'text')).catch(() => {});
    if (javaScriptEnabled) {
      await page.getByRole('button', { name: 'Ask for the newsletter' }).click();
      await expect(page.getByText('That does not look like one e-mail address')).toBeVisible();
      await expect(box).toHaveValue('not an address');
    }
    await box.fill(email);
    await page.getByRole('button', { name: 'Ask for the newsletter' }).click();
    await expect(page.getByText('Look in your mail')).toBeVisible();
    const path = linkIn(await mailTo(email), '/newsletter/');
    // Mail readers open links by themselves: that confirms nothing.
    for (const method of ['get', 'head'] as const) expect((await request[method](path)).status()).toBe(200);
    expect((await db.subscriber.findUniqueOrThrow({ where: { email } })).confirmedAt).toBeNull();
    await page.goto(path);
    await expect(page.getByText(WORDING)).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByRole('button', { name: 'Yes, send it' }).click();
    await expect(page.getByRole('heading', { name: 'You are on the list' })).toBeVisible();
    expect(await db.subscriber.findUniqueOrThrow({ where: { email } })).toMatchObject({ wording: WORDING, leftAt: null });
    const welcome = await mailTo(email, 'You are on the list');
    expect(welcome).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    const leave = linkIn(welcome, '/newsletter/leave/').replace(/\/off$/, '');
    await page.goto(leave);
    expect((await db.subscriber.findUniqueOrThrow({ where: { email } })).leftAt).toBeNull();
    await page.getByRole('button', { name: 'Leave' }).click();
    await expect(page.getByRole('heading', { name: 'You have left the list' })).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
    expect((await db.subscriber.findUniqueOrThrow({ where: { email } })).leftAt).not.toBeNull();
    await db.subscriber.update({ where: { email }, data: { leftAt: null } });
    // One click in the mail reader itself (RFC 8058): a POST from nowhere, with no cookie.
    expect((await request.post(`${leave}/off`, { form: { 'List-Unsubscribe': 'One-Click' } })).status()).toBe(204);
    expect((await db.subscriber.findUniqueOrThrow({ where: { email } })).leftAt).not.toBeNull();
    expect((await request.post(`${leave.slice(0, -3)}AAA/off`, { form: { x: '1' } })).status()).toBe(404);
  });
}

test('a known address, an unknown one and a robot get the same answer', async ({ browser }) => {
  const page = await pageFor(browser, null);
  const known = freshEmail('known');
  await db.subscriber.create({ data: { email: known, tokenHash: known, network: 'x', confirmedAt: new Date() } });
  const answers: string[] = [];
  for (const [email, trap] of [
    [known, ''],
    [freshEmail('unknown'), ''],
    [freshEmail('robot'), 'https://spam.example'],
  ] as const) {
    await page.goto('/articles');
    await page.getByLabel('New articles by mail').fill(email);
    await page.locator('input[name=website]').evaluate((input, value) => ((input as HTMLInputElement).value = value), trap);
    await page.getByRole('button', { name: 'Ask for the newsletter' }).click();
    await expect(page.getByText('Look in your mail')).toBeVisible();
    answers.push(await page.getByRole('status').innerText());
  }
  expect(new Set(answers).size).toBe(1);
  expect(await db.subscriber.count({ where: { email: { contains: 'robot' } } })).toBe(0);
});
