import { randomBytes } from 'node:crypto';
import { spellCode } from '#features/certificates/certificate.ts';
import { findCourse } from '#features/courses/course.server.ts';
import type { Course } from '#features/courses/course.ts';
import { getBank, storeBank } from '#features/quizzes/bank.server.ts';
import { drawFinal, mark } from '#features/quizzes/bank.ts';
import { type AnswerValue, disguise, keyOf } from '#features/quizzes/question.ts';
import { days, fromNow, now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';

/** People and what they did, made for the demo's cast and for tests. */
export const COURSE = 'straight-and-kind';

let count = 0;

/** An address nobody else in this run has. */
export const freshEmail = (name = 'person') => `${name}.${process.pid}.${Date.now()}.${++count}@example.org`;

export const makePerson = (data: { email?: string; name?: string; role?: 'LEARNER' | 'ADMIN' } = {}) =>
  db.user.create({ data: { email: data.email ?? freshEmail(), name: data.name ?? 'Test Person', role: data.role ?? 'LEARNER' } });

export async function makeEnrolment(userId: string, { lessonsDone = 0, enrolledDaysAgo = 0 } = {}) {
  const course = theCourse();
  const enrolment = await db.enrolment.create({ data: { userId, courseSlug: course.slug, createdAt: fromNow(-days(enrolledDaysAgo)) } });
  const done = course.lessons.slice(0, lessonsDone);
  await db.lessonCompletion.createMany({ data: done.map(({ slug }) => ({ enrolmentId: enrolment.id, lessonSlug: slug })) });
  await db.note.createMany({
    data: done.flatMap((lesson) => lesson.prompts.map(({ id }) => ({ enrolmentId: enrolment.id, lessonSlug: lesson.slug, blockId: id, text: '' }))),
  });
  return enrolment;
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
