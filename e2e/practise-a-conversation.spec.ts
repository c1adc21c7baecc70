import type { Page } from '@playwright/test';
import { bestOf } from '#features/scenarios/conversation.ts';
import { findScenario } from '#features/scenarios/scenario.server.ts';
import { decisionAt, type Scenario } from '#features/scenarios/scenario.ts';
import { db } from '#lib/db.ts';
import { makeEnrolment, makeMarkedFinal, theCourse } from '#prisma/factories.ts';
import { aPerson, COURSE_URL, expect, expectAccessible, pageFor, test } from './fixtures.ts';

const PRACTICE = `${COURSE_URL}/practice/four-years-of-paying-in`;
const { scenario } = findScenario(theCourse(), 'four-years-of-paying-in')!;
const BEST = ['b', 'c', 'a', 'b'] as const;

/** A reply as a person finds it: by its words. */
const reply = (page: Page, node: string, at: number, of: Scenario = scenario) =>
  page.getByRole('button', { name: decisionAt(of, node).options[at]!.line.slice(0, 40) });
const best = (page: Page, node: string) => page.getByRole('button', { name: bestOf(scenario, node).option.line.slice(0, 40) });
const runsOf = (userId: string) => db.scenarioRun.findMany({ where: { enrolment: { userId } }, orderBy: { startedAt: 'asc' }, include: { replies: true } });

test('play a conversation to a good ending, see it turn by turn, and have it count for the course', async ({ browser }) => {
  const person = await aPerson();
  await makeEnrolment(person.id, { lessonsDone: 7, practised: false });
  const page = await pageFor(browser, person);
  await page.goto(COURSE_URL);
  await page.getByRole('link', { name: 'Four years of paying in' }).click();
  await page.getByRole('button', { name: 'Start the conversation' }).click();
  await expect(page.getByText('“Any news on my laptop?”')).toBeVisible();
  await best(page, 'd1').click();
  const latest = page.locator('#latest');
  await expect(latest).toContainText('Go on, then.');
  // The customer reacts first: the commentary stands after the reaction, and the new state is said to ears as well.
  const order = await page.evaluate(() => {
    const commentary = [...document.querySelectorAll('details p')].find((element) => element.textContent?.startsWith('A short signal'))!;
    return Boolean(document.getElementById('latest')!.compareDocumentPosition(commentary) & Node.DOCUMENT_POSITION_FOLLOWING);
  });
  expect(order).toBe(true);
  await expect(page.getByRole('status').filter({ hasText: 'Heat' })).toHaveText('Heat 4 of 10, uneasy. Trust 5 of 10, some, up 1. Fixed 0 of 10, nothing yet.');
  await expect(page.getByText('4 · uneasy')).toBeVisible();
  await expectAccessible(page);
  for (const node of ['d2', 'd3', 'd4']) await best(page, node).click();
  await expect(page.getByRole('heading', { name: 'A no he can live with' })).toBeVisible();
  await expect(page.getByText('A good ending')).toBeVisible();
  await expect(page.getByText('Nothing here needs mending.')).toBeVisible();
  await expect(page.getByRole('list').filter({ hasText: 'Acknowledge' }).first()).toContainText('Next step');
  await expectAccessible(page);
  const runs = await runsOf(person.id);
  expect(runs).toMatchObject([{ ending: 'repaired', verdict: 'GOOD' }]);
  expect(runs[0]!.replies.map(({ choice, heat, trust, fix }) => [choice, heat, trust, fix])).toEqual([
    ['b', 4, 5, 0],
    ['c', 5, 6, 2],
    ['a', 3, 8, 4],
    ['b', 1, 10, 9],
  ]);
  await page.goto(PRACTICE);
  await expect(page.getByText('Best so far: a good ending, “A no he can live with”.')).toBeVisible();
  await expectAccessible(page);
  await page.goto(COURSE_URL);
  await expect(page.getByRole('listitem').filter({ hasText: 'Four years of paying in' })).toContainText('Done');
});

test('go back to any turn, try the other reply, and see your line beside a steadier one', async ({ browser }) => {
  const person = await aPerson();
  await makeEnrolment(person.id);
  const page = await pageFor(browser, person, { viewport: { width: 390, height: 844 }, reducedMotion: 'reduce' });
  await page.goto(PRACTICE);
  await page.getByRole('button', { name: 'Start the conversation' }).click();
  await best(page, 'd1').click();
  await reply(page, 'd2', 1).click();
  await expect(page.locator('#latest')).toContainText('Well, who is it up to, then?');
  await page.getByRole('link', { name: 'Go back to turn 2' }).click();
  await expect(page.getByText('You said this before.')).toBeVisible();
  await page.getByRole('link', { name: 'Leave it as it was' }).click();
  await expect(page.locator('#latest')).toContainText('Well, who is it up to, then?');
  await page.getByRole('link', { name: 'Go back to turn 2' }).click();
  await best(page, 'd2').click();
  await expect(page.locator('#latest')).toContainText('A long breath out.');
  await expect(page.getByText('Well, who is it up to, then?')).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await best(page, 'd3').click();
  // The reply that promises what is not his to promise.
  await reply(page, 'd4', 2).click();
  await expect(page.getByRole('heading', { name: 'Bad news, twice' })).toBeVisible();
  const oneThing = page.getByRole('region', { name: 'The one thing to try next time' });
  await expect(oneThing).toContainText('At turn 4');
  await expect(oneThing).toContainText('Three routes.');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await expectAccessible(page);
  // The run that ended stays as it is; going back begins another.
  await oneThing.getByRole('link', { name: 'Go back to turn 4 and try it' }).click();
  await best(page, 'd4').click();
  await expect(page.getByRole('heading', { name: 'A no he can live with' })).toBeVisible();
  expect((await runsOf(person.id)).map(({ verdict }) => verdict)).toEqual(['POOR', 'GOOD']);
});

test('by keyboard alone: the replies are reached in order, and focus goes to what the customer says back', async ({ browser }) => {
  const person = await aPerson();
  await makeEnrolment(person.id);
  const page = await pageFor(browser, person);
  await page.goto(PRACTICE);
  await page.getByRole('button', { name: 'Start the conversation' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'What do you do?' })).toBeVisible();
  for (const [node, at] of [
    ['d1', 1],
    ['d2', 2],
    ['d3', 0],
    ['d4', 1],
  ] as const) {
    await reply(page, node, 0).waitFor();
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab');
      if (await reply(page, node, at).evaluate((element) => element === document.activeElement)) break;
    }
    await expect(reply(page, node, at)).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.locator('#latest')).toContainText(decisionAt(scenario, node).options[at]!.reaction.slice(-20));
    await expect(page.locator('#latest')).toBeFocused();
  }
  await expect(page.getByRole('heading', { name: 'A no he can live with' })).toBeVisible();
});

test('leave in the middle and go on with it on another device; start twice and there is one', async ({ browser }) => {
  const person = await aPerson();
  const laptop = await pageFor(browser, person);
  await laptop.goto('/courses/lower-the-heat/practice/third-call-no-signal');
  await expect(laptop.getByText('This puts you on the course')).toBeVisible();
  await laptop.getByRole('button', { name: 'Start the conversation' }).click();
  await laptop.getByRole('button', { name: 'Third call, three days, no card payments.' }).click();
  await expect(laptop.locator('#latest')).toContainText('Right. So, Monday…');
  await laptop.context().close();
  const phone = await pageFor(browser, person, { viewport: { width: 390, height: 844 } });
  await phone.goto('/courses/lower-the-heat');
  await phone.getByRole('link', { name: 'Third call, no signal' }).click();
  await phone.getByRole('button', { name: 'Go on with the conversation' }).click();
  await expect(phone.getByText('Right. So, Monday…')).toBeVisible();
  await expect(phone.getByRole('heading', { name: 'What do you do?' })).toBeVisible();
  expect(await runsOf(person.id)).toHaveLength(1);
});

test('a reply from a tab that has fallen behind changes nothing, and says so', async ({ browser }) => {
  const person = await aPerson();
  await makeEnrolment(person.id);
  const first = await pageFor(browser, person);
  await first.goto(PRACTICE);
  await first.getByRole('button', { name: 'Start the conversation' }).click();
  await expect(first.getByRole('heading', { name: 'What do you do?' })).toBeVisible();
  const second = await first.context().newPage();
  await second.goto(first.url());
  await best(first, 'd1').click();
  await expect(first.locator('#latest')).toBeVisible();
  await reply(second, 'd1', 0).click();
  await expect(second.getByRole('alert').filter({ hasText: 'went on in another tab' })).toBeVisible();
  await expect(second.getByText('Section what?')).toHaveCount(0);
  expect((await runsOf(person.id))[0]!.replies).toHaveLength(1);
});

test('without JavaScript: a form per turn, going back by a link, and the same ending kept', async ({ browser }) => {
  const person = await aPerson();
  await makeEnrolment(person.id);
  const page = await pageFor(browser, person, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await page.goto(PRACTICE);
  await page.getByRole('button', { name: 'Start the conversation' }).click();
  await reply(page, 'd1', 0).click();
  await expect(page.getByText('Section what? Declined? Hang on.')).toBeVisible();
  await page.getByRole('link', { name: 'Go back to turn 1' }).click();
  await best(page, 'd1').click();
  for (const node of ['d2', 'd3', 'd4']) await best(page, node).click();
  await expect(page.getByRole('heading', { name: 'A no he can live with' })).toBeVisible();
  const [run] = await runsOf(person.id);
  expect(run).toMatchObject({ verdict: 'GOOD' });
  expect(run!.replies.map(({ turn, choice }) => `${turn}${choice}`)).toEqual(['0a', '0b', '1c', '2a', '3b']);
});

test('a visitor tries a conversation without an account: nothing is kept, no cookie is set, and no script is needed', async ({ browser }) => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await pageFor(browser, null, { javaScriptEnabled });
    await page.goto(PRACTICE);
    await page.getByRole('link', { name: 'Try it now, without an account' }).click();
    for (const [at, choice] of BEST.entries()) await reply(page, `d${at + 1}`, ['a', 'b', 'c'].indexOf(choice)).click();
    await expect(page.getByRole('heading', { name: 'A no he can live with' })).toBeVisible();
    expect(await page.context().cookies()).toEqual([]);
    await page.getByRole('link', { name: 'Go back to turn 2', exact: true }).click();
    await expect(page.getByText('Give the decision.')).toBeVisible();
    if (javaScriptEnabled) await expectAccessible(page);
    await page.goto(`${PRACTICE}/try?said=zzz`);
    await expect(page.getByText('“Any news on my laptop?”')).toBeVisible();
  }
});

test('the certificate waits for the conversations, and comes with the last acceptable ending', async ({ browser }) => {
  const person = await aPerson({ name: 'Grace' });
  const enrolment = await makeEnrolment(person.id, { lessonsDone: 7, practised: false });
  await makeMarkedFinal(enrolment.id, 15);
  const page = await pageFor(browser, person);
  await page.goto(`${COURSE_URL}/final-check`);
  await expect(page.getByRole('link', { name: 'Practise: Nine days to the wedding' })).toBeVisible();
  await page.goto('/dashboard');
  await page.getByRole('link', { name: 'Practise a conversation' }).first().click();
  await page.getByRole('button', { name: 'Start the conversation' }).click();
  const wedding = findScenario(theCourse(), 'nine-days-to-the-wedding')!.scenario;
  for (const node of ['d1', 'd2', 'd3', 'd4']) await page.getByRole('button', { name: bestOf(wedding, node).option.line.slice(0, 40) }).click();
  await expect(page.getByRole('heading', { name: 'A dress, and a decision that was hers' })).toBeVisible();
  expect(await db.certificate.count({ where: { enrolmentId: enrolment.id } })).toBe(0);
  await page.goto(PRACTICE);
  await page.getByRole('button', { name: 'Start the conversation' }).click();
  // Not the best at turn 1: acceptable is enough.
  await reply(page, 'd1', 2).click();
  for (const node of ['d2', 'd3', 'd4']) await best(page, node).click();
  await expect(page.getByRole('heading', { name: 'How it ended' }).or(page.getByText(/An acceptable ending|A good ending/))).toBeVisible();
  expect(await db.certificate.count({ where: { enrolmentId: enrolment.id } })).toBe(1);
});

test('somebody else’s run is byte-equal to one that is not there, and cannot be played', async ({ browser, request }) => {
  const owner = await aPerson();
  await makeEnrolment(owner.id);
  const page = await pageFor(browser, owner);
  await page.goto(PRACTICE);
  await page.getByRole('button', { name: 'Start the conversation' }).click();
  await expect(page).toHaveURL(/[0-9a-f-]{36}$/);
  const url = page.url();
  const id = url.slice(-36);
  const absent = `${id.slice(0, -4)}${id.endsWith('0000') ? '1111' : '0000'}`;
  const { cookie } = await aPerson();
  const read = async (run: string) => {
    const response = await request.get(`${PRACTICE}/${run}`, { headers: { cookie: `${cookie.name}=${cookie.value}` } });
    return `${response.status()} ${(await response.text()).replaceAll(run, 'ID').replace(/(\\?")nonce\1:\1[^"\\]*\1|nonce="[^"]*"/g, '')}`;
  };
  expect(await read(id)).toMatch(/^404 /);
  expect(await read(id)).toBe(await read(absent));
  // A run under another scenario's address is not there either.
  const wrong = await page.request.get(`${COURSE_URL}/practice/nine-days-to-the-wedding/${id}`);
  expect(wrong.status()).toBe(404);
});
