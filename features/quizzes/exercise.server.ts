import 'server-only';
import { z } from 'zod';
import { now } from '#lib/clock.ts';
import { ContentError, listFiles, readYaml } from '#lib/content.ts';
import { db } from '#lib/db.ts';
import type { Viewer } from '../accounts/account.ts';
import { findCourse } from '../courses/course.server.ts';
import { type Course, findLesson, type Lesson } from '../courses/course.ts';
import { type AnswerValue, forLearner, isComplete, ofRubric, type Question, questionSchema, unfit } from './question.ts';

const exerciseFile = z.strictObject({ items: z.array(questionSchema).min(1) });
/** An exercise shows its signs in one order to everybody; nothing is drawn, so nothing is shuffled anew. */
export const SEED = 1;

const exercises = new Map<string, Question[]>();

/** The exercises of a lesson, keys included: the turns to spot and the lines to rewrite, in the order of its file. */
export function getExercises(course: Course, lesson: Lesson): Question[] {
  const key = `${course.slug}/${lesson.slug}`;
  const known = exercises.get(key);
  if (known) return known;
  const read = readExercises(course, lesson);
  exercises.set(key, read);
  return read;
}

/** Reads them; a block without its exercise, or an exercise without its block, stops the build by name. */
export function readExercises(course: Course, lesson: Lesson): Question[] {
  const name = lesson.file.replace(/\.mdx$/, '.exercises.yaml');
  const file = `courses/${course.slug}/${name}`;
  const items = listFiles(`courses/${course.slug}`).includes(name) ? readYaml(file, exerciseFile).items : [];
  for (const { id, interaction } of lesson.exercises) {
    const item = items.find((other) => other.id === id);
    if (!item) throw new ContentError(`courses/${course.slug}/${lesson.file}`, id, `is not in ${name}`);
    if (item.interaction !== interaction) throw new ContentError(file, id, `is a ${item.interaction}, and its block wants a ${interaction}`);
  }
  for (const item of items) {
    if (!lesson.exercises.some(({ id }) => id === item.id)) throw new ContentError(file, item.id, `has no block in ${lesson.file}`);
    if (item.lesson !== lesson.number) throw new ContentError(file, item.id, `says lesson ${item.lesson}, and is in lesson ${lesson.number}`);
  }
  return items;
}

function findExercise(courseSlug: string, lessonSlug: string, id: string): Question | null {
  const course = findCourse(courseSlug);
  const lesson = course && findLesson(course, lessonSlug);
  return (lesson && getExercises(course, lesson).find((item) => item.id === id)) ?? null;
}

export type ExerciseSaved = { ok: true } | { ok: false; message: string };

const unfinished = { hottext: 'Point at a turn, and choose a sign.', rewrite: 'Write your version first; any length will do.' };

/** Saves what the learner did in an exercise, replacing what was there. Null when there is no such exercise, or they are not on the course. */
export async function saveExercise(viewer: Viewer, course: string, lesson: string, id: string, value: AnswerValue): Promise<ExerciseSaved | null> {
  const question = findExercise(course, lesson, id);
  if (!question) return null;
  const refused = unfit(question, value);
  if (refused) return { ok: false, message: refused };
  if (!isComplete(forLearner(question, SEED), value))
    return { ok: false, message: question.interaction === 'rewrite' ? unfinished.rewrite : unfinished.hottext };
  const written = await db.$executeRaw`
    INSERT INTO "ExerciseAnswer" ("enrolmentId", "lessonSlug", "exerciseId", "value", "createdAt", "updatedAt")
    SELECT e."id", ${lesson}, ${id}, ${JSON.stringify(value)}::jsonb, ${now()}, ${now()}
    FROM "Enrolment" e WHERE e."userId" = ${viewer.id}::uuid AND e."courseSlug" = ${course} AND e."withdrawnAt" IS NULL
    ON CONFLICT ("enrolmentId", "lessonSlug", "exerciseId") DO UPDATE SET "value" = EXCLUDED."value", "updatedAt" = EXCLUDED."updatedAt"`;
  return written === 1 ? { ok: true } : null;
}

/** Saves which lines of the rubric the learner says their own rewrite meets; false when they have written none there. */
export async function markExercise(viewer: Viewer, course: string, lesson: string, id: string, met: string[]): Promise<boolean> {
  const question = findExercise(course, lesson, id);
  if (question?.interaction !== 'rewrite') return false;
  const { count } = await db.exerciseAnswer.updateMany({
    where: { lessonSlug: lesson, exerciseId: id, enrolment: { userId: viewer.id, courseSlug: course, withdrawnAt: null } },
    data: { met: ofRubric(question, met), updatedAt: now() },
  });
  return count === 1;
}
