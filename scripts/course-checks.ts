import { getSeedRuns, getSources } from '#features/courses/course.server.ts';
import { type Course, isOpen } from '#features/courses/course.ts';
import { checkLesson } from '#features/courses/lesson-checks.ts';
import { parseMdx } from '#features/courses/lesson-mdx.ts';
import { figuresOf } from '#features/courses/prose-checks.ts';
import { getCompiledRules } from '#features/phrases/phrase.server.ts';
import { readBank } from '#features/quizzes/bank.server.ts';
import { readExercises } from '#features/quizzes/exercise.server.ts';
import { checkBank } from '#features/quizzes/question-checks.ts';
import { readScenario } from '#features/scenarios/scenario.server.ts';
import { canBeWalked, checkScenario, reportOf } from '#features/scenarios/scenario-checks.ts';
import { readText } from '#lib/content.ts';
import type { Finding } from '#lib/finding.ts';

type Scenarios = Parameters<typeof checkScenario>[0][];
export type CheckedCourse = { findings: Finding[]; report: string[]; scenarios: Scenarios };

/** Every rule on one course: its lessons, questions and conversations; and its figures, as lines to print. */
export function checkCourse(course: Course): CheckedCourse {
  const folder = `courses/${course.slug}`;
  const findings: Finding[] = [];
  const report: string[] = [];
  const scenarios = course.scenarios.map(({ slug, file }) => ({ file: `${folder}/${file}`, course, scenario: readScenario(course, slug) }));
  for (const place of scenarios) {
    findings.push(...checkScenario(place));
    if (canBeWalked(place.scenario)) report.push(...reportOf(place.scenario));
  }
  if (!isOpen(course)) return { findings, report, scenarios };
  const bank = readBank(course);
  const avoid = getCompiledRules();
  for (const lesson of course.lessons) {
    const file = `${folder}/${lesson.file}`;
    const text = readText(file);
    const tree = parseMdx(text);
    const quizItems = bank.checks[lesson.slug]?.draw ?? 0;
    findings.push(...checkLesson({ course, lesson, file, text, tree, quizItems, avoid, register: getSources(), seeds: getSeedRuns() }));
    const { words, ease, meanSentence, longestSentence } = figuresOf(tree);
    report.push(
      `${file}: ${words} words, reading ease ${ease.toFixed(0)}, ${meanSentence.toFixed(1)} words a sentence, longest ${longestSentence}, about ${lesson.minutes} minutes (${(words / 180 + quizItems).toFixed(1)} counted)`,
    );
  }
  const checks = Object.fromEntries(course.lessons.map(({ slug, file }) => [slug, `${folder}/${file.replace(/\.mdx$/, '.quiz.yaml')}`]));
  const exercises = course.lessons
    .map((lesson) => ({ file: `${folder}/${lesson.file.replace(/\.mdx$/, '.exercises.yaml')}`, items: readExercises(course, lesson), drawn: 0 }))
    .filter(({ items }) => items.length > 0);
  findings.push(...checkBank(course, bank, { final: `${folder}/final.quiz.yaml`, checks }, exercises));
  const inChecks = Object.values(bank.checks).reduce((sum, { items }) => sum + items.length, 0);
  report.push(`${folder}: ${bank.finalItems.length} items in the final bank, ${inChecks} in lesson checks`);
  return { findings, report, scenarios };
}
