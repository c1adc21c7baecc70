import type { Page } from '@playwright/test';
import { markLetterOnce } from '#features/certificates/award.server.ts';
import { findCourse, listCourses } from '#features/courses/course.server.ts';
import { type Course, courseUrl, isOpen, type Lesson, lessonUrl, practiceUrl } from '#features/courses/course.ts';
import { CRITERIA } from '#features/letters/letter.ts';
import { questionsOf, saveAnswer } from '#features/quizzes/attempt.server.ts';
import { getBank } from '#features/quizzes/bank.server.ts';
import { isRight, keyOf, type Question } from '#features/quizzes/question.ts';
import { bestOf } from '#features/scenarios/conversation.ts';
import { findScenario } from '#features/scenarios/scenario.server.ts';
import { db } from '#lib/db.ts';
import { attemptIdOf } from './answering.ts';
import { answerByKeys, press, tabTo } from './by-keys.ts';
import { aPerson, expect, type Person, pageFor, test } from './fixtures.ts';
import { later } from './servers.ts';

/*
 * Every open course by keyboard alone: its first lesson and its last, its conversations and letter, a question of each kind
 * in its checks, its certificate. What is left out is made of the same parts; EVERYTHING=1 leaves nothing out, and takes long.
 */
const EVERYTHING = Boolean(process.env['EVERYTHING']);

async function readLesson(page: Page, enrolmentId: string, course: Course, lesson: Lesson) {
  await expect(page.getByRole('heading', { name: lesson.title, level: 1 })).toBeVisible();
  for (let done = 0; done < lesson.prompts.length; done++) {
    await tabTo(page, 'Your answer, from memory. Only you will see it.');
    await page.keyboard.type('From memory');
    await press(page, 'Save, and show the answer');
    await expect.poll(() => db.note.count({ where: { enrolmentId, lessonSlug: lesson.slug, text: 'From memory' } })).toBe(done + 1);
  }
  await press(page, 'Finish this lesson');
  await expect(page.getByRole('heading', { name: 'This lesson is done' })).toBeVisible();
  const after = course.lessons[lesson.number];
  await press(page, after ? `Go on to lesson ${after.number}` : 'Go on to the final check');
  await page.waitForURL(after ? new RegExp(`/${after.slug}$`) : /final-check$/);
}

/** Answers a check: one question of each kind by keys, the others through the product's own function, unless every one is asked for. */
async function sitCheck(page: Page, person: Person, course: Course) {
  await page.waitForURL(/\/attempts\//);
  const attemptId = attemptIdOf(page);
  const questions = questionsOf(getBank(course), await db.attempt.findUniqueOrThrow({ where: { id: attemptId } }));
  const viewer = { ...person, role: 'LEARNER', sessionHash: '' } as never;
  const kindOf = ({ interaction, choose }: Question) => `${interaction}${choose ?? ''}`;
  for (const [at, question] of questions.entries()) {
    if (!EVERYTHING && questions.findIndex((other) => kindOf(other) === kindOf(question)) < at) {
      await saveAnswer(viewer, attemptId, question.id, 1, keyOf(question));
      continue;
    }
    if (!page.url().endsWith(`question=${at + 1}`)) await page.goto(`/attempts/${attemptId}?question=${at + 1}`);
    await expect(page.getByText(`Question ${at + 1} of ${questions.length}`)).toBeVisible();
    await answerByKeys(page, question);
    await press(page, at === questions.length - 1 ? 'Save and review' : 'Save and go on');
    // Arrived, before anything leads elsewhere.
    await page.waitForURL(at === questions.length - 1 ? /question=review$/ : new RegExp(`question=${at + 2}$`));
    await expect
      .poll(
        async () => {
          const saved = await db.answer.findUnique({ where: { attemptId_questionId: { attemptId, questionId: question.id } } });
          return isRight(question, (saved?.value ?? {}) as Record<string, string>);
        },
        { message: question.id },
      )
      .toBe(true);
  }
  await page.goto(`/attempts/${attemptId}?question=review`);
  await expect(page.getByRole('heading', { name: 'Before you hand in' })).toBeVisible();
  await press(page, 'Hand in answers');
  await expect(page.getByRole('heading', { name: 'Passed' })).toBeVisible();
}

async function holdConversation(page: Page, course: Course, slug: string) {
  const { scenario } = findScenario(course, slug)!;
  await page.goto(practiceUrl(course.slug, slug));
  await press(page, 'Start the conversation');
  await page.waitForURL(/\/practice\/[^/]+\/[0-9a-f-]{36}/);
  for (let node: string | null = scenario.first; node; ) {
    const { option } = bestOf(scenario, node);
    await press(page, new RegExp(`^${option.line.slice(0, 30).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`));
    await expect(page.locator('#latest')).toContainText(option.reaction.slice(0, 20));
    node = await nextOf(page, scenario);
  }
  await expect(page.getByText('A good ending')).toBeVisible();
}

/** The turn on show after a reply, told by the lines it offers; null when the conversation has ended. */
async function nextOf(page: Page, scenario: NonNullable<ReturnType<typeof findScenario>>['scenario']): Promise<string | null> {
  const offered = await page.locator('#reply button').allInnerTexts();
  if (offered.length === 0) return null;
  for (const [id, node] of Object.entries(scenario.nodes))
    if ('options' in node && offered.some((line) => line.startsWith(node.options[0]!.line.slice(0, 30)))) return id;
  throw new Error(`No turn offers “${offered[0]}”`);
}

async function writeLetter(page: Page, person: Person, course: Course) {
  await page.goto(`${courseUrl(course.slug)}/letter`);
  await tabTo(page, /^Your letter, 300 to 450 words/);
  await page.keyboard.insertText(`Dear Alan, ${'we did not ring, and I am sorry. '.repeat(45)}`);
  await press(page, 'Hand in the letter');
  await expect(page.getByText('A letter that would score 3 on each')).toBeVisible();
  for (const _ of CRITERIA) {
    await tabTo(page, /^0 /);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
  }
  await press(page, 'Save my scores');
  await expect(page.getByText('Who is to mark it?')).toBeVisible();
  await press(page, 'Ask for it to be marked');
  await expect(page.getByText('Your letter waits for an admin')).toBeVisible();
  // Marking is another person's journey (earn-the-complaint-certificate.spec.ts).
  const { id } = await db.letter.findFirstOrThrow({ where: { enrolment: { userId: person.id } } });
  const admin = { ...(await aPerson({ role: 'ADMIN' })), role: 'ADMIN', sessionHash: '', network: '', secondFactorAt: new Date() } as never;
  await markLetterOnce(admin, id, Object.fromEntries(CRITERIA.map((criterion) => [criterion, 3])) as never, 'Every point is answered, and plainly.');
}

for (const { slug } of listCourses().filter(isOpen)) {
  const course = findCourse(slug)!;
  test(`by keyboard alone, from the first lesson to the certificate: ${course.short}`, { tag: course.assessment.delayed ? '@later' : [] }, async ({
    browser,
  }) => {
    test.setTimeout(EVERYTHING ? 900_000 : 240_000);
    const person = await aPerson({ name: 'Grace Hopper' });
    const enrolment = await db.enrolment.create({ data: { userId: person.id, courseSlug: slug } });
    let page = await pageFor(browser, person);
    await page.goto(lessonUrl(slug, course.lessons[0]!.slug));
    const [first, last] = [course.lessons[0]!, course.lessons.at(-1)!];
    await readLesson(page, enrolment.id, course, first);
    if (EVERYTHING) for (const lesson of course.lessons.slice(1, -1)) await readLesson(page, enrolment.id, course, lesson);
    else {
      await db.lessonCompletion.createMany({ data: course.lessons.slice(1, -1).map((lesson) => ({ enrolmentId: enrolment.id, lessonSlug: lesson.slug })) });
      await page.goto(lessonUrl(slug, last.slug));
    }
    await readLesson(page, enrolment.id, course, last);
    for (const scenario of course.scenarios) await holdConversation(page, course, scenario.slug);
    if (course.assessment.letter) await writeLetter(page, person, course);
    await page.goto(`${courseUrl(slug)}/final-check`);
    await press(page, 'Start the final check');
    await sitCheck(page, person, course);
    if (course.assessment.delayed) {
      const nextWeek = await later(course.assessment.delayed.afterDays + 1);
      page = await pageFor(nextWeek.browser, person);
      await page.goto(`${courseUrl(slug)}/delayed-check`);
      await press(page, 'Start the delayed check');
      await sitCheck(page, person, course);
      await nextWeek.close();
      page = await pageFor(browser, person);
      await page.goto('/dashboard');
      await press(page, /^(See|Your) certificate|certificate$/i);
    } else await press(page, 'Go on to your certificate');
    await expect(page.getByRole('heading', { name: 'This certificate is genuine' })).toBeVisible();
    await tabTo(page, 'Download the PDF');
    const download = page.waitForEvent('download');
    await page.keyboard.press('Enter');
    await download;
    const { code } = await db.certificate.findFirstOrThrow({ where: { enrolmentId: enrolment.id } });
    await press(page, 'Check a certificate');
    await expect(page.getByRole('heading', { name: 'Check a certificate', level: 1 })).toBeVisible();
    await tabTo(page, 'Code on the certificate');
    await page.keyboard.type(code);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'This certificate is genuine' })).toBeVisible();
  });
}
