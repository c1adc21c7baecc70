import { z } from 'zod';
import { type Course, EVIDENCE, type Heading, type LessonSource, slugSchema } from '../courses/course.ts';
import type { Need } from '../needs/need.ts';

const line = z.string().min(1);
const day = z.iso.date();

/** The front matter of an article. */
export const articleFrontSchema = z
  .strictObject({
    title: line.max(110),
    summary: line.max(155),
    published: day,
    updated: day,
    /** When somebody has to read it again against its sources. */
    reviewBy: day,
    needs: z.array(slugSchema).min(1).max(4),
    courses: z.array(slugSchema).min(1).max(3),
    sources: z.array(z.strictObject({ id: line, evidence: z.enum(EVIDENCE), says: line })).min(2),
    questions: z
      .array(z.strictObject({ q: line.regex(/\?$/, 'is not a question'), a: line }))
      .min(3)
      .max(6),
  })
  .refine(({ published, updated }) => published <= updated, { path: ['updated'], message: 'is before it was published' })
  .refine(({ updated, reviewBy }) => updated < reviewBy, { path: ['reviewBy'], message: 'is not after the last update' });

export type Article = Omit<z.infer<typeof articleFrontSchema>, 'needs' | 'courses' | 'sources'> & {
  slug: string;
  needs: Need[];
  courses: Course[];
  sources: LessonSource[];
  headings: Heading[];
  words: number;
  /** Reading time at 220 words a minute, rounded up. */
  minutes: number;
};

export const articleUrl = (article: string) => `/articles/${article}`;

/** The articles nearest to this one: those that share most needs and courses with it, the newest first among equals. */
export function relatedTo(article: Article, all: Article[], count = 3): Article[] {
  const shared = (other: Article) =>
    2 * other.needs.filter((need) => article.needs.includes(need)).length + other.courses.filter((course) => article.courses.includes(course)).length;
  return all
    .filter((other) => other !== article)
    .map((other) => ({ other, score: shared(other) }))
    .sort((a, b) => b.score - a.score || b.other.published.localeCompare(a.other.published) || a.other.slug.localeCompare(b.other.slug))
    .slice(0, count)
    .map(({ other }) => other);
}
