import { getSources, listCourses } from '#features/courses/course.server.ts';
import { isOpen } from '#features/courses/course.ts';
import { checkLesson, figuresOf } from '#features/courses/lesson-checks.ts';
import { parseMdx } from '#features/courses/lesson-mdx.ts';
import { getCompiledRules } from '#features/phrases/phrase.server.ts';
import { readBank } from '#features/quizzes/bank.server.ts';
import { readExercises } from '#features/quizzes/exercise.server.ts';
import { checkBank } from '#features/quizzes/question-checks.ts';
import { readScenario } from '#features/scenarios/scenario.server.ts';
import { canBeWalked, checkScenario, checkScenarioBank, reportOf } from '#features/scenarios/scenario-checks.ts';
import { ContentError, readText } from '#lib/content.ts';
import type { Finding } from '#lib/finding.ts';

/** `npm run content:check`: every rule on every course. Errors end it with 1; warnings are listed. */
const quiet = process.argv.includes('--quiet');

function check(): Finding[] {
  const findings: Finding[] = [];
  const avoid = getCompiledRules();
  const scenarios = [];
  for (const course of listCourses()) {
    const folder = `courses/${course.slug}`;
    for (const { slug, file } of course.scenarios) {
      const place = { file: `${folder}/${file}`, course, scenario: readScenario(course, slug) };
      scenarios.push(place);
      findings.push(...checkScenario(place));
      if (!quiet && canBeWalked(place.scenario)) console.log(reportOf(place.scenario).join('\n'));
    }
    if (!isOpen(course)) continue;
    const bank = readBank(course);
    for (const lesson of course.lessons) {
      const file = `${folder}/${lesson.file}`;
      const text = readText(file);
      const tree = parseMdx(text);
      const quizItems = bank.checks[lesson.slug]?.draw ?? 0;
      findings.push(...checkLesson({ course, lesson, file, text, tree, quizItems, avoid, register: getSources() }));
      const { words, ease, meanSentence, longestSentence } = figuresOf(tree);
      if (!quiet)
        console.log(
          `${file}: ${words} words, reading ease ${ease.toFixed(0)}, ${meanSentence.toFixed(1)} words a sentence, longest ${longestSentence}, about ${lesson.minutes} minutes (${(words / 180 + quizItems).toFixed(1)} counted)`,
        );
    }
    const checks = Object.fromEntries(course.lessons.map(({ slug, file }) => [slug, `${folder}/${file.replace(/\.mdx$/, '.quiz.yaml')}`]));
    const exercises = course.lessons
      .map((lesson) => ({ file: `${folder}/${lesson.file.replace(/\.mdx$/, '.exercises.yaml')}`, items: readExercises(course, lesson), drawn: 0 }))
      .filter(({ items }) => items.length > 0);
    findings.push(...checkBank(course, bank, { final: `${folder}/final.quiz.yaml`, checks }, exercises));
    if (!quiet)
      console.log(
        `${folder}: ${bank.finalItems.length} items in the final bank, ${Object.values(bank.checks).reduce((sum, { items }) => sum + items.length, 0)} in lesson checks`,
      );
  }
  findings.push(...checkScenarioBank(scenarios.filter(({ scenario }) => canBeWalked(scenario))));
  return findings;
}

try {
  const findings = check();
  const errors = findings.filter(({ level }) => level === 'error');
  for (const { rule, level, file, line, message } of findings) {
    if (level === 'error' || !quiet) console[level === 'error' ? 'error' : 'log'](`${level} ${rule} content/${file}${line ? `:${line}` : ''} ${message}`);
  }
  console.log(`Content: ${errors.length} errors, ${findings.length - errors.length} warnings.`);
  if (errors.length > 0) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  console.error(`error content/${error.message}`);
  process.exitCode = 1;
}
