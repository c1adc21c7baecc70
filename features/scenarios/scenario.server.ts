import 'server-only';
import { ContentError, readYaml } from '#lib/content.ts';
import { getVersion, hashOf, keepVersion } from '../courses/content-version.server.ts';
import { findCourse } from '../courses/course.server.ts';
import type { Course } from '../courses/course.ts';
import { decisionsOf, type Scenario, scenarioSchema } from './scenario.ts';

type Versioned = { scenario: Scenario; hash: string };

const read = new Map<string, Versioned>();
const byHash = new Map<string, Scenario>();

/** Reads one scenario by its schema; a refusal names file, node and reason. */
export function readScenario(course: Course, slug: string): Scenario {
  const file = `courses/${course.slug}/${slug}.scenario.yaml`;
  const scenario = { ...readYaml(file, scenarioSchema), slug };
  for (const [name, { outcome }] of decisionsOf(scenario)) {
    if (!course.outcomes.some(({ id }) => id === outcome))
      throw new ContentError(file, `nodes.${name}.outcome`, `${outcome} is not an outcome of this course (S2)`);
  }
  const lessons = Math.max(course.lessons.length, course.planned.length);
  if (scenario.lesson > lessons) throw new ContentError(file, 'lesson', `there is no lesson ${scenario.lesson}`);
  return scenario;
}

/** A course's scenario as it stands in the content tree, read once; null when the course has no such one. */
export function findScenario(course: Course, slug: string): Versioned | null {
  if (!course.scenarios.some((card) => card.slug === slug)) return null;
  const key = `${course.slug}/${slug}`;
  const known = read.get(key);
  if (known) return known;
  const scenario = readScenario(course, slug);
  const found = { scenario, hash: hashOf(scenario) };
  read.set(key, found);
  byHash.set(found.hash, scenario);
  return found;
}

/** Keeps a scenario, so that a conversation begun today can be finished, and looked back on, after tomorrow's deploy. */
export const storeScenario = (courseSlug: string, { scenario, hash }: Versioned): Promise<void> => keepVersion(hash, courseSlug, scenario);

/** The scenario a run began with; from the database only when content has changed since. */
export async function getScenarioByHash(hash: string, courseSlug: string, slug: string): Promise<Scenario> {
  const course = findCourse(courseSlug);
  if (course) findScenario(course, slug);
  const known = byHash.get(hash);
  if (known) return known;
  const scenario = (await getVersion(hash)) as Scenario;
  byHash.set(hash, scenario);
  return scenario;
}
