import { db } from '#lib/db.ts';
import { aPerson, expect, expectAccessible, freshEmail, mailTo, pageFor, test } from './fixtures.ts';

const csv = (...lines: string[]) => ({
  name: 'people.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`email,name,course,group,due date,action\r\n${lines.join('\r\n')}\r\n`),
});

for (const javaScriptEnabled of [true, false]) {
  test(`an admin enrols people from a spreadsheet, ${javaScriptEnabled ? 'with' : 'without'} JavaScript: broken, mended, applied, again, undone`, async ({
    browser,
  }) => {
    const admin = await aPerson({ role: 'ADMIN' });
    const known = await aPerson();
    const group = await db.group.create({ data: { name: `Harbour team ${freshEmail('group')}` } });
    const [ada, grace] = [freshEmail('ada'), freshEmail('grace')];
    const page = await pageFor(browser, admin, { javaScriptEnabled });
    const upload = async (file: { name: string; mimeType: string; buffer: Buffer }, tell = false) => {
      await page.goto('/admin/imports');
      await page.getByLabel('Spreadsheet, as CSV').setInputFiles(file);
      if (tell) await page.getByLabel(/^Tell them by mail/).check();
      await page.getByRole('button', { name: 'Read it and show the plan' }).click();
    };
    const onCourse = () => db.enrolment.count({ where: { user: { email: { in: [ada, grace, known.email] } }, withdrawnAt: null } });

    // Broken: one sentence, nothing kept.
    await upload({ ...csv(`${ada},"Ada`), name: 'broken.csv' });
    await expect(page.getByText(/A quotation mark near line \d is opened and never closed/)).toBeVisible();
    expect(await db.import.count({ where: { createdById: admin.id } })).toBe(0);
    if (javaScriptEnabled) await expectAccessible(page);

    // One row to mend: the plan says which and how, and cannot be applied.
    await upload(
      csv(
        `${ada},Ada Lovelace,Straight and Kind,${group.name},31/12/2035,`,
        `${grace},Grace Hopper,Straight and Cross,,,`,
        `${known.email},,Straight and Kind,,,`,
      ),
    );
    await expect(page.getByRole('heading', { level: 1, name: 'people.csv' })).toBeVisible();
    await expect(page.getByText('2 to add, 1 to mend', { exact: true })).toBeVisible();
    await expect(page.getByText('There is no course called “Straight and Cross”. Write its title as the catalogue has it.')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Apply/ })).toHaveCount(0);
    if (javaScriptEnabled) await expectAccessible(page);
    expect(await onCourse()).toBe(0);

    // Mended: planned, then applied.
    const mended = csv(
      `${ada},Ada Lovelace,Straight and Kind,${group.name},31/12/2035,`,
      `${grace},Grace Hopper,Straight and Kind,,,`,
      `${known.email},,Straight and Kind,,,`,
    );
    await upload(mended, true);
    await expect(page.getByText('3 to add', { exact: true })).toBeVisible();
    expect(await onCourse()).toBe(0);
    if (javaScriptEnabled) await expectAccessible(page);
    const planUrl = page.url();
    await page.getByRole('button', { name: 'Apply to 3 people' }).click();
    await expect(page.getByText(/^Applied on/)).toBeVisible();
    await expect(page.getByText('3 added', { exact: true })).toBeVisible();
    await expect(page.getByRole('cell', { name: 'account made, put on the course, put into the group' })).toBeVisible();
    expect(await onCourse()).toBe(3);
    expect(await db.membership.count({ where: { groupId: group.id, user: { email: ada } } })).toBe(1);
    await mailTo(ada, 'by 31 December 2035');

    // Again: all are there, and there is nothing to apply.
    await upload(mended);
    await expect(page.getByText('3 already there', { exact: true })).toBeVisible();
    await expect(page.getByText('There is nothing to do: all of it is so already.')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Apply/ })).toHaveCount(0);

    // Undone: gone, and so are the accounts it made.
    await page.goto(planUrl);
    await page.getByText('Undo…').click();
    if (javaScriptEnabled) await expectAccessible(page);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await expect(page.getByText(/^Undone on/)).toBeVisible();
    expect(await onCourse()).toBe(0);
    expect(await db.user.count({ where: { email: { in: [ada, grace] } } })).toBe(0);
    expect(await db.user.count({ where: { email: known.email } })).toBe(1);
  });
}

test('a file that is too large is refused with a sentence, before it is sent and after', async ({ browser }) => {
  const admin = await aPerson({ role: 'ADMIN' });
  for (const [javaScriptEnabled, megabytes, sentence] of [
    [true, 2.5, 'This file is larger than 2 MB. Split it, and upload one part after the other.'],
    [false, 2.5, 'This file is larger than 2 MB. Split it, and upload one part after the other.'],
    [true, 12, 'This file is larger than 2 MB. Split it, and upload one part after the other.'],
    [false, 12, 'That file is larger than 2 MB. Go back, and upload it in parts.'],
  ] as const) {
    const page = await pageFor(browser, admin, { javaScriptEnabled });
    await page.goto('/admin/imports');
    await page.getByLabel('Spreadsheet, as CSV').setInputFiles({ name: 'big.csv', mimeType: 'text/csv', buffer: Buffer.alloc(megabytes * 1024 * 1024, 'a') });
    await page.getByRole('button', { name: 'Read it and show the plan' }).click();
    await expect(page.getByText(sentence)).toBeVisible();
    await page.context().close();
  }
  expect(await db.import.count({ where: { createdById: admin.id } })).toBe(0);
});

test('the template and the result are files; the result says what was done', async ({ browser }) => {
  const admin = await aPerson({ role: 'ADMIN' });
  const page = await pageFor(browser, admin);
  await page.goto('/admin/imports');
  const template = await page.request.get('/admin/imports/template.csv');
  expect(await template.text()).toContain('"email","name","course","group","due date","action"');
  const email = freshEmail('ada');
  await page.getByLabel('Spreadsheet, as CSV').setInputFiles(csv(`${email},=1+1,Straight and Kind,,,`));
  await page.getByRole('button', { name: 'Read it and show the plan' }).click();
  await page.getByRole('button', { name: 'Apply to 1 person' }).click();
  await expect(page.getByText(/^Applied on/)).toBeVisible();
  const result = await page.request.get(`${new URL(page.url()).pathname}/result.csv`);
  expect(result.headers()['content-disposition']).toContain('attachment');
  expect(await result.text()).toContain(`"2","${email}","'=1+1","Straight and Kind","","","Add","account made, put on the course","","Applied"`);
});
