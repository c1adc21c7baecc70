import type { Page } from '@playwright/test';
import { findCourse } from '#features/courses/course.server.ts';
import { questionsOf as questionsOfAttempt } from '#features/quizzes/attempt.server.ts';
import { getBank } from '#features/quizzes/bank.server.ts';
import { type AnswerValue, keyOf, type Question } from '#features/quizzes/question.ts';
import { SIGN } from '#features/quizzes/read-answer.ts';
import { db } from '#lib/db.ts';
import { COURSE } from '#prisma/factories.ts';
import { expect } from './fixtures.ts';

/** The questions of an attempt, keys included: the tests may look, the browser may not. */
export async function questionsOf(attemptId: string): Promise<Question[]> {
  const attempt = await db.attempt.findUniqueOrThrow({ where: { id: attemptId } });
  return questionsOfAttempt(getBank(findCourse(COURSE)!), attempt);
}

export const attemptIdOf = (page: Page) => /attempts\/([0-9a-f-]{36})/.exec(page.url())![1]!;

/** A plausible wrong answer, complete. */
export function wrongAnswer(question: Question): AnswerValue {
  const { interaction, options } = question;
  if (interaction === 'text-entry') return { text: 'something else' };
  if (interaction === 'order') return Object.fromEntries(options.map((option, at) => [option.id, String(options.length - at)]));
  if (interaction === 'match' || interaction === 'gap-match')
    return Object.fromEntries(
      options.map((option, at) => [
        option.id,
        options[(at + 1) % options.length]!.match === option.match && interaction === 'match'
          ? option.match!
          : question.targets!.find(({ id }) => id !== option.match)!.id,
      ]),
    );
  const wrong = options.filter((option) => !option.key && !option.context).slice(0, question.choose ?? 1);
  return Object.fromEntries(wrong.map(({ id }) => [id, 'true']));
}

/** Gives an answer through the page's own controls, as a person with a mouse would. */
export async function giveAnswer(page: Page, question: Question, value: AnswerValue = keyOf(question)) {
  const group = page.getByRole('group', { name: question.stem });
  for (const [option, part] of Object.entries(value)) {
    const text = question.options.find(({ id }) => id === option)?.text ?? '';
    if (option === SIGN) await group.getByLabel('The sign in it').selectOption(part);
    else if (question.interaction === 'text-entry') await group.getByRole('textbox', { name: 'Your answer' }).fill(part);
    else if (question.interaction === 'choice' || question.interaction === 'hottext')
      await group.locator(`input[value="${option}"], input[name="${question.id}.${option}"]`).check();
    else await group.getByRole('combobox', { name: text, exact: true }).selectOption(part);
  }
}

/** Works through an open attempt shown one question at a time, with this many right answers, to the review page. */
export async function workThrough(page: Page, right: number) {
  await page.waitForURL(/\/attempts\//);
  const questions = await questionsOf(attemptIdOf(page));
  for (const [at, question] of questions.entries()) {
    await expect(page.getByText(`Question ${at + 1} of ${questions.length}`)).toBeVisible();
    await giveAnswer(page, question, at < right ? keyOf(question) : wrongAnswer(question));
    await page.getByRole('button', { name: at === questions.length - 1 ? 'Save and review' : 'Save and go on' }).click();
  }
  await expect(page.getByRole('heading', { name: 'Before you hand in' })).toBeVisible();
}
