import { db } from '#lib/db.ts';
import { makeCertificate, makeEnrolment, makeMarkedFinal } from '#prisma/factories.ts';
import { aPerson, COURSE_URL, expect, expectAccessible, mailTo, pageFor, test } from './fixtures.ts';

const grouped = (code: string) => code.replace(/(.{4})(?=.)/g, '$1 ');

async function aCertificate(name: string) {
  const person = await aPerson({ name });
  const enrolment = await makeEnrolment(person.id, { lessonsDone: 7 });
  const final = await makeMarkedFinal(enrolment.id, 15);
  return { person, enrolment, certificate: await makeCertificate(enrolment.id, final.id, name) };
}

test('an admin finds a certificate by name and issues it again as the name should be; the old code says only that', async ({ browser }) => {
  const surname = `Quillfeather${process.pid}x${Date.now()}`;
  const { person, enrolment, certificate } = await aCertificate(`Mispelt ${surname}`);
  const admin = await pageFor(browser, await aPerson({ role: 'ADMIN', name: 'Alan' }));
  await admin.goto('/admin/certificates');
  await admin.getByLabel('Name or whole code').fill(surname.toLowerCase());
  await admin.getByRole('button', { name: 'Show' }).click();
  await expect(admin.getByRole('row').filter({ hasText: surname })).toContainText('Valid');
  await expectAccessible(admin);
  await admin.getByRole('link', { name: `Mispelt ${surname}` }).click();
  await expect(admin.getByText(person.email)).toBeVisible();
  await admin.getByText('Issue it again under a corrected name…').click();
  await admin.getByLabel('Name as it should stand').fill('  ');
  await admin.getByRole('button', { name: 'Issue it again', exact: true }).click();
  await expect(admin.getByText('Type the name as it should stand on the certificate.')).toBeVisible();
  await expectAccessible(admin);
  await admin.getByLabel('Name as it should stand').fill('Grace Corrected');
  await admin.getByRole('button', { name: 'Issue it again', exact: true }).click();
  await expect(admin.getByRole('heading', { level: 1, name: 'Grace Corrected' })).toBeVisible();
  await expect(admin.getByRole('link', { name: grouped(certificate.code) })).toBeVisible();
  const next = await db.certificate.findFirstOrThrow({ where: { enrolmentId: enrolment.id, supersededAt: null } });
  await mailTo(person.email, next.code);
  await admin.goto(`/admin/certificates/${certificate.code}`);
  await expect(admin.getByRole('row').filter({ hasText: 'Issued a certificate again under another name' })).toContainText('Alan');
  await expectAccessible(admin);

  // A stranger with the old code learns that it was corrected, and neither name nor the new code.
  const stranger = await pageFor(browser, null);
  await stranger.goto(`/certificates/${certificate.code}`);
  await expect(stranger.getByRole('heading', { name: 'This certificate was issued again under a corrected name' })).toBeVisible();
  await expectAccessible(stranger);
  const body = await (await stranger.request.get(`/certificates/${certificate.code}`)).text();
  for (const secret of ['Grace Corrected', surname, next.code, grouped(next.code), person.email]) expect(body).not.toContain(secret);
  await stranger.goto(`/certificates/${next.code}`);
  await expect(stranger.getByRole('heading', { name: 'This certificate is genuine' })).toBeVisible();
  await expect(stranger.getByText('Grace Corrected').first()).toBeVisible();

  // Its holder is led to the one they have now, from the old code, from the dashboard and from the course.
  const holder = await pageFor(browser, person);
  expect((await holder.request.get(`/certificates/${certificate.code}/pdf`)).status()).toBe(404);
  expect((await holder.request.get(`/certificates/${next.code}/pdf`)).status()).toBe(200);
  await holder.goto(`/certificates/${certificate.code}`);
  await holder.getByRole('link', { name: 'See the one you have now' }).click();
  await expect(holder).toHaveURL(new RegExp(next.code));
  await holder.goto(`${COURSE_URL}/certificate`);
  await expect(holder).toHaveURL(new RegExp(next.code));
  await holder.goto('/dashboard');
  const addresses = await holder.getByRole('link').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
  expect(addresses.some((address) => address.includes(next.code))).toBe(true);
  expect(addresses.some((address) => address.includes(certificate.code))).toBe(false);
});

test('a certificate revoked by mistake is reinstated, and its history says both', async ({ browser }) => {
  const { person, certificate } = await aCertificate('Grace Hopper');
  const admin = await pageFor(browser, await aPerson({ role: 'ADMIN', name: 'Alan' }));
  await admin.goto(`/admin/certificates?q=${certificate.code}`);
  await admin.getByRole('link', { name: 'Grace Hopper' }).click();
  await admin.getByText('Revoke…').click();
  await admin.getByLabel('Reason').fill('Taken for somebody else’s');
  await admin.getByRole('button', { name: 'Revoke this certificate' }).click();
  await expect(admin.getByText(/^Revoked on /)).toBeVisible();
  await admin.getByText('Reinstate…').click();
  await expectAccessible(admin);
  await admin.getByRole('button', { name: 'Reinstate this certificate' }).click();
  await expect(admin.getByRole('row').filter({ hasText: 'Reinstated a certificate' })).toBeVisible();
  await expect(admin.getByRole('row').filter({ hasText: 'Revoked a certificate: Taken for somebody else’s' })).toBeVisible();
  const holder = await pageFor(browser, person);
  await holder.goto(`/certificates/${certificate.code}`);
  await expect(holder.getByRole('heading', { name: 'This certificate is genuine' })).toBeVisible();
  await expect(holder.getByRole('link', { name: 'Download the PDF' })).toBeVisible();
});

test('the list as a file holds what the list shows, and nothing that a spreadsheet runs', async ({ browser }) => {
  const name = `=HYPERLINK Zzyzx${process.pid}x${Date.now()}`;
  const { certificate } = await aCertificate(name);
  const admin = await pageFor(browser, await aPerson({ role: 'ADMIN', name: 'Alan' }));
  const response = await admin.request.get(`/admin/certificates/list.csv?q=${certificate.code}`);
  expect(response.headers()['content-type']).toContain('text/csv');
  const lines = (await response.text()).trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(`"'${name}"`);
  expect(lines[1]).toContain(grouped(certificate.code));
});
