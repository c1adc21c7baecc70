import type { Page } from '@playwright/test';
import { findCourse } from '#features/courses/course.server.ts';
import { questionsOf, saveAnswer } from '#features/quizzes/attempt.server.ts';
import { getBank } from '#features/quizzes/bank.server.ts';
import { keyOf } from '#features/quizzes/question.ts';
import { bestOf } from '#features/scenarios/conversation.ts';
import { findScenario } from '#features/scenarios/scenario.server.ts';
import { now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { attemptIdOf, giveAnswer } from './answering.ts';
import { aPerson, expect, expectAccessible, mailsTo, mailTo, type Person, pageFor, test } from './fixtures.ts';
import { later } from './servers.ts';

const course = findCourse('complaint-handling-certificate')!;
const URL = `/courses/${course.slug}`;

/** On the course with every lesson done, which is other journeys' business. */
async function aLearnerNearTheEnd(person: Person) {
  const enrolment = await db.enrolment.create({ data: { userId: person.id, courseSlug: course.slug } });
  await db.lessonCompletion.createMany({ data: course.lessons.map(({ slug }) => ({ enrolmentId: enrolment.id, lessonSlug: slug })) });
  return enrolment;
}

/** Answers the attempt on show, those of some outcomes not at all, and hands it in; answering by hand is another journey. */
async function answerAll(page: Page, person: Person, leaveOut: string[] = []) {
  await page.waitForURL(/\/attempts\//);
  const attempt = await db.attempt.findUniqueOrThrow({ where: { id: attemptIdOf(page) } });
  const viewer = { ...person, role: 'LEARNER', sessionHash: '' } as never;
  for (const question of questionsOf(getBank(course), attempt))
    if (!leaveOut.includes(question.outcome)) await saveAnswer(viewer, attempt.id, question.id, 1, keyOf(question));
  await page.goto(`/attempts/${attempt.id}?question=review`);
  await page.getByRole('button', { name: 'Hand in answers' }).click();
}

/** Gives each of the six criteria this score. */
async function scoreEach(page: Page, score: number) {
  for (const radio of await page.getByRole('radio', { name: new RegExp(`^${score}\\b`) }).all()) await radio.check();
}

test('the certificate with four parts: final check by outcome, conversations, a marked letter, and a check a week later', { tag: '@later' }, async ({
  browser,
}) => {
  test.setTimeout(360_000);
  const person = await aPerson({ name: 'Ada Lovelace' });
  const enrolment = await aLearnerNearTheEnd(person);
  let page = await pageFor(browser, person);
  await page.goto(URL);
  for (const part of ['half right on every outcome', 'A response letter, marked on six criteria', 'A delayed check of 10 questions'])
    await expect(page.getByText(part)).toBeVisible();

  // Blind to one outcome: enough right in all, and not passed.
  await page.goto(`${URL}/final-check`);
  await page.getByLabel('The name for your certificate').fill('Ada Lovelace');
  await page.getByRole('button', { name: 'Start the final check' }).click();
  await answerAll(page, person, ['C02-O6']);
  await expect(page.getByRole('heading', { name: 'Not there yet' })).toBeVisible();
  await expect(page.getByText('Each outcome needs half its questions right as well')).toBeVisible();
  await expectAccessible(page);

  // Two days on the wait is over.
  const inTwoDays = await later(2);
  page = await pageFor(inTwoDays.browser, person);
  await page.goto(`${URL}/final-check`);
  await page.getByRole('button', { name: 'Start the final check' }).click();
  await answerAll(page, person);
  await expect(page.getByRole('heading', { name: 'Passed' })).toBeVisible();

  // The dashboard says where they stand.
  await page.goto('/dashboard');
  const standing = page.getByRole('region', { name: 'Towards the certificate' });
  await expect(standing.getByRole('listitem').filter({ hasText: 'Final check' })).toContainText('done');
  await expect(standing.getByRole('listitem').filter({ hasText: 'Response letter' })).toContainText('to do');
  await expectAccessible(page);

  for (const { slug } of course.scenarios) {
    const { scenario } = findScenario(course, slug)!;
    await page.goto(`${URL}/practice/${slug}`);
    await page.getByRole('button', { name: 'Start the conversation' }).click();
    for (const node of ['d1', 'd2', 'd3', 'd4']) await page.getByRole('button', { name: bestOf(scenario, node).option.line.slice(0, 40) }).click();
    await expect(page.getByText('A good ending')).toBeVisible();
  }

  // The letter: written, kept when it is too short to hand in, scored, and put to a mentor.
  const mentor = await aPerson({ name: 'Mo Mentor' });
  await page.goto(`${URL}/letter`);
  const letter = page.getByLabel(/^Your letter, 300 to 450 words/);
  await letter.fill('Dear Alan, too short.');
  await page.getByRole('button', { name: 'Hand in the letter' }).click();
  await expect(page.getByText(/Saved, and not handed in yet: 4 words/)).toBeVisible();
  await expect(letter).toHaveValue('Dear Alan, too short.');
  await letter.fill(`Dear Alan, ${'we did not ring, and I am sorry. '.repeat(45)}`);
  await page.getByRole('button', { name: 'Hand in the letter' }).click();
  await expect(page.getByText('A letter that would score 3 on each')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save my scores' }).click();
  await expect(page.getByText('Give each of the six a score first.')).toBeVisible();
  await scoreEach(page, 2);
  await page.getByRole('button', { name: 'Save my scores' }).click();
  await page.getByRole('radio', { name: /A mentor of mine/ }).check();
  await page.getByLabel(/Your mentor’s e-mail address/).fill(person.email);
  await page.getByRole('button', { name: 'Ask for it to be marked' }).click();
  await expect(page.getByText('That is your own address.')).toBeVisible();
  await page.getByLabel(/Your mentor’s e-mail address/).fill(mentor.email);
  await page.getByRole('button', { name: 'Ask for it to be marked' }).click();
  await expect(page.getByText(`Your letter waits for your mentor at ${mentor.email}`)).toBeVisible();

  const marking = await pageFor(browser, mentor);
  await marking.goto(/http:\/\/localhost:3100(\/letters\/\S+)/.exec(await mailTo(mentor.email))![1]!);
  await expectAccessible(marking);
  await scoreEach(marking, 3);
  await marking.getByRole('button', { name: 'Save the marks' }).click();
  await expect(marking.getByText('Say in a sentence or two what works')).toBeVisible();
  await marking.getByLabel('To its writer: what works, and what to mend').fill('Every point is answered, and the apology is ours.');
  await marking.getByRole('button', { name: 'Save the marks' }).click();
  await expect(marking.getByText('This letter is marked. Thank you.')).toBeVisible();
  await mailTo(person.email, 'Your response letter');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Your letter meets all six criteria' })).toBeVisible();
  await expectAccessible(page);

  // The delayed check waits a week, and so does the mail that says it is open.
  await page.goto(`${URL}/delayed-check`);
  await expect(page.getByText(/It opens on .* A mail will remind you/)).toBeVisible();
  expect(await db.certificate.count({ where: { enrolmentId: enrolment.id } })).toBe(0);
  await inTwoDays.close();
  expect(mailsTo(person.email).join()).not.toContain('Your delayed check is open');
  const inTenDays = await later(10);
  await mailTo(person.email, 'Your delayed check is open');
  page = await pageFor(inTenDays.browser, person);
  await page.goto(`${URL}/delayed-check`);
  await page.getByRole('button', { name: 'Start the delayed check' }).click();
  await expect(page.getByRole('heading', { name: 'Delayed check' })).toBeVisible();
  await answerAll(page, person);
  await expect(page.getByRole('heading', { name: 'Passed' })).toBeVisible();
  const certificate = await db.certificate.findFirstOrThrow({ where: { enrolmentId: enrolment.id } });
  await inTenDays.close();
  const stranger = await pageFor(browser, null);
  await stranger.goto(`/certificates/${certificate.code}`);
  await expect(stranger.getByText('marked by their named mentor')).toBeVisible();
});

test('“start here?” before an advanced course: five questions, nobody’s score, and where to begin', async ({ browser }) => {
  const person = await aPerson();
  const page = await pageFor(browser, person);
  await page.goto(`${URL}/start-here`);
  await page.getByRole('button', { name: 'Show me the five questions' }).click();
  await page.waitForURL(/\/attempts\//);
  const attempt = await db.attempt.findUniqueOrThrow({ where: { id: attemptIdOf(page) } });
  const questions = questionsOf(getBank(course), attempt);
  expect(questions).toHaveLength(5);
  for (const question of questions) await giveAnswer(page, question, keyOf(question));
  await page.getByRole('button', { name: 'Hand in answers' }).click();
  await expect(page.getByText('begin at lesson 3')).toBeVisible();
  await expectAccessible(page);

  // Whoever was taken off the course is not put back on it by a check.
  await db.enrolment.updateMany({ where: { userId: person.id }, data: { withdrawnAt: now() } });
  await page.goto(`${URL}/start-here`);
  await page.getByRole('button', { name: 'Show me the five questions' }).click();
  await expect(page.getByRole('heading', { level: 1, name: course.title })).toBeVisible();
  expect(await db.enrolment.count({ where: { userId: person.id, withdrawnAt: { not: null } } })).toBe(1);
});
