import 'server-only';
import { ContentError, listFiles, readText, readYaml, splitFrontMatter } from '#lib/content.ts';
import { findCourse, getSources } from '../courses/course.server.ts';
import type { Course } from '../courses/course.ts';
import { attributesOf, blocks, headingsOf, parseMdx } from '../courses/lesson-mdx.ts';
import { figuresOf } from '../courses/prose-checks.ts';
import { findNeed } from '../needs/need.server.ts';
import { type Article, articleFrontSchema } from './article.ts';

const FILE = /^([a-z0-9-]+)\.mdx$/;
let articles: Map<string, Article> | undefined;

/** Every article, the newest first; a file that is not as it should be stops the build by name. */
export function listArticles(): Article[] {
  articles ??= new Map(
    listFiles('articles')
      .flatMap((name) => FILE.exec(name)?.[1] ?? [])
      .map(readArticle)
      .sort((a, b) => b.published.localeCompare(a.published) || a.slug.localeCompare(b.slug))
      .map((article) => [article.slug, article]),
  );
  return [...articles.values()];
}

/** An article by its slug, or null. Slugs from outside are looked up here, never joined into a path. */
export function findArticle(slug: string): Article | null {
  listArticles();
  return articles?.get(slug) ?? null;
}

export function readArticle(slug: string): Article {
  const file = `articles/${slug}.mdx`;
  const text = readText(file);
  const front = readYaml(file, articleFrontSchema, splitFrontMatter(file, text).front);
  const tree = parseMdx(text);
  const course = (field: string, name: string) => {
    const found = findCourse(name);
    if (!found) throw new ContentError(file, field, `${name} is not a course`);
    return found;
  };
  for (const node of blocks(tree, 'CourseLink')) course('CourseLink', attributesOf(node)['slug'] ?? '');
  const { words } = figuresOf(tree);
  return {
    ...front,
    slug,
    needs: front.needs.map((name) => {
      const need = findNeed(name);
      if (!need) throw new ContentError(file, 'needs', `${name} is not in needs.yaml`);
      return need;
    }),
    courses: front.courses.map((name) => course('courses', name)),
    sources: front.sources.map(({ id, evidence, says }) => {
      const source = getSources().get(id);
      if (!source) throw new ContentError(file, `sources.${id}`, 'is not in content/sources.yaml');
      return { ...source, evidence, says };
    }),
    headings: headingsOf(tree),
    words,
    minutes: Math.ceil(words / 220),
  };
}

/** The articles that lead to a course, for its page. */
export const articlesAbout = (course: Course) => listArticles().filter(({ courses }) => courses.includes(course));
