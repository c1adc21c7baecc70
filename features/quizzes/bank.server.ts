import 'server-only';
import { z } from 'zod';
import { ContentError, readYaml } from '#lib/content.ts';
import { getVersion, hashOf, keepVersion } from '../courses/content-version.server.ts';
import { findCourse } from '../courses/course.server.ts';
import type { Course } from '../courses/course.ts';
import type { Bank } from './bank.ts';
import { isScored, questionSchema } from './question.ts';

const finalFile = z.strictObject({ items: z.array(questionSchema).min(1) });
const checkFile = z.strictObject({ draw: z.int().min(1), items: z.array(questionSchema).min(1) });

const banks = new Map<string, Bank>();
const byHash = new Map<string, Bank>();

/** The course's bank as it stands in the content tree, read once. */
export function getBank(course: Course): Bank {
  const known = banks.get(course.slug);
  if (known) return known;
  const bank = readBank(course);
  banks.set(course.slug, bank);
  byHash.set(bank.hash, bank);
  return bank;
}

export function readBank(course: Course): Bank {
  const folder = `courses/${course.slug}`;
  const finalItems = readYaml(`${folder}/final.quiz.yaml`, finalFile).items;
  const written = finalItems.find((item) => !isScored(item));
  if (written) throw new ContentError(`${folder}/final.quiz.yaml`, written.id, 'is a rewrite, which nobody but the learner can mark; it belongs in a lesson');
  const checks: Bank['checks'] = {};
  for (const lesson of course.lessons.filter(({ hasCheck }) => hasCheck)) {
    const file = `${folder}/${lesson.file.replace(/\.mdx$/, '.quiz.yaml')}`;
    const check = readYaml(file, checkFile);
    const stray = check.items.find((item) => item.lesson !== lesson.number);
    if (stray) throw new ContentError(file, stray.id, `says lesson ${stray.lesson}, in the check of lesson ${lesson.number}`);
    checks[lesson.slug] = check;
  }
  const ids = [...finalItems, ...Object.values(checks).flatMap(({ items }) => items)].map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice) throw new ContentError(folder, twice, 'two questions share this id');
  const content = {
    courseSlug: course.slug,
    outcomes: course.outcomes.map(({ id }) => id),
    final: course.assessment.final,
    ...(course.assessment.delayed ? { delayed: course.assessment.delayed } : {}),
    finalItems,
    checkPassMark: 0.75,
    checks,
  };
  return { hash: hashOf(content), ...content };
}

/** Keeps the bank, so that attempts begun today can be marked by today's questions after tomorrow's deploy. */
export const storeBank = (bank: Bank): Promise<void> => keepVersion(bank.hash, bank.courseSlug, bank);

/** The bank of the version an attempt began with; from the database only when content has changed since. */
export async function getBankByHash(hash: string, courseSlug: string): Promise<Bank> {
  const course = findCourse(courseSlug);
  if (course) getBank(course);
  const known = byHash.get(hash);
  if (known) return known;
  const bank = (await getVersion(hash)) as Bank;
  byHash.set(hash, bank);
  return bank;
}
