import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { days } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { COURSE, makeEnrolment, makeMarkedFinal, theCourse } from '#prisma/factories.ts';
import { aViewer } from '#test/people.ts';
import type { Viewer } from '../accounts/account.ts';
import { handIn, replyInRun } from '../certificates/award.server.ts';
import { findCourse } from '../courses/course.server.ts';
import { START } from '../courses/course.ts';
import { findProgress } from '../progress/progress.server.ts';
import { questionsOf, saveAnswer, startAttempt } from '../quizzes/attempt.server.ts';
import { getBank } from '../quizzes/bank.server.ts';
import { disguise, keyOf } from '../quizzes/question.ts';
import { startRun } from '../scenarios/run.server.ts';
import { answerCard, listDue, offUrl, readOffLink, remindOfReviews, setReviewMail } from './review.server.ts';
import { BOX_DAYS, DONE, daysUntil, itemName, nextBox, readItem } from './review.ts';

const course = theCourse();
const bank = getBank(course);

/** A learner who has handed in a final check with this many right answers, through the product's own doors. */
async function afterAFinal(right: number) {
  const viewer = await aViewer({ name: 'Ada' });
  const enrolment = await makeEnrolment(viewer.id);
  const started = await startAttempt(viewer, course);
  if (!started?.ok) throw new Error('not started');
  const questions = questionsOf(bank, await db.attempt.findUniqueOrThrow({ where: { id: started.attemptId } }));
  for (const question of questions.slice(0, right)) await saveAnswer(viewer, started.attemptId, question.id, 1, keyOf(question));
  await handIn(viewer, started.attemptId);
  return { viewer, enrolment, missed: questions.slice(right).map(({ id }) => id) };
}
const makeDue = (enrolmentId: string) => db.reviewCard.updateMany({ where: { enrolmentId }, data: { dueAt: new Date(Date.now() - 1000) } });
const keyFor = async (viewer: Viewer) => {
  const card = (await listDue(viewer))[0]!;
  if (card.kind !== 'question') throw new Error('a question was expected');
  const row = await db.reviewCard.findUniqueOrThrow({ where: { id: card.id } });
  const question = bank.finalItems.find(({ id }) => id === card.question.id)!;
  return { card, value: keyOf(disguise(question, row.answers * 7_919 + row.item.length)) };
};
const mails = (email: string) =>
  db.$queryRaw<
    { text: string }[]
  >`SELECT data->>'text' AS text FROM pgboss.job WHERE name = 'mail' AND data->>'to' = ${email} AND data->>'subject' LIKE '%review%'`;

describe('a Leitner box', () => {
  test('right answers wait 1, 3, 7, 21 and 60 days, and then it is done with; one that is not right begins again', () => {
    let box = 1;
    const waits = [daysUntil(box)];
    for (let answer = 0; answer < 5; answer++) waits.push(daysUntil((box = nextBox(box, true))));
    expect(waits).toEqual([...BOX_DAYS, null]);
    for (const from of [1, 2, 3, 4, 5]) expect(nextBox(from, false)).toBe(1);
    expect(nextBox(DONE, true)).toBe(DONE);
  });

  test('what a card is about is read back from its name', () => {
    const id = fc.stringMatching(/^[a-z0-9-]{1,20}$/);
    fc.assert(
      fc.property(id, id, (a, b) => void expect(readItem(itemName({ kind: 'turn', scenario: a, node: b }))).toEqual({ kind: 'turn', scenario: a, node: b })),
    );
    for (const odd of ['', 'question/', 'turn/a', 'x/y/z']) expect(readItem(odd)).toBeNull();
  });
});

test('what was missed in a final check comes back the next day, and only once it is passed', async () => {
  const { viewer, enrolment, missed } = await afterAFinal(13);
  const cards = await db.reviewCard.findMany({ where: { enrolmentId: enrolment.id } });
  expect(cards.map(({ item }) => item).sort()).toEqual(missed.map((id) => `question/${id}`).sort());
  expect(cards.every(({ dueAt, createdAt }) => Math.abs(dueAt.getTime() - createdAt.getTime() - days(1)) < 5_000)).toBe(true);
  expect(await listDue(viewer)).toEqual([]);
  await makeDue(enrolment.id);
  expect((await listDue(viewer)).length).toBe(2);
  expect((await findProgress(viewer, COURSE))?.due).toBe(2);
  const failed = await afterAFinal(5);
  await makeDue(failed.enrolment.id);
  expect(await listDue(failed.viewer)).toEqual([]);
  expect((await findProgress(failed.viewer, COURSE))?.due).toBe(0);
});

test('what was missed in a lesson check comes back as well; “start here?” is nobody’s score', async () => {
  const { viewer, enrolment } = await afterAFinal(15);
  const started = await startAttempt(viewer, course, course.lessons[0]!.slug);
  if (!started?.ok) throw new Error('not started');
  const { questionIds } = await db.attempt.findUniqueOrThrow({ where: { id: started.attemptId } });
  await handIn(viewer, started.attemptId);
  const cards = await db.reviewCard.findMany({ where: { enrolmentId: enrolment.id } });
  expect(cards.length).toBeGreaterThanOrEqual(4);
  expect(cards.every(({ item }) => questionIds.includes(item.replace('question/', '')))).toBe(true);
  await makeDue(enrolment.id);
  expect((await listDue(viewer)).map((card) => card.kind === 'question' && questionIds.includes(card.question.id))).not.toContain(false);
  const advanced = findCourse('lower-the-heat')!;
  await db.enrolment.create({ data: { userId: viewer.id, courseSlug: advanced.slug } });
  const start = await startAttempt(viewer, advanced, START);
  if (!start?.ok) throw new Error('not started');
  await handIn(viewer, start.attemptId);
  expect(await db.reviewCard.count({ where: { enrolment: { userId: viewer.id, courseSlug: advanced.slug } } })).toBe(0);
});

test('no key is in a card before it is answered', async () => {
  const { viewer, enrolment } = await afterAFinal(13);
  await makeDue(enrolment.id);
  for (const card of await listDue(viewer)) expect(JSON.stringify(card.kind === 'question' ? card.question : {})).not.toMatch(/"(key|match|why|tempt)":/);
});

test('the poor turns of a conversation come back; its good ones do not', async () => {
  const viewer = await aViewer();
  const enrolment = await makeEnrolment(viewer.id);
  await makeMarkedFinal(enrolment.id, 15);
  const run = (await startRun(viewer, course, 'four-years-of-paying-in'))!;
  for (const [turn, choice] of (['a', 'c', 'a', 'c'] as const).entries())
    await replyInRun(viewer, run, { turn, choice, sequence: turn, next: '00000000-0000-7000-8000-000000000001' });
  expect((await db.reviewCard.findMany({ where: { enrolmentId: enrolment.id } })).map(({ item }) => item).sort()).toEqual([
    'turn/four-years-of-paying-in/d1',
    'turn/four-years-of-paying-in/d4',
  ]);
  await makeDue(enrolment.id);
  const [card] = await listDue(viewer);
  expect(await answerCard(viewer, card!.id, 0, { value: {} })).toBe('Choose one of the three.');
  expect(await answerCard(viewer, card!.id, 0, { value: {}, choice: 'b' })).toMatchObject({ right: true, box: 2, steadier: null });
});

test('answered 50 times at once it moves one box; right goes up, not right goes back', async () => {
  const { viewer, enrolment } = await afterAFinal(14);
  await makeDue(enrolment.id);
  const { card, value } = await keyFor(viewer);
  const all = await Promise.all(Array.from({ length: 50 }, () => answerCard(viewer, card.id, 0, { value })));
  expect(all.every((answered) => typeof answered === 'object' && answered?.right)).toBe(true);
  expect(await db.reviewCard.findUniqueOrThrow({ where: { id: card.id } })).toMatchObject({ box: 2, answers: 1 });
  // Opened again before it is due it stays where it is, and says when it comes back.
  const { dueAt } = await db.reviewCard.findUniqueOrThrow({ where: { id: card.id } });
  expect(await answerCard(viewer, card.id, 1, { value: {} })).toMatchObject({ right: false, box: 2, again: dueAt });
  expect(await db.reviewCard.findUniqueOrThrow({ where: { id: card.id } })).toMatchObject({ box: 2, answers: 1, dueAt });
  await makeDue(enrolment.id);
  expect(await answerCard(viewer, card.id, 1, { value: {} })).toMatchObject({ right: false, box: 1 });
});

test('a stranger answers no card of another’s', async () => {
  const { enrolment } = await afterAFinal(14);
  await makeDue(enrolment.id);
  const { id } = await db.reviewCard.findFirstOrThrow({ where: { enrolmentId: enrolment.id } });
  const stranger = await aViewer();
  expect(await answerCard(stranger, id, 0, { value: {} })).toBeNull();
  for (const odd of ['', 'nope', `${id}x`]) expect(await answerCard(stranger, odd, 0, { value: {} })).toBeNull();
  expect(await listDue(stranger)).toEqual([]);
});

test('a mail says so once a day at most, however many instances ask, and one click stops it', async () => {
  const { viewer, enrolment } = await afterAFinal(13);
  await remindOfReviews();
  expect(await mails(viewer.email)).toHaveLength(0);
  await makeDue(enrolment.id);
  await Promise.all([remindOfReviews(), remindOfReviews(), remindOfReviews()]);
  await remindOfReviews();
  const sent = await mails(viewer.email);
  expect(sent).toHaveLength(1);
  const link = /\/review\/mail\/(\S+)/.exec(sent[0]!.text)![1]!;
  expect(`/review/mail/${link}`).toBe(offUrl(viewer.id));
  expect(readOffLink(link)).toBe(viewer.id);
  for (const forged of ['', 'x.y', `${viewer.id}.`, `${viewer.id}.${'A'.repeat(43)}`, link.slice(0, -1)]) expect(readOffLink(forged)).toBeNull();
  await setReviewMail(viewer.id, false);
  await db.user.update({ where: { id: viewer.id }, data: { reviewMailAt: new Date(Date.now() - days(2)) } });
  await remindOfReviews();
  expect(await mails(viewer.email)).toHaveLength(1);
});
