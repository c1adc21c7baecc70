import { handIn } from '#features/certificates/award.server.ts';
import { questionsOf, saveAnswer, startAttempt } from '#features/quizzes/attempt.server.ts';
import { getBank } from '#features/quizzes/bank.server.ts';
import { disguise, keyOf } from '#features/quizzes/question.ts';
import { LONGEST_DUE_FIRST, remindOfReviews } from '#features/reviews/review.server.ts';
import { db } from '#lib/db.ts';
import { makeEnrolment, theCourse } from '#prisma/factories.ts';
import { giveAnswer, wrongAnswer } from './answering.ts';
import { aPerson, expect, expectAccessible, freshEmail, mailTo, pageFor, test } from './fixtures.ts';
import { later } from './servers.ts';

const bank = getBank(theCourse());

/** Somebody who passed, and missed two questions on the way. */
async function aForgetfulGraduate() {
  const person = await aPerson({ name: 'Ada' });
  const enrolment = await makeEnrolment(person.id);
  const viewer = { ...person, role: 'LEARNER', sessionHash: '' } as never;
  const started = await startAttempt(viewer, theCourse());
  if (!started?.ok) throw new Error('not started');
  const questions = questionsOf(bank, await db.attempt.findUniqueOrThrow({ where: { id: started.attemptId } }));
  for (const question of questions.slice(0, 13)) await saveAnswer(viewer, started.attemptId, question.id, 1, keyOf(question));
  await handIn(viewer, started.attemptId);
  return { person, enrolment };
}

/** The question on the card, as it stands in the bank under this card's own ids. */
async function cardQuestion(enrolmentId: string) {
  const card = await db.reviewCard.findFirstOrThrow({ where: { enrolmentId, answers: 0 }, orderBy: LONGEST_DUE_FIRST });
  const question = bank.finalItems.find(({ id }) => card.item === `question/${id}`)!;
  return { card, question: disguise(question, card.answers * 7_919 + card.item.length) };
}

test('what was missed comes back: answer a card, see why, and meet it again later or sooner', { tag: '@later' }, async ({ browser }) => {
  test.setTimeout(180_000);
  const nextDay = await later(1.1);
  for (const javaScriptEnabled of [true, false]) {
    const { person, enrolment } = await aForgetfulGraduate();
    const today = await pageFor(browser, person);
    await today.goto('/review');
    await expect(today.getByText('Nothing is due.')).toBeVisible();
    const page = await pageFor(nextDay.browser, person, { javaScriptEnabled, viewport: { width: 390, height: 844 } });
    await page.goto('/dashboard');
    await expect(page.getByText('2 cards are due for review')).toBeVisible();
    await page.getByRole('link', { name: 'Review' }).click();
    await page.getByRole('link', { name: 'Start' }).click();
    await expect(page.getByRole('button', { name: 'Answer' })).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
    const first = await cardQuestion(enrolment.id);
    await giveAnswer(page, first.question, keyOf(first.question));
    await page.getByRole('button', { name: 'Answer' }).click();
    await expect(page.getByRole('heading', { name: 'Right' })).toBeVisible();
    await expect(page.getByText(/^It comes back on/)).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
    expect(await db.reviewCard.findUniqueOrThrow({ where: { id: first.card.id } })).toMatchObject({ box: 2, answers: 1 });
    await page.getByRole('link', { name: 'Next card' }).click();
    await expect(page.getByRole('button', { name: 'Answer' })).toBeVisible();
    const second = await cardQuestion(enrolment.id);
    await giveAnswer(page, second.question, wrongAnswer(second.question));
    await page.getByRole('button', { name: 'Answer' }).click();
    await expect(page.getByRole('heading', { name: 'Not this time' })).toBeVisible();
    expect(await db.reviewCard.findUniqueOrThrow({ where: { id: second.card.id } })).toMatchObject({ box: 1, answers: 1 });
    await page.getByRole('link', { name: 'Finish' }).click();
    await expect(page.getByText('Nothing is due.')).toBeVisible();
    await expect(page.getByText('A mail tells you when cards are due')).toBeVisible();
    await page.getByRole('button', { name: 'Stop the mail' }).click();
    await expect(page.getByText('No mail tells you')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Send me a mail' })).toBeVisible();
  }
  await nextDay.close();
});

test('a mail says so, and one click, or one POST from a mail reader, stops it', async ({ browser, request }) => {
  const { person, enrolment } = await aForgetfulGraduate();
  await db.reviewCard.updateMany({ where: { enrolmentId: enrolment.id }, data: { dueAt: new Date(Date.now() - 1000) } });
  await remindOfReviews();
  const mail = await mailTo(person.email, 'List-Unsubscribe-Post: List-Unsubscribe=One-Click');
  const path = /http:\/\/localhost:3100(\/review\/mail\/[\w.-]+)/.exec(mail)![1]!.replace(/\/off$/, '');
  const page = await pageFor(browser, null);
  await page.goto(path);
  expect((await db.user.findUniqueOrThrow({ where: { id: person.id } })).reviewMail).toBe(true);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Stop it' }).click();
  await expect(page.getByRole('heading', { name: 'No more review mail' })).toBeVisible();
  expect((await db.user.findUniqueOrThrow({ where: { id: person.id } })).reviewMail).toBe(false);
  await db.user.update({ where: { id: person.id }, data: { reviewMail: true } });
  const posted = await request.post(`${path}/off`, { form: { 'List-Unsubscribe': 'One-Click' } });
  expect(posted.status()).toBe(204);
  expect((await db.user.findUniqueOrThrow({ where: { id: person.id } })).reviewMail).toBe(false);
  expect((await request.post(`${path.slice(0, -3)}AAA/off`, { form: { x: '1' } })).status()).toBe(404);
});

test('a course in preparation tells you when it opens: asked, confirmed by a button, forgotten by another', async ({ browser }) => {
  const page = await pageFor(browser, null, { javaScriptEnabled: false });
  await page.goto('/courses');
  await page.getByRole('link', { name: 'Service Ground Rules: What Good Looks Like' }).click();
  await expect(page.getByText('This course is in preparation.').first()).toBeVisible();
  const email = freshEmail('opening');
  await page.getByLabel('Tell me when it opens').first().fill(email);
  await page.getByRole('button', { name: 'Tell me' }).first().click();
  await expect(page.getByText('Look in your mail').first()).toBeVisible();
  await page.goto(/http:\/\/localhost:3100(\/openings\/\S+)/.exec(await mailTo(email))![1]!);
  expect((await db.openingRequest.findFirstOrThrow({ where: { email } })).confirmedAt).toBeNull();
  await page.getByRole('button', { name: 'Yes, tell me' }).click();
  await expect(page.getByRole('heading', { name: 'We will tell you' })).toBeVisible();
  expect((await db.openingRequest.findFirstOrThrow({ where: { email } })).confirmedAt).not.toBeNull();
  await page.getByRole('button', { name: 'No longer, forget my address' }).click();
  await expect(page.getByRole('heading', { name: 'Courses', exact: true })).toBeVisible();
  expect(await db.openingRequest.count({ where: { email } })).toBe(0);
});
