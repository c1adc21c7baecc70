import 'server-only';
import { z } from 'zod';
import { ContentError, readYaml } from '#lib/content.ts';
import { listArticles } from '../articles/article.server.ts';
import { articleUrl } from '../articles/article.ts';
import { findCourse, listCourses } from '../courses/course.server.ts';
import { type Course, courseUrl, slugSchema } from '../courses/course.ts';
import { listNeeds } from '../needs/need.server.ts';
import { type Need, needUrl } from '../needs/need.ts';
import { type Facet, facetsOf, type Group } from './catalogue.ts';
import { type Document, type Found, makeSearch, type Search } from './search.ts';

let search: Search | undefined;
let facets: Facet[] | undefined;

const audienceSchema = z.strictObject({ slug: slugSchema, title: z.string().min(1), courses: z.array(slugSchema).min(1) });

/** Who courses are for, in groups; a course that no group has stops the build by name. */
function listAudiences(): Group[] {
  const groups = readYaml('audiences.yaml', z.array(audienceSchema)).map((group) => ({
    ...group,
    courses: group.courses.map((slug) => {
      const course = findCourse(slug);
      if (!course) throw new ContentError('audiences.yaml', group.slug, `names ${slug}, and there is no such course`);
      return course;
    }),
  }));
  const forgotten = listCourses().find((course) => !groups.some(({ courses }) => courses.includes(course)));
  if (forgotten) throw new ContentError('audiences.yaml', '', `no audience has ${forgotten.slug}`);
  return groups;
}

export function getFacets(): Facet[] {
  facets ??= facetsOf(listNeeds(), listAudiences());
  return facets;
}

/** Everything public that can be found, out of the content tree. */
export function listDocuments(): Document[] {
  const needsOf = (course: Course) => listNeeds().filter(({ courses }) => courses.includes(course));
  // The course that a need names first is the one that is about it.
  const wordsFor =
    (course: Course) =>
    ({ title, keyword, also, courses }: Need) =>
      Array(courses[0] === course ? 3 : 1)
        .fill([title, keyword, ...also])
        .flat() as string[];
  const words = (...parts: (string | string[])[]) => parts.flat().join(' ');
  const question = (url: string, at: number, { q, a }: { q: string; a: string }): Document => ({
    id: `question ${url} ${at}`,
    kind: 'question',
    title: q,
    url: `${url}#questions`,
    text: a,
    also: '',
    body: '',
  });
  return [
    ...listCourses().map(
      (course): Document => ({
        id: `course ${course.slug}`,
        kind: 'course',
        title: course.title,
        url: courseUrl(course.slug),
        text: course.line,
        also: words(course.needs, course.category, needsOf(course).flatMap(wordsFor(course))),
        body: words(
          course.promise,
          course.audience,
          course.outcomes.map(({ text }) => text),
          course.lessons.flatMap(({ title, point }) => [title, point]),
          course.planned,
        ),
      }),
    ),
    ...listCourses().flatMap((course) => course.questions.map((entry, at) => question(courseUrl(course.slug), at, entry))),
    ...listArticles().map(
      (article): Document => ({
        id: `article ${article.slug}`,
        kind: 'article',
        title: article.title,
        url: articleUrl(article.slug),
        text: article.summary,
        also: words(article.needs.flatMap(({ keyword, also }) => [keyword, ...also])),
        body: words(article.headings.map(({ text }) => text)),
      }),
    ),
    ...listArticles().flatMap((article) => article.questions.map((entry, at) => question(articleUrl(article.slug), at, entry))),
    ...listNeeds().map(
      ({ slug, title, keyword, line, also }): Document => ({
        id: `need ${slug}`,
        kind: 'need',
        title,
        url: needUrl(slug),
        text: line,
        also: words(keyword, also),
        body: '',
      }),
    ),
    ...PAGES,
  ];
}

const page = (url: string, title: string, text: string, also: string): Document => ({ id: `page ${url}`, kind: 'page', title, url, text, also, body: '' });

/** What people ask of the site itself. */
const PAGES: Document[] = [
  page(
    '/certificates',
    'Check a certificate',
    'Type the code from a certificate to see whether it is genuine, whose it is, for which course, and its date.',
    'verify verification code genuine fake proof valid',
  ),
  page(
    '/phrase-coach',
    'Phrase coach',
    'Paste a reply: phrases that raise the heat are marked, with better lines. It works on your own device.',
    'check my email rewrite wording tool',
  ),
  page(
    '/teams',
    'For teams',
    'What a team gets, how enrolment works, and a form to ask us.',
    'price cost buy organisation company group licence seats invoice demo',
  ),
  page('/privacy', 'Privacy', 'Every kind of thing we keep, why, for how long, and what erasing it does.', 'data cookies gdpr personal delete erase export'),
  page('/accessibility', 'Accessibility statement', 'What was tested, how, and what falls short.', 'screen reader keyboard wcag contrast disability'),
  page('/sign-in', 'Sign in', 'Type your address; a mail brings a link and a code. There is no password.', 'login log in password account forgotten'),
  page('/courses', 'Courses', 'The catalogue: every course at a glance.', 'catalogue list all'),
];

/** Finds courses, articles, answered questions, needs and pages by what people type, slips included. */
export function find(query: string, kinds?: Found['kind'][]): Found[] {
  search ??= makeSearch(listDocuments());
  return search(query, kinds);
}

/** Courses by what people type, the nearest first. */
export const findCourses = (query: string): Course[] => find(query, ['course']).flatMap(({ id }) => findCourse(id.slice('course '.length)) ?? []);
