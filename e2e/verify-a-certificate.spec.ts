import { db } from '#lib/db.ts';
import { makeCertificate, makeEnrolment, makeMarkedFinal } from '#prisma/factories.ts';
import { aPerson, COURSE_URL, expect, expectAccessible, pageFor, test } from './fixtures.ts';

async function aCertificate(name = 'Grace Hopper') {
  const person = await aPerson({ name });
  const enrolment = await makeEnrolment(person.id, { lessonsDone: 7 });
  const final = await makeMarkedFinal(enrolment.id, 15);
  return { person, certificate: await makeCertificate(enrolment.id, final.id, name) };
}

test('a stranger sees name, course, date and status, and nothing more', async ({ page }) => {
  const { person, certificate } = await aCertificate();
  await page.goto(`/certificates/${certificate.code}`);
  await expect(page.getByRole('heading', { name: 'This certificate is genuine' })).toBeVisible();
  await expect(page.getByText('Straight and Kind: Giving Customers Bad News').first()).toBeVisible();
  await expectAccessible(page);
  const bodies = [
    await (await page.request.get(`/certificates/${certificate.code}`)).text(),
    await (await page.request.get(`/certificates/${certificate.code}`, { headers: { RSC: '1' } })).text(),
  ];
  for (const body of bodies)
    for (const secret of [person.email, person.id, certificate.id, certificate.enrolmentId, certificate.attemptId]) expect(body).not.toContain(secret);
  expect(bodies[0]).toContain('noindex');
});

test('unknown and malformed codes look the same', async ({ page }) => {
  const bodies = new Set<string>();
  for (const code of ['0'.repeat(32), 'Z'.repeat(32), 'short', "' OR 1=1--", 'constructor', '%F0%9F%99%82', 'a'.repeat(200)]) {
    const response = await page.goto(`/certificates/${code}`);
    expect(response!.status(), code).toBe(404);
    bodies.add(await page.locator('main').innerText());
  }
  expect(bodies.size).toBe(1);
  await expectAccessible(page);
});

test('a neighbour of a real code is not a certificate', async ({ request }) => {
  const { certificate } = await aCertificate();
  for (let at = 0; at < 32; at++) {
    const letter = certificate.code[at] === '0' ? '1' : '0';
    const neighbour = certificate.code.slice(0, at) + letter + certificate.code.slice(at + 1);
    expect((await request.get(`/certificates/${neighbour}`)).status()).toBe(404);
  }
});

test('an admin revokes with a reason; the page says revoked without it, and the PDF is gone', async ({ browser }) => {
  const { person, certificate } = await aCertificate();
  const admin = await pageFor(browser, await aPerson({ role: 'ADMIN', name: 'Alan' }));
  await admin.goto(`/admin/certificates/${certificate.code}`);
  await admin.getByText('Revoke…').click();
  await expectAccessible(admin);
  await admin.getByLabel('Reason').fill('no');
  await admin.getByRole('button', { name: 'Revoke this certificate' }).click();
  await expect(admin.getByText('Say why, in a few words')).toBeVisible();
  await admin.getByLabel('Reason').fill('Issued under the wrong name');
  await admin.getByRole('button', { name: 'Revoke this certificate' }).click();
  await expect(admin.getByText(/^Revoked on /)).toBeVisible();
  await expect(admin.getByText('Issued under the wrong name', { exact: true })).toBeVisible();
  const stranger = await pageFor(browser, null);
  await stranger.goto(`/certificates/${certificate.code}`);
  await expect(stranger.getByRole('heading', { name: 'This certificate has been revoked' })).toBeVisible();
  await expect(stranger.getByText('Issued under the wrong name')).toHaveCount(0);
  await expectAccessible(stranger);
  const holder = await pageFor(browser, person);
  expect((await holder.request.get(`/certificates/${certificate.code}/pdf`)).status()).toBe(404);
  expect(await db.certificate.count({ where: { id: certificate.id, revokedAt: { not: null } } })).toBe(1);
  // Nor are they told to wait for it.
  await holder.goto(`${COURSE_URL}/final-check`);
  await expect(holder.getByText('You hold no certificate for it now: it was revoked.')).toBeVisible();
});

test('the PDF opens for its holder alone', async ({ browser }) => {
  const { person, certificate } = await aCertificate();
  const mine = await (await pageFor(browser, person)).request.get(`/certificates/${certificate.code}/pdf`);
  expect(mine.status()).toBe(200);
  expect((await mine.body()).subarray(0, 5).toString()).toBe('%PDF-');
  const other = await (await pageFor(browser, await aPerson())).request.get(`/certificates/${certificate.code}/pdf`);
  expect(other.status()).toBe(404);
});
