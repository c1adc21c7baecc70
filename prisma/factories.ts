import { randomBytes } from 'node:crypto';
import { spellCode } from '#features/certificates/certificate.ts';
import { findCourse } from '#features/courses/course.server.ts';
import type { Course } from '#features/courses/course.ts';
import { getBank, storeBank } from '#features/quizzes/bank.server.ts';
import { drawFinal, mark } from '#features/quizzes/bank.ts';
import { type AnswerValue, disguise, keyOf } from '#features/quizzes/question.ts';
import { begin, bestOf, replay, step } from '#features/scenarios/conversation.ts';
import { findScenario, storeScenario } from '#features/scenarios/scenario.server.ts';
import { type Choice, endingOf, verdictOf } from '#features/scenarios/scenario.ts';
import { days, fromNow, now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';

/** People and what they did, made for the demo's cast and for tests. */
export const COURSE = 'straight-and-kind';

let count = 0;

/** An address nobody else in this run has. */
export const freshEmail = (name = 'person') => `${name}.${process.pid}.${Date.now()}.${++count}@example.org`;

export const makePerson = (data: { email?: string; name?: string; role?: 'LEARNER' | 'ADMIN' } = {}) =>
  db.user.create({ data: { email: data.email ?? freshEmail(), name: data.name ?? 'Test Person', role: data.role ?? 'LEARNER' } });

/** On the course, with so many lessons done; with all of them done, its conversations are practised too unless told otherwise. */
export async function makeEnrolment(userId: string, data: { lessonsDone?: number; enrolledDaysAgo?: number; practised?: boolean } = {}) {
  const course = theCourse();
  const { lessonsDone = 0, enrolledDaysAgo = 0, practised = lessonsDone >= course.lessons.length } = data;
  const enrolment = await db.enrolment.create({ data: { userId, courseSlug: course.slug, createdAt: fromNow(-days(enrolledDaysAgo)) } });
  const done = course.lessons.slice(0, lessonsDone);
  await db.lessonCompletion.createMany({ data: done.map(({ slug }) => ({ enrolmentId: enrolment.id, lessonSlug: slug })) });
  await db.note.createMany({
    data: done.flatMap((lesson) => lesson.prompts.map(({ id }) => ({ enrolmentId: enrolment.id, lessonSlug: lesson.slug, blockId: id, text: '' }))),
  });
  if (practised) for (const { slug } of course.scenarios) await makeRun(enrolment.id, slug, bestChoices(slug), enrolledDaysAgo);
  return enrolment;
}

/** The replies of the steadiest way through a scenario of the course. */
export function bestChoices(slug: string): Choice[] {
  const { scenario } = findScenario(theCourse(), slug)!;
  let state = begin(scenario);
  while (state.node !== null) state = step(scenario, state, bestOf(scenario, state.node).choice)!;
  return state.turns.map(({ choice }) => choice);
}

/** A run with these replies given; ended if they lead to an ending. */
export async function makeRun(enrolmentId: string, slug: string, choices: Choice[], daysAgo = 0) {
  const found = findScenario(theCourse(), slug)!;
  await storeScenario(COURSE, found);
  const conversation = replay(found.scenario, choices)!;
  const at = fromNow(-days(daysAgo));
  const ended = conversation.ending && { endedAt: at, ending: conversation.ending, verdict: verdictOf(endingOf(found.scenario, conversation.ending).grade) };
  return db.scenarioRun.create({
    data: {
      enrolmentId,
      scenarioSlug: slug,
      contentVersion: found.hash,
      startedAt: at,
      ...ended,
      replies: { create: conversation.turns.map(({ choice, levels }, turn) => ({ sequence: turn + 1, turn, choice, ...levels })) },
    },
  });
}

export function theCourse(): Course {
  const course = findCourse(COURSE);
  if (!course) throw new Error(`${COURSE} is not in the content tree`);
  return course;
}

/** A marked final check with this many right answers, and nothing issued for it. */
export async function makeMarkedFinal(enrolmentId: string, right: number, daysAgo = 0) {
  const bank = getBank(theCourse());
  await storeBank(bank);
  const questions = drawFinal(bank, new Map(), 7).map((question) => disguise(question, 7));
  const answers = new Map<string, AnswerValue>(questions.slice(0, right).map((question) => [question.id, keyOf(question)]));
  const { score, passed, byOutcome } = mark(questions, answers, bank.final.passMark);
  const at = fromNow(-days(daysAgo));
  return db.attempt.create({
    data: {
      enrolmentId,
      contentVersion: bank.hash,
      seed: 7,
      questionIds: questions.map(({ id }) => id),
      state: 'MARKED',
      startedAt: at,
      markedAt: at,
      score,
      passed,
      byOutcome,
      answers: { create: [...answers].map(([questionId, value]) => ({ questionId, value, sequence: 1 })) },
    },
  });
}

export async function makeCertificate(enrolmentId: string, attemptId: string, name: string) {
  const course = theCourse();
  return db.certificate.create({
    data: {
      code: spellCode(randomBytes(20)),
      enrolmentId,
      attemptId,
      name,
      courseTitle: course.title,
      outcomes: course.outcomes.map(({ text }) => text),
      studyMinutes: course.minutes,
      issuedAt: now(),
    },
  });
}
