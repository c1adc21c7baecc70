import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { COURSE, makeEnrolment, makeMarkedFinal, theCourse } from '#prisma/factories.ts';
import { aViewer } from '#test/people.ts';
import type { Viewer } from '../accounts/account.ts';
import { findProgress, saveNote } from '../progress/progress.server.ts';
import { noteKey } from '../progress/progress.ts';
import { questionsOf, saveAnswer, startAttempt } from '../quizzes/attempt.server.ts';
import { getBank } from '../quizzes/bank.server.ts';
import { keyOf } from '../quizzes/question.ts';
import { finishLesson, handIn } from './award.server.ts';

const course = theCourse();

async function anAnsweredFinal(viewer: Viewer, right = 15) {
  const started = await startAttempt(viewer, course);
  if (!started?.ok) throw new Error('not started');
  const questions = questionsOf(getBank(course), await db.attempt.findUniqueOrThrow({ where: { id: started.attemptId } }));
  for (const question of questions.slice(0, right))
    expect(await saveAnswer(viewer, started.attemptId, question.id, 1, keyOf(question))).toEqual({ ok: true, sequence: 1 });
  return started.attemptId;
}

const mailsTo = (email: string) =>
  db.$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM pgboss.job WHERE name = 'mail' AND data->>'to' = ${email}`.then((rows) => Number(rows[0]!.n));

test('1,000 hand-ins at once make one marking, one certificate and one mail', async () => {
  const viewer = await aViewer({ name: 'Grace Hopper' });
  const enrolment = await makeEnrolment(viewer.id, { lessonsDone: 7 });
  const attemptId = await anAnsweredFinal(viewer);
  const answers = await Promise.all(Array.from({ length: 1000 }, () => handIn(viewer, attemptId)));
  expect(answers.every((answer) => answer?.courseSlug === COURSE)).toBe(true);
  expect(await db.attempt.findUniqueOrThrow({ where: { id: attemptId } })).toMatchObject({ state: 'MARKED', score: 15, passed: true });
  expect(await db.certificate.count({ where: { enrolmentId: enrolment.id } })).toBe(1);
  expect(await mailsTo(viewer.email)).toBe(1);
});

test('the last lesson and the final check at the same moment still issue exactly one certificate', async () => {
  for (let round = 0; round < 5; round++) {
    const viewer = await aViewer({ name: 'Grace' });
    const enrolment = await makeEnrolment(viewer.id, { lessonsDone: 6, practised: true });
    const last = course.lessons[6]!;
    for (const { id } of last.prompts) await saveNote(viewer, COURSE, last.slug, id, '');
    const attemptId = await anAnsweredFinal(viewer);
    await Promise.all([handIn(viewer, attemptId), finishLesson(viewer, course, last.slug)]);
    expect(await db.certificate.count({ where: { enrolmentId: enrolment.id } })).toBe(1);
  }
});

test('nothing is issued when the final check fails or lessons are missing', async () => {
  const failing = await aViewer();
  const one = await makeEnrolment(failing.id, { lessonsDone: 7 });
  await handIn(failing, await anAnsweredFinal(failing, 11));
  const early = await aViewer();
  const two = await makeEnrolment(early.id, { lessonsDone: 6, practised: true });
  await handIn(early, await anAnsweredFinal(early));
  expect(await db.certificate.count({ where: { enrolmentId: { in: [one.id, two.id] } } })).toBe(0);
});

test('a stranger can neither hand in nor finish anything, and changes nothing', async () => {
  const viewer = await aViewer();
  await makeEnrolment(viewer.id);
  const attemptId = await anAnsweredFinal(viewer, 2);
  const stranger = await aViewer();
  expect(await handIn(stranger, attemptId)).toBeNull();
  expect(await finishLesson(stranger, course, course.lessons[0]!.slug)).toBeNull();
  for (const id of ['', 'nope', "' OR 1=1--", '00000000-0000-0000-0000-000000000000']) expect(await handIn(viewer, id)).toBeNull();
  expect((await db.attempt.findUniqueOrThrow({ where: { id: attemptId } })).state).toBe('IN_PROGRESS');
});

test('a lesson is refused until its prompts were tried, then done once however often it is finished', async () => {
  const viewer = await aViewer();
  const enrolment = await makeEnrolment(viewer.id);
  const lesson = course.lessons[0]!;
  const refused = await finishLesson(viewer, course, lesson.slug);
  expect(refused).toEqual({ ok: false, missing: lesson.prompts });
  for (const { id } of lesson.prompts) expect(await saveNote(viewer, COURSE, lesson.slug, id, 'mine')).toBe(true);
  await Promise.all(Array.from({ length: 20 }, () => finishLesson(viewer, course, lesson.slug)));
  expect(await db.lessonCompletion.count({ where: { enrolmentId: enrolment.id } })).toBe(1);
  const progress = await findProgress(viewer, COURSE);
  expect(progress!.notes.get(noteKey(lesson.slug, lesson.prompts[0]!.id))).toBe('mine');
});

test('a passed lesson check finishes its lesson; a failed one does not', async () => {
  const viewer = await aViewer();
  const enrolment = await makeEnrolment(viewer.id);
  const lesson = course.lessons[0]!;
  for (const right of [1, 4]) {
    const started = await startAttempt(viewer, course, lesson.slug);
    if (!started?.ok) throw new Error('not started');
    const questions = questionsOf(getBank(course), await db.attempt.findUniqueOrThrow({ where: { id: started.attemptId } }));
    for (const question of questions.slice(0, right)) await saveAnswer(viewer, started.attemptId, question.id, 1, keyOf(question));
    await handIn(viewer, started.attemptId);
    expect(await db.lessonCompletion.count({ where: { enrolmentId: enrolment.id } })).toBe(right === 4 ? 1 : 0);
  }
});

test('the database itself refuses a second valid certificate, a half-marked attempt and a revocation without a reason', async () => {
  const viewer = await aViewer();
  const enrolment = await makeEnrolment(viewer.id, { lessonsDone: 7 });
  const [first, second] = [await makeMarkedFinal(enrolment.id, 15, 3), await makeMarkedFinal(enrolment.id, 15, 1)];
  const row = (attemptId: string, code: string) => ({ code, enrolmentId: enrolment.id, attemptId, name: 'x', courseTitle: 'x', outcomes: [], studyMinutes: 1 });
  await db.certificate.create({ data: row(first.id, `A${first.id}`) });
  await expect(db.certificate.create({ data: row(second.id, `B${second.id}`) })).rejects.toThrow();
  await expect(db.certificate.updateMany({ where: { enrolmentId: enrolment.id }, data: { revokedAt: new Date() } })).rejects.toThrow();
  await expect(db.attempt.create({ data: { enrolmentId: enrolment.id, contentVersion: first.contentVersion, seed: 1, state: 'MARKED' } })).rejects.toThrow();
});
