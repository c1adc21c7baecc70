import { expect, test } from 'vitest';
import { days, fromNow } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { COURSE, makeEnrolment, makeMarkedFinal, theCourse } from '#prisma/factories.ts';
import { aViewer } from '#test/people.ts';
import { handIn } from '../certificates/award.server.ts';
import { findCourse } from '../courses/course.server.ts';
import { START } from '../courses/course.ts';
import { enrol } from '../enrolments/enrolment.server.ts';
import { findAttempt, questionsOf, saveAnswer, startAttempt } from './attempt.server.ts';
import { getBank } from './bank.server.ts';
import { keyOf } from './question.ts';

const course = theCourse();
const bank = getBank(course);

async function anAttempt() {
  const viewer = await aViewer();
  const enrolment = await makeEnrolment(viewer.id);
  const started = await startAttempt(viewer, course);
  if (!started?.ok) throw new Error('not started');
  const row = await db.attempt.findUniqueOrThrow({ where: { id: started.attemptId } });
  const questions = questionsOf(bank, row);
  return { viewer, enrolment, id: started.attemptId, questions, choice: questions.find(({ interaction, choose }) => interaction === 'choice' && !choose)! };
}

const answered = (attemptId: string, questionId: string) => db.answer.findUnique({ where: { attemptId_questionId: { attemptId, questionId } } });

test('50 starts at once open one attempt', async () => {
  const viewer = await aViewer();
  await makeEnrolment(viewer.id);
  const ids = await Promise.all(Array.from({ length: 50 }, () => startAttempt(viewer, course)));
  expect(new Set(ids.map((started) => (started?.ok ? started.attemptId : 'none'))).size).toBe(1);
});

test('two tabs interleaving: the highest sequence wins, whatever the order of arrival', async () => {
  const { viewer, id, choice } = await anAttempt();
  const [a, b, c] = choice.options.map((option) => ({ [option.id]: 'true' }));
  expect(await saveAnswer(viewer, id, choice.id, 1, a!)).toEqual({ ok: true, sequence: 1 });
  expect(await saveAnswer(viewer, id, choice.id, 3, c!)).toEqual({ ok: true, sequence: 3 });
  expect(await saveAnswer(viewer, id, choice.id, 2, b!)).toEqual({ ok: false, reason: 'stale', sequence: 3, value: c });
  expect(await saveAnswer(viewer, id, choice.id, 3, c!)).toEqual({ ok: true, sequence: 3 });
  await Promise.all(Array.from({ length: 40 }, (_, at) => saveAnswer(viewer, id, choice.id, 4 + ((at * 17) % 40), at % 2 ? a! : b!)));
  expect((await answered(id, choice.id))!.sequence).toBe(43);
});

test('an acknowledged answer is in the marking, and none is accepted after it', async () => {
  const { viewer, id, questions } = await anAttempt();
  const saves = questions.map((question, at) => saveAnswer(viewer, id, question.id, 1, keyOf(question)).then((saved) => (saved?.ok ? at : -1)));
  const [acknowledged] = await Promise.all([Promise.all(saves), handIn(viewer, id)]);
  const { score } = await db.attempt.findUniqueOrThrow({ where: { id } });
  expect(score).toBe(acknowledged.filter((at) => at >= 0).length);
  expect(await saveAnswer(viewer, id, questions[0]!.id, 9, keyOf(questions[0]!))).toEqual({ ok: false, reason: 'marked' });
});

test('answers that do not fit are refused and the saved one stands', async () => {
  const { viewer, id, choice } = await anAttempt();
  const [a, b] = choice.options.map((option) => option.id);
  await saveAnswer(viewer, id, choice.id, 1, { [a!]: 'true' });
  for (const value of [{ zz: 'true' }, { [a!]: 'true', [b!]: 'true' }, { [a!]: 'yes' }, { a: 'true' }, { constructor: 'true' }]) {
    expect(await saveAnswer(viewer, id, choice.id, 2, value as Record<string, string>)).toMatchObject({ ok: false, reason: 'unfit' });
  }
  expect(await saveAnswer(viewer, id, 'c03-l1-01', 2, { [a!]: 'true' })).toMatchObject({ ok: false, reason: 'unfit' });
  expect((await answered(id, choice.id))!.value).toEqual({ [a!]: 'true' });
});

test('a stranger sees and saves nothing: not theirs is not there', async () => {
  const { id, choice } = await anAttempt();
  const stranger = await aViewer();
  expect(await findAttempt(stranger, id)).toBeNull();
  expect(await saveAnswer(stranger, id, choice.id, 1, { a: 'true' })).toBeNull();
  expect(await startAttempt(stranger, course)).toEqual({ ok: false, reason: 'not-enrolled' });
  expect(await answered(id, choice.id)).toBeNull();
});

test('an open attempt holds no key, reason or misconception', async () => {
  const { viewer, id } = await anAttempt();
  const seen = JSON.stringify(await findAttempt(viewer, id));
  for (const item of bank.finalItems)
    for (const option of item.options)
      for (const secret of [option.why, option.tempt]) if (secret) expect(seen).not.toContain(JSON.stringify(secret).slice(1, -1));
  expect(seen).not.toMatch(/"(key|match|why|tempt)":/);
});

test('the waiting time is the course’s, and a pass needs no other attempt', async () => {
  const viewer = await aViewer();
  const enrolment = await makeEnrolment(viewer.id);
  const failed = await makeMarkedFinal(enrolment.id, 3);
  expect(await startAttempt(viewer, course)).toMatchObject({ ok: false, reason: 'wait' });
  await db.attempt.update({ where: { id: failed.id }, data: { markedAt: fromNow(-days(1)) } });
  const started = await startAttempt(viewer, course);
  expect(started?.ok).toBe(true);
  const passed = await aViewer();
  await makeMarkedFinal((await makeEnrolment(passed.id)).id, 15, 5);
  expect(await startAttempt(passed, course)).toEqual({ ok: false, reason: 'passed' });
});

test('“start here?” is taken once, its result stays, and the final check asks other questions', async () => {
  const viewer = await aViewer();
  const advanced = findCourse('complaint-handling-certificate')!;
  await enrol(viewer, advanced.slug);
  const idsOf = async (id: string) => (await db.attempt.findUniqueOrThrow({ where: { id } })).questionIds;
  const start = await startAttempt(viewer, advanced, START);
  if (!start?.ok) throw new Error('not started');
  await handIn(viewer, start.attemptId);
  expect(await startAttempt(viewer, advanced, START)).toEqual(start);
  const final = await startAttempt(viewer, advanced);
  if (!final?.ok) throw new Error('not started');
  const shown = new Set(await idsOf(start.attemptId));
  expect(shown.size).toBe(5);
  expect((await idsOf(final.attemptId)).filter((id) => shown.has(id))).toEqual([]);
});

test('an attempt begun before a change of content is shown and marked by the questions it began with', async () => {
  const { viewer, enrolment } = await anAttempt();
  const question = { ...bank.finalItems[0]!, id: 'old-question', stem: 'A question of an older version?' };
  await db.contentVersion.create({
    data: { hash: `old-${enrolment.id}`, courseSlug: COURSE, content: { ...bank, hash: `old-${enrolment.id}`, finalItems: [question] } },
  });
  await db.attempt.updateMany({ where: { enrolmentId: enrolment.id }, data: { contentVersion: `old-${enrolment.id}`, questionIds: ['old-question'] } });
  const { id } = await db.attempt.findFirstOrThrow({ where: { enrolmentId: enrolment.id } });
  expect(JSON.stringify(await findAttempt(viewer, id))).toContain('A question of an older version?');
  const [old] = questionsOf({ ...bank, finalItems: [question] }, await db.attempt.findUniqueOrThrow({ where: { id } }));
  await saveAnswer(viewer, id, 'old-question', 1, keyOf(old!));
  await handIn(viewer, id);
  expect(await findAttempt(viewer, id)).toMatchObject({ state: 'MARKED', score: 1, passed: true });
});
