import { z } from 'zod';
import { getSources, listCourses } from '#features/courses/course.server.ts';
import { checkLesson, figuresOf } from '#features/courses/lesson-checks.ts';
import { parseMdx } from '#features/courses/lesson-mdx.ts';
import { readBank } from '#features/quizzes/bank.server.ts';
import { checkBank } from '#features/quizzes/question-checks.ts';
import { ContentError, readText } from '#lib/content.ts';
import type { Finding } from '#lib/finding.ts';

/** `npm run content:check`: every rule on every course. Errors end it with 1; warnings are listed. */
const quiet = process.argv.includes('--quiet');
const avoidRows = z.array(z.object({ id: z.string(), avoid: z.string(), pattern: z.string(), flags: z.string() }));

function check(): Finding[] {
  const findings: Finding[] = [];
  const avoid = avoidRows.parse(JSON.parse(readText('lexicon.json')));
  for (const course of listCourses()) {
    const folder = `courses/${course.slug}`;
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
    findings.push(...checkBank(course, bank, { final: `${folder}/final.quiz.yaml`, checks }));
    if (!quiet)
      console.log(
        `${folder}: ${bank.finalItems.length} items in the final bank, ${Object.values(bank.checks).reduce((sum, { items }) => sum + items.length, 0)} in lesson checks`,
      );
  }
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
