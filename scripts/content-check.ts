import { join } from 'node:path';
import { listArticles } from '#features/articles/article.server.ts';
import { checkArticle } from '#features/articles/article-checks.ts';
import { getSeedRuns, getSources, listCourses } from '#features/courses/course.server.ts';
import { parseMdx } from '#features/courses/lesson-mdx.ts';
import { figuresOf } from '#features/courses/prose-checks.ts';
import { getCompiledRules } from '#features/phrases/phrase.server.ts';
import { canBeWalked, checkScenarioBank } from '#features/scenarios/scenario-checks.ts';
import { ContentError, readText } from '#lib/content.ts';
import type { Finding } from '#lib/finding.ts';
import { checkCourse } from './course-checks.ts';
import { checkPages } from './page-checks.ts';
import { pageSources } from './page-sources.ts';

/** `npm run content:check`: every rule on every course and page. Errors end it with 1; warnings are listed. */
const quiet = process.argv.includes('--quiet');

function check(): Finding[] {
  const checked = listCourses().map(checkCourse);
  if (!quiet) for (const { report } of checked) if (report.length > 0) console.log(report.join('\n'));
  const scenarios = checked.flatMap((course) => course.scenarios).filter(({ scenario }) => canBeWalked(scenario));
  const articles = listArticles().flatMap((article) => {
    const text = readText(`articles/${article.slug}.mdx`);
    const { ease, meanSentence, longestSentence } = figuresOf(parseMdx(text));
    if (!quiet)
      console.log(
        `articles/${article.slug}.mdx: ${article.words} words, reading ease ${ease.toFixed(0)}, ${meanSentence.toFixed(1)} words a sentence, longest ${longestSentence}`,
      );
    return checkArticle({ article, text, tree: parseMdx(text), avoid: getCompiledRules(), register: getSources(), seeds: getSeedRuns() });
  });
  return [
    ...articles,
    ...checked.flatMap(({ findings }) => findings),
    ...checkScenarioBank(scenarios),
    // What is not content stands beside its folder.
    ...checkPages(pageSources()).map((finding) => ({ ...finding, file: `../${finding.file}` })),
  ];
}

try {
  const findings = check();
  const errors = findings.filter(({ level }) => level === 'error');
  for (const { rule, level, file, line, message } of findings) {
    if (level === 'error' || !quiet)
      console[level === 'error' ? 'error' : 'log'](`${level} ${rule} ${join('content', file)}${line ? `:${line}` : ''} ${message}`);
  }
  console.log(`Content: ${errors.length} errors, ${findings.length - errors.length} warnings.`);
  if (errors.length > 0) process.exitCode = 1;
} catch (error) {
  if (!(error instanceof ContentError)) throw error;
  console.error(`error content/${error.message}`);
  process.exitCode = 1;
}
