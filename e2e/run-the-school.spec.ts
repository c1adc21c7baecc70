import { days, fromNow, now } from '#lib/clock.ts';
import { dayOf, daysLater, endOfDay, formatDate } from '#lib/dates.ts';
import { db } from '#lib/db.ts';
import { COURSE, makeEnrolment, theCourse } from '#prisma/factories.ts';
import { aPerson, expect, expectAccessible, mailTo, pageFor, test } from './fixtures.ts';

const PHONE = { viewport: { width: 390, height: 844 } };
const LIST = '/admin/enrolments';

test('an admin puts two people on a course by a date, undoes it, does it again; extends, waives, withdraws and brings back', async ({ browser }) => {
  const [ada, grace] = [await aPerson({ name: 'Ada' }), await aPerson({ name: 'Grace' })];
  const admin = await pageFor(browser, await aPerson({ role: 'ADMIN', name: 'Alan' }));
  const due = endOfDay(dayOf(fromNow(days(30))))!;

  const enrolBoth = async (tell = false) => {
    await admin.goto(`${LIST}/new`);
    await admin.getByLabel('Course', { exact: true }).selectOption(COURSE);
    await admin.getByLabel('E-mail addresses').fill(`${ada.email}\n${grace.email}`);
    await admin.getByLabel('Due date').fill(dayOf(due));
    await admin.getByRole('button', { name: 'See what will happen' }).click();
    await expect(admin.getByText('2 people will be put on the course.')).toBeVisible();
    await expect(admin.getByText(`Due by ${formatDate(due)}. A mail reminds them`)).toBeVisible();
    if (tell) await admin.getByLabel('Tell each of them by mail').check();
    await admin.getByRole('button', { name: 'Put them on the course' }).click();
    await expect(admin.getByText('2 people put on the course. For a day it can be undone.')).toBeVisible();
  };

  await admin.goto(`${LIST}/new`);
  await admin.getByLabel('Course', { exact: true }).selectOption(COURSE);
  await admin.getByLabel('E-mail addresses').fill(`${ada.email}\nnobody.${ada.email}`);
  await admin.getByRole('button', { name: 'See what will happen' }).click();
  await expect(admin.getByText(`No open account has nobody.${ada.email}`)).toBeVisible();
  await expectAccessible(admin);

  await enrolBoth(true);
  await mailTo(ada.email, theCourse().title);
  await admin.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(admin.getByText('This was undone.')).toBeVisible();
  expect(await db.enrolment.count({ where: { userId: { in: [ada.id, grace.id] } } })).toBe(0);
  await enrolBoth();

  const learner = await pageFor(browser, ada);
  await learner.goto('/dashboard');
  await expect(learner.getByText(`Due by ${formatDate(due)}`)).toBeVisible();

  await admin.goto(`${LIST}?q=${encodeURIComponent(ada.email)}`);
  await admin.getByRole('link', { name: 'Ada', exact: true }).click();
  await expect(admin.getByRole('heading', { level: 1, name: `Ada: ${theCourse().short}` })).toBeVisible();
  await admin.getByLabel('More days').fill('7');
  await admin.getByRole('button', { name: 'Extend it' }).click();
  await expect(admin.getByText(`Due by ${formatDate(daysLater(due, 7))}`)).toBeVisible();
  await expectAccessible(admin);

  await admin.getByText('Waive the course…').click();
  await admin.getByRole('button', { name: 'Waive the course', exact: true }).click();
  await expect(admin.getByText('Say why, in a few words.')).toBeVisible();
  await admin.getByLabel('Why it is waived').fill('Learned it elsewhere');
  await admin.getByRole('button', { name: 'Waive the course', exact: true }).click();
  await expect(admin.getByText('The course is waived.')).toBeVisible();
  await expect(admin.getByRole('cell', { name: 'In force', exact: true })).toBeVisible();
  await learner.reload();
  await expect(learner.getByText(/^Due by/)).toHaveCount(0);
  await admin.getByRole('button', { name: 'End the waiver' }).click();
  await expect(admin.getByText('Waive the course…')).toBeVisible();

  await admin.getByText('Withdraw them…').click();
  await admin.getByLabel('Why they are withdrawn').fill('Left the team');
  await admin.getByRole('button', { name: 'Withdraw them', exact: true }).click();
  await expect(admin.getByRole('button', { name: 'Put them back' })).toBeVisible();
  await learner.reload();
  await expect(learner.getByText('You are not on a course yet.')).toBeVisible();
  await admin.getByRole('button', { name: 'Put them back' }).click();
  await expect(admin.getByText('Withdraw them…')).toBeVisible();
  await learner.reload();
  await expect(learner.getByText(`Due by ${formatDate(daysLater(due, 7))}`)).toBeVisible();
  await expect(admin.getByRole('cell', { name: 'Withdrew somebody from a course' })).toBeVisible();
});

test('rows ticked in the list: the plan says what will happen to each, the button does it, and it can be undone; on a phone', async ({ browser }) => {
  const word = `Bulk${process.pid}x${now().getTime()}`;
  const [one, two] = [await aPerson({ name: `${word} One` }), await aPerson({ name: `${word} Two` })];
  for (const { id } of [one, two]) await makeEnrolment(id);
  await db.enrolment.updateMany({ where: { userId: one.id }, data: { dueAt: fromNow(-days(2)) } });
  const admin = await pageFor(browser, await aPerson({ role: 'ADMIN', name: 'Alan' }), PHONE);

  await admin.goto(`${LIST}?q=${word}`);
  await expect(admin.getByRole('cell', { name: 'Overdue', exact: true })).toBeVisible();
  await expectAccessible(admin);
  await admin.getByLabel('State').selectOption('Overdue');
  await admin.getByRole('button', { name: 'Show' }).click();
  await expect(admin.getByRole('link', { name: `${word} Two` })).toHaveCount(0);

  await admin.goto(`${LIST}?q=${word}`);
  for (const box of await admin.getByRole('checkbox').all()) await box.check();
  await admin.getByLabel('With those chosen').selectOption('Extend by days');
  await admin.getByRole('button', { name: 'See what will happen' }).click();
  await expect(admin.getByRole('heading', { level: 1, name: 'Extend by days' })).toBeVisible();
  await admin.getByLabel('More days').fill('5');
  await admin.getByRole('button', { name: 'See what will happen' }).click();
  await expect(admin.getByText('Nothing: it has no due date')).toBeVisible();
  await expect(admin.getByText(`Due by ${formatDate(daysLater(now(), 5))} instead of`)).toBeVisible();
  await expectAccessible(admin);
  await admin.getByRole('button', { name: 'Extend it for 1 person' }).click();
  await expect(admin.getByText('1 due date changed.')).toBeVisible();

  await admin.goto(`${LIST}?q=${word}`);
  await admin.getByRole('link', { name: 'Choose all on this page' }).click();
  await expect(admin.getByRole('checkbox', { checked: true })).toHaveCount(2);
  await admin.getByLabel('With those chosen').selectOption('Withdraw from the course');
  await admin.getByRole('button', { name: 'See what will happen' }).click();
  await expect(admin.getByText('Will be withdrawn', { exact: true })).toHaveCount(2);
  await expectAccessible(admin);
  await admin.getByLabel('Why they are withdrawn').fill('The course has moved');
  await admin.getByRole('button', { name: 'Withdraw 2 people' }).click();
  await expect(admin.getByText('2 people withdrawn. What they did stays.')).toBeVisible();
  expect(await db.enrolment.count({ where: { userId: { in: [one.id, two.id] }, withdrawnAt: { not: null } } })).toBe(2);
  await admin.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(admin.getByText('This was undone.')).toBeVisible();
  expect(await db.enrolment.count({ where: { userId: { in: [one.id, two.id] }, withdrawnAt: null } })).toBe(2);
});
