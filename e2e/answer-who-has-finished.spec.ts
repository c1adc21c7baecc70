import { db } from '#lib/db.ts';
import { makeCertificate, makeEnrolment, makeMarkedFinal, theCourse } from '#prisma/factories.ts';
import { aPerson, expect, expectAccessible, freshEmail, pageFor, test } from './fixtures.ts';

test('a manager answers who has finished, without asking anybody', async ({ browser }) => {
  const stamp = freshEmail('group').split('@')[0]!;
  const [grace, linus, manager] = [await aPerson({ name: 'Grace Hopper' }), await aPerson({ name: 'Linus Idle' }), await aPerson({ name: 'Margaret' })];
  const finished = await makeEnrolment(grace.id, { lessonsDone: theCourse().lessons.length });
  await makeCertificate(finished.id, (await makeMarkedFinal(finished.id, 15)).id, grace.name);
  const canary = `CANARY ${stamp}`;
  await db.note.updateMany({ where: { enrolmentId: finished.id }, data: { text: canary } });
  await makeEnrolment(linus.id);

  const admin = await pageFor(browser, await aPerson({ role: 'ADMIN', name: 'Alan' }));
  await admin.goto('/admin/groups');
  await expectAccessible(admin);
  await admin.getByRole('textbox', { name: 'Name', exact: true }).fill(`Front desk ${stamp}`);
  await admin.getByRole('button', { name: 'Make the group' }).click();
  await expect(admin.getByRole('heading', { name: `Front desk ${stamp}` })).toBeVisible();
  const addresses = admin.getByLabel('E-mail addresses');
  await addresses.fill(`${grace.email}\nnobody.${stamp}@example.org`);
  await admin.getByRole('button', { name: 'See what this will do' }).click();
  await expect(admin.getByText(`Nobody with an open account has: nobody.${stamp}@example.org. Nothing was done.`)).toBeVisible();
  await addresses.fill([grace, linus, manager].map(({ email }) => email).join(', '));
  await admin.getByRole('button', { name: 'See what this will do' }).click();
  await expect(admin.getByText('3 people will be added.')).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole('button', { name: 'Add these people' }).click();
  await expect(admin.getByText('3 people added.')).toBeVisible();
  await admin.getByRole('button', { name: 'Make manager: Margaret' }).click();
  await expect(admin.getByRole('button', { name: 'Make member: Margaret' })).toBeVisible();

  const page = await pageFor(browser, manager);
  await page.goto('/groups');
  await expectAccessible(page);
  await page.getByRole('link', { name: `Front desk ${stamp}` }).click();
  await expect(page.getByText('1 of 2 has finished every course they are on.')).toBeVisible();
  await expect(page.getByRole('row', { name: /Grace Hopper.*Finished on/ })).toBeVisible();
  await expectAccessible(page);
  const address = new URL(page.url()).pathname;
  await page.getByLabel('State').selectOption({ label: 'Not started' });
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('row', { name: /Linus Idle.*Not started/ })).toBeVisible();
  await expect(page.getByText('Grace Hopper')).toHaveCount(0);

  const file = await page.request.get(`${address}/progress.csv`);
  expect(file.headers()['content-disposition']).toContain('attachment');
  const text = await file.text();
  for (const name of ['Grace Hopper', 'Linus Idle']) expect(text).toContain(name);
  for (const body of [text, await (await page.request.get(address)).text()]) expect(body).not.toContain(canary);

  for (const other of [grace, await aPerson()]) {
    const stranger = await pageFor(browser, other);
    for (const path of [address, `${address}/progress.csv`, '/groups']) expect((await stranger.request.get(path)).status(), path).toBe(404);
  }
  await admin.getByRole('button', { name: 'Make member: Margaret' }).click();
  await expect(admin.getByRole('button', { name: 'Make manager: Margaret' })).toBeVisible();
  expect((await page.request.get(address)).status()).toBe(404);
});

test('a link with one place puts one person on the course, and tells the next that it is full', async ({ browser }) => {
  const stamp = freshEmail('link').split('@')[0]!;
  const admin = await pageFor(browser, await aPerson({ role: 'ADMIN', name: 'Alan' }));
  await admin.goto('/admin/invites');
  await admin.getByLabel('What you call it').fill(`Spring ${stamp}`);
  await admin.getByLabel('Puts people on').selectOption(theCourse().slug);
  await admin.getByLabel('Places').fill('1');
  await expectAccessible(admin);
  await admin.getByRole('button', { name: 'Make the link' }).click();
  await expect(admin.getByRole('heading', { name: `Spring ${stamp}` })).toBeVisible();
  await expectAccessible(admin);
  const link = await admin.getByLabel('The link', { exact: true }).inputValue();

  const [first, second] = [await aPerson({ name: `First ${stamp}` }), await aPerson()];
  const page = await pageFor(browser, first);
  await page.goto(link);
  await expectAccessible(page);
  expect(await db.inviteClaim.count({ where: { userId: first.id } })).toBe(0);
  await page.getByRole('button', { name: 'Join the course' }).click();
  await expect(page.getByRole('heading', { name: 'You have a place', exact: true })).toBeVisible();
  await expectAccessible(page);
  expect(await db.enrolment.count({ where: { userId: first.id, courseSlug: theCourse().slug, withdrawnAt: null } })).toBe(1);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'You have a place already' })).toBeVisible();

  const next = await pageFor(browser, second);
  await next.goto(link);
  await expect(next.getByRole('heading', { name: 'Every place is taken' })).toBeVisible();
  await expectAccessible(next);
  expect((await next.request.get(`${link}x`)).status()).toBe(404);

  await admin.reload();
  await admin.getByText(`Free this place: First ${stamp}`).click();
  await admin.getByRole('button', { name: 'Free the place' }).click();
  await expect(admin.getByText('0 of 1 places are taken')).toBeVisible();
  await next.reload();
  await next.getByRole('button', { name: 'Join the course' }).click();
  await expect(next.getByRole('heading', { name: 'You have a place', exact: true })).toBeVisible();

  const visitor = await pageFor(browser, null);
  await visitor.goto(link);
  await expect(visitor.getByRole('heading', { name: 'Every place is taken' })).toBeVisible();
});

test('somebody who is not signed in is sent to sign in, and comes back to the link', async ({ browser }) => {
  const stamp = freshEmail('open').split('@')[0]!;
  const admin = await pageFor(browser, await aPerson({ role: 'ADMIN', name: 'Alan' }));
  await admin.goto('/admin/invites');
  await admin.getByLabel('What you call it').fill(`Open ${stamp}`);
  await admin.getByLabel('Puts people on').selectOption(theCourse().slug);
  await admin.getByRole('button', { name: 'Make the link' }).click();
  const link = await admin.getByLabel('The link', { exact: true }).inputValue();
  const visitor = await pageFor(browser, null);
  await visitor.goto(link);
  await expectAccessible(visitor);
  await visitor.getByRole('button', { name: 'Sign in to join' }).click();
  await expect(visitor).toHaveURL(/\/sign-in\?next=/);
  expect(new URL(visitor.url()).searchParams.get('next')).toBe(new URL(link).pathname);
  await admin.getByText('Revoke…').click();
  await admin.getByRole('button', { name: 'Revoke this link' }).click();
  await expect(admin.getByText(/^Revoked on /)).toBeVisible();
  await visitor.goto(link);
  await expect(visitor.getByRole('heading', { name: 'This link is no longer in use' })).toBeVisible();
});
