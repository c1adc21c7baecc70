import type { MetadataRoute } from 'next';
import { listArticles } from '#features/articles/article.server.ts';
import { articleUrl } from '#features/articles/article.ts';
import { listCategories, listCourses, listPaths } from '#features/courses/course.server.ts';
import { categoryUrl, courseUrl, isFree, lessonUrl, outlineUrl, pathUrl } from '#features/courses/course.ts';
import { listNeeds } from '#features/needs/need.server.ts';
import { needUrl } from '#features/needs/need.ts';
import { whole } from '#lib/schema-org.ts';

const PAGES = ['/', '/courses', '/articles', '/teams', '/contact', '/phrase-coach', '/certificates', '/about', '/privacy', '/accessibility', '/terms'];

/** Every public page a search engine may list. */
export default function sitemap(): MetadataRoute.Sitemap {
  const courses = listCourses();
  const urls = [
    ...PAGES,
    ...courses.flatMap((course) => [
      courseUrl(course.slug),
      outlineUrl(course.slug),
      ...(course.hasJobAid ? [`${courseUrl(course.slug)}/job-aid`] : []),
      ...course.lessons.filter(isFree).map(({ slug }) => lessonUrl(course.slug, slug)),
    ]),
    ...listCategories().map(({ slug }) => categoryUrl(slug)),
    ...listPaths().map(({ slug }) => pathUrl(slug)),
    ...listNeeds().map(({ slug }) => needUrl(slug)),
  ];
  return [...urls.map((url) => ({ url: whole(url) })), ...listArticles().map(({ slug, updated }) => ({ url: whole(articleUrl(slug)), lastModified: updated }))];
}
