import type { Article as ArticleThing } from 'schema-dts';
import { organization, whole } from '#lib/schema-org.ts';
import { courseUrl } from '../courses/course.ts';
import { type Article, articleUrl } from './article.ts';

/** An article for machines. Its author is the organisation: no person is invented. */
export const articleThing = (article: Article): ArticleThing => ({
  '@type': 'Article',
  '@id': whole(`${articleUrl(article.slug)}#article`),
  headline: article.title,
  description: article.summary,
  url: whole(articleUrl(article.slug)),
  mainEntityOfPage: whole(articleUrl(article.slug)),
  image: whole(`${articleUrl(article.slug)}/opengraph-image`),
  datePublished: article.published,
  dateModified: article.updated,
  inLanguage: 'en-GB',
  wordCount: article.words,
  timeRequired: `PT${article.minutes}M`,
  keywords: article.needs.map(({ keyword }) => keyword),
  mentions: article.courses.map((course) => ({ '@type': 'Course', name: course.title, url: whole(courseUrl(course.slug)) })),
  author: organization(),
  publisher: organization(),
});
