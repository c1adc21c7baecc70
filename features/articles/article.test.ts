import { describe, expect, test } from 'vitest';
import { readText } from '#lib/content.ts';
import { getSources, listCourses } from '../courses/course.server.ts';
import { parseMdx } from '../courses/lesson-mdx.ts';
import { getCompiledRules } from '../phrases/phrase.server.ts';
import { findArticle, listArticles } from './article.server.ts';
import { articleFrontSchema, relatedTo } from './article.ts';
import { checkArticle } from './article-checks.ts';
import { feedOf } from './feeds.ts';

const article = findArticle('de-escalation-faq')!;
const text = readText('articles/de-escalation-faq.mdx');
const check = (words: string, change = {}) =>
  checkArticle({ article: { ...article, ...change }, text: words, tree: parseMdx(words), avoid: getCompiledRules(), register: getSources() }).map(
    ({ rule, level }) => `${level} ${rule}`,
  );

test('there are eight, and each stands as it should', () => {
  expect(listArticles()).toHaveLength(8);
  expect(check(text)).toEqual([]);
});

describe('an article can fail', () => {
  test.each([
    ['error L1', 'too short', text.slice(0, text.indexOf('## '))],
    ['error P1', 'no answer first', text.replace(/<Point>[\s\S]*?<\/Point>/, 'Well.')],
    ['error P2', 'no table, no list', text.replaceAll(/^\|.*\|$|^- .*$/gm, '')],
    ['error P4', 'no course', text.replaceAll(/<CourseLink[\s\S]*?<\/CourseLink>/g, '')],
    ['error T23', 'a block for learners', `${text}\n\n<TryIt id="x" question="Y?">\nZ\n</TryIt>\n`],
    ['error L7', 'a source nobody knows', `${text}\n\nSo it is.<Cite id="NOBODY" />\n`],
    ['error L13', 'a promise', `${text}\n\nThis is proven to help.\n`],
    ['error L10', 'a heading twice', `${text}\n\n${/^## .*$/m.exec(text)![0]}\n\nAgain.\n`],
  ])('%s: %s', (finding, _, words) => {
    expect(check(words)).toContain(finding);
  });

  test('error P3: an answer of five words', () => {
    expect(check(text, { questions: [{ q: 'Why?', a: 'Because it is what works.' }] })).toContain('error P3');
  });

  test('dates that cannot be', () => {
    const front = { ...article, needs: ['x'], courses: ['x'], sources: article.sources.map(({ id, evidence, says }) => ({ id, evidence, says })) };
    const { slug: _, headings: __, words: ___, minutes: ____, ...sound } = front;
    expect(articleFrontSchema.safeParse(sound).success).toBe(true);
    expect(articleFrontSchema.safeParse({ ...sound, updated: '2020-01-01' }).success).toBe(false);
    expect(articleFrontSchema.safeParse({ ...sound, reviewBy: sound.updated }).success).toBe(false);
    expect(articleFrontSchema.safeParse({ ...sound, published: '2026-02-30' }).success).toBe(false);
  });
});

test('what it is related to is another article that shares something with it, and never itself', () => {
  for (const one of listArticles()) {
    const related = relatedTo(one, listArticles());
    expect(related).toHaveLength(3);
    expect(related).not.toContain(one);
  }
});

test('every flagship is reached from an article', () => {
  for (const slug of ['lower-the-heat', 'complaint-handling-certificate', 'straight-and-kind'])
    expect(listArticles().some(({ courses }) => courses.includes(listCourses().find((course) => course.slug === slug)!))).toBe(true);
});

test('three feeds say the same, and escape what they say', () => {
  const odd = { ...article, title: 'A < B & “C” ]]>' };
  const feed = feedOf([odd, ...listArticles()]);
  expect(feed.rss2().match(/<item>/g)).toHaveLength(9);
  expect(feed.atom1().match(/<entry>/g)).toHaveLength(9);
  expect(JSON.parse(feed.json1()).items).toHaveLength(9);
  // What would end the quotation is split, so that it cannot.
  expect(feed.atom1()).toContain('“C” ]]]]><![CDATA[>');
});
