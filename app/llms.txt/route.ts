import { listArticles } from '#features/articles/article.server.ts';
import { articleUrl } from '#features/articles/article.ts';
import { listCourses } from '#features/courses/course.server.ts';
import { courseUrl, isOpen } from '#features/courses/course.ts';
import { whole } from '#lib/schema-org.ts';

export const dynamic = 'force-static';

/** The site in a page of Markdown, for language models (llmstxt.org): what there is, in our own words, and where. */
export function GET() {
  const courses = listCourses().map(
    (course) => `- [${course.title}](${whole(courseUrl(course.slug))}): ${course.line}${isOpen(course) ? '' : ' In preparation.'}`,
  );
  const articles = listArticles().map(({ title, slug, summary }) => `- [${title}](${whole(articleUrl(slug))}): ${summary}`);
  const text = `# Composure

> Self-paced courses for people who handle other people’s bad days: de-escalation, complaint handling, giving bad news. Lessons, conversations to practise, and a certificate anybody can check.

Composure is an invented training provider. A certificate records a self-paced course and its assessments; it is not a regulated qualification. Each claim from research is labelled with how firm it is.

## Courses

${courses.join('\n')}

## Articles

${articles.join('\n')}

## About

- [For teams](${whole('/teams')}): what a team gets, and how to ask
- [Check a certificate](${whole('/certificates')}): whether a code is genuine
- [Privacy](${whole('/privacy')}): every kind of thing we keep, and why
`;
  return new Response(text, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}
