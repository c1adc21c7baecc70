import 'server-only';
import type { Prisma } from '#prisma/client/client.ts';
import { statusOf } from '../certificates/certificate.ts';
import { findCourse } from '../courses/course.server.ts';
import { DELAYED, FINAL, findLesson, START } from '../courses/course.ts';
import { inForce } from '../enrolments/waiver.server.ts';
import { nameOf } from '../quizzes/bank.ts';
import type { Learning } from './learning.ts';

/** Far beyond what anybody does on a course; a bound all the same. */
const MOST = 500;

/** Of an enrolment, what `toLearning` tells, and nothing its learner wrote. */
export const learningSelect = () =>
  ({
    id: true,
    courseSlug: true,
    createdAt: true,
    dueAt: true,
    withdrawnAt: true,
    startedAt: true,
    activeAt: true,
    finishedAt: true,
    completions: { orderBy: { createdAt: 'asc' }, select: { lessonSlug: true, createdAt: true } },
    attempts: {
      orderBy: { startedAt: 'asc' },
      take: MOST,
      select: { lessonSlug: true, state: true, startedAt: true, markedAt: true, score: true, passed: true, byOutcome: true },
    },
    runs: { orderBy: { startedAt: 'asc' }, take: MOST, select: { scenarioSlug: true, startedAt: true, endedAt: true, verdict: true } },
    letters: {
      orderBy: { createdAt: 'asc' },
      take: MOST,
      select: { createdAt: true, handedInAt: true, askedAt: true, closedAt: true, passed: true },
    },
    certificates: { orderBy: { issuedAt: 'asc' }, select: { code: true, issuedAt: true, revokedAt: true, supersededAt: true } },
    waivers: { where: inForce(), select: { reason: true, expiresAt: true } },
    allowances: { where: { usedAt: null }, take: 1, select: { id: true } },
    _count: { select: { cards: true } },
  }) satisfies Prisma.EnrolmentSelect;

type Row = Prisma.EnrolmentGetPayload<{ select: ReturnType<typeof learningSelect> }>;

/** An enrolment in the course's own words. One whose course has left the content is told by its slugs. */
export function toLearning(row: Row): Learning {
  const course = findCourse(row.courseSlug);
  const lesson = (slug: string) => (course && findLesson(course, slug)) ?? undefined;
  return {
    enrolmentId: row.id,
    course: row.courseSlug,
    title: course?.title ?? row.courseSlug,
    enrolledAt: row.createdAt,
    dueAt: row.dueAt,
    withdrawnAt: row.withdrawnAt,
    startedAt: row.startedAt,
    activeAt: row.activeAt,
    finishedAt: row.finishedAt,
    lessonsInCourse: course?.lessons.length ?? row.completions.length,
    lessons: row.completions.map(({ lessonSlug, createdAt }) => ({
      number: lesson(lessonSlug)?.number ?? null,
      title: lesson(lessonSlug)?.title ?? lessonSlug,
      at: createdAt,
    })),
    checks: row.attempts.map((attempt) => toCheck(attempt, nameOf(attempt.lessonSlug, lesson(attempt.lessonSlug)))),
    conversations: row.runs.map(({ scenarioSlug, startedAt, endedAt, verdict }) => ({
      title: course?.scenarios.find(({ slug }) => slug === scenarioSlug)?.title ?? scenarioSlug,
      at: endedAt ?? startedAt,
      verdict,
    })),
    letters: row.letters.map(toLetter),
    certificates: row.certificates.map(({ code, issuedAt, ...ends }) => ({ code, issuedAt, state: statusOf(ends) })),
    cards: row._count.cards,
    waivers: row.waivers,
    allowed: row.allowances.length > 0,
  };
}

const kindOf = (lessonSlug: string) =>
  lessonSlug === FINAL ? ('final' as const) : lessonSlug === DELAYED ? ('delayed' as const) : lessonSlug === START ? ('start' as const) : ('lesson' as const);

function toCheck({ lessonSlug, state, startedAt, markedAt, score, passed, byOutcome }: Row['attempts'][number], name: string): Learning['checks'][number] {
  const kind = kindOf(lessonSlug);
  const open = state === 'IN_PROGRESS';
  const shared = { kind, name, at: markedAt ?? startedAt, open };
  if (open || kind === 'start') return { ...shared, score: null, of: null, passed: null };
  const of = Object.values(byOutcome as Record<string, { of: number }>).reduce((sum, outcome) => sum + outcome.of, 0);
  return { ...shared, score, of, passed };
}

const toLetter = ({ createdAt, handedInAt, askedAt, closedAt, passed }: Row['letters'][number]): Learning['letters'][number] => ({
  state: closedAt ? 'marked' : askedAt ? 'asked' : handedInAt ? 'handed-in' : 'draft',
  passed,
  at: closedAt ?? askedAt ?? handedInAt ?? createdAt,
});
