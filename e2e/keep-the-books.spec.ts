import { randomUUID } from 'node:crypto';
import { db } from '#lib/db.ts';
import { PAYLOADS } from '#test/payloads.ts';
import { aPerson, expect, expectAccessible, freshEmail, pageFor, test } from './fixtures.ts';

const anEnquiry = (data: { name?: string; organisation?: string; message?: string } = {}) =>
  db.enquiry.create({
    data: {
      formKey: randomUUID(),
      name: 'Dorothy Vaughan',
      email: freshEmail('lead'),
      organisation: 'Harbour Water',
      teamSize: '10–49',
      courses: ['lower-the-heat'],
      message: 'Our field teams are shouted at on doorsteps.',
      network: '203.0.113.50',
      ...data,
    },
  });

const SIZES = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];

for (const viewport of SIZES) {
  test(`the inbox, the newsletter’s record, the audit and the checks, ${viewport.width} pixels wide`, async ({ browser }) => {
    const admin = await aPerson({ role: 'ADMIN', name: 'Katherine Johnson' });
    const enquiry = await anEnquiry();
    const reader = freshEmail('reader');
    const wording = 'Send me a mail about once a week.';
    await db.subscriber.create({ data: { email: reader, tokenHash: randomUUID(), network: '203.0.113.50', confirmedAt: new Date(), wording } });
    const page = await pageFor(browser, admin, { viewport });

    await page.goto('/admin/enquiries?state=new');
    await expect(page.getByRole('heading', { name: 'Enquiries', level: 1 })).toBeVisible();
    await expectAccessible(page);
    await page.goto(`/admin/enquiries/${enquiry.id}`);
    await expect(page.getByText('Our field teams are shouted at on doorsteps.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Answer by mail' })).toHaveAttribute('href', new RegExp(`^mailto:${enquiry.email}\\?subject=`));
    await page.getByRole('button', { name: 'Keep the note' }).click();
    await expect(page.getByText('Write the note first.')).toBeVisible();
    await page.getByLabel('Note', { exact: true }).fill('Rang; they want a day in May.');
    await page.getByRole('button', { name: 'Keep the note' }).click();
    await expect(page.getByText('Noted.')).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: 'Rang; they want a day in May.' })).toContainText('Katherine Johnson');
    await page.getByRole('button', { name: 'Mark as done' }).click();
    await expect(page.getByText('Moved to “Done”.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Mark as done' })).toHaveCount(0);
    await expectAccessible(page);
    expect(await db.enquiry.findUnique({ where: { id: enquiry.id } })).toMatchObject({ state: 'DONE' });

    await page.goto('/admin/newsletter');
    await page.getByLabel('Address, in full').fill(reader);
    await page.getByRole('button', { name: 'Show' }).click();
    await expect(page.getByRole('row').filter({ hasText: reader })).toContainText('Confirmed');
    await expect(page.getByRole('row').filter({ hasText: reader })).toContainText(wording);
    await expectAccessible(page);

    await page.goto('/admin/audit');
    await page.getByLabel('By whom (address)').fill(admin.email);
    await page.getByRole('button', { name: 'Show' }).click();
    const moved = page.getByRole('row').filter({ hasText: 'Moved an enquiry' });
    await expect(moved).toContainText('Katherine Johnson');
    await expect(moved).toContainText('from NEW, to DONE');
    await expect(page.getByRole('row').filter({ hasText: 'Wrote a note on an enquiry' })).toHaveCount(1);
    await expectAccessible(page);

    await page.goto('/admin/system');
    await expect(page.getByRole('heading', { name: 'Mail that waits' })).toBeVisible();
    await expect(page.getByText('No backup is known.')).toBeVisible();
    await expectAccessible(page);
  });
}

test('the three lists as files, for an admin who gave the second factor just now; taking one is in the audit', async ({ browser }) => {
  const admin = await aPerson({ role: 'ADMIN' });
  const page = await pageFor(browser, admin);
  for (const [url, header] of [
    ['/admin/enquiries/list.csv', '"When","State","Name","E-mail","Organisation","How many people","Courses","Place","Message"'],
    ['/admin/newsletter/list.csv', '"Address","State","First asked","Last asked","Confirmed","Wording","Left"'],
    ['/admin/audit/list.csv', '"When","Who","Who (id)","Action","What","To whom","To whom (id)","Subject","Detail","From"'],
  ] as const) {
    const answer = await page.request.get(url);
    expect(answer.status()).toBe(200);
    expect(answer.headers()['content-type']).toContain('text/csv');
    expect((await answer.text()).replace('\ufeff', '').split('\r\n')[0]).toBe(header);
  }
  expect(await db.auditEntry.count({ where: { actorId: admin.id, action: 'list.export' } })).toBe(3);
  // An hour later the second factor is asked for first.
  await db.session.updateMany({ where: { userId: admin.id }, data: { secondFactorAt: new Date(Date.now() - 3_600_000) } });
  const late = await page.request.get('/admin/audit/list.csv', { maxRedirects: 0 });
  expect(late.status()).toBe(307);
  expect(late.headers()['location']).toContain('/second-factor');
});

test('an enquiry that two people have open is moved by the first of them, and the other is told', async ({ browser }) => {
  const admin = await aPerson({ role: 'ADMIN' });
  const { id } = await anEnquiry();
  const page = await pageFor(browser, admin, { javaScriptEnabled: false });
  await page.goto(`/admin/enquiries/${id}`);
  await db.enquiry.update({ where: { id }, data: { state: 'OPEN' } });
  await page.getByRole('button', { name: 'Mark as spam' }).click();
  await expect(page.getByText('somebody else has moved it')).toBeVisible();
  expect(await db.enquiry.findUnique({ where: { id } })).toMatchObject({ state: 'OPEN' });
});

test('40 payloads in an enquiry are text on its page, and run nothing', async ({ browser }) => {
  const admin = await aPerson({ role: 'ADMIN' });
  const page = await pageFor(browser, admin);
  let ran = 0;
  page.on('dialog', (dialog) => {
    ran += 1;
    void dialog.dismiss();
  });
  const all = PAYLOADS.filter((payload) => !payload.includes('\0')).join('\n');
  const { id } = await anEnquiry({ name: all, organisation: all, message: all });
  await page.goto(`/admin/enquiries/${id}`);
  await expect(page.getByRole('main')).toContainText('<img src=x onerror=alert(1)>');
  await expect(page.getByRole('main')).toContainText('<script>alert(1)</script>');
  await page.goto('/admin/enquiries');
  await expect(page.getByRole('heading', { name: 'Enquiries', level: 1 })).toBeVisible();
  expect(ran).toBe(0);
});
