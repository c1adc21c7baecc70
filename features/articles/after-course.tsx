import type { Course } from '../courses/course.ts';
import { CourseLines } from '../courses/course-lines.tsx';
import { type Article, articleUrl } from './article.ts';

/** Where to go from a course: what to take next, and what to read on it. */
export const AfterCourse = ({ next, articles }: { next: Course[]; articles: Article[] }) => (
  <>
    <section aria-labelledby="next" className="mt-12">
      <h2 id="next" className="mb-4 font-serif text-2xl font-semibold">
        What to take next
      </h2>
      <CourseLines courses={next} />
    </section>
    {articles.length > 0 && (
      <section aria-labelledby="articles" className="mt-12">
        <h2 id="articles" className="mb-4 font-serif text-2xl font-semibold">
          To read on it
        </h2>
        <ul className="grid gap-3">
          {articles.map(({ slug, title, minutes }) => (
            <li key={slug}>
              <a href={articleUrl(slug)}>{title}</a> <span className="text-sm whitespace-nowrap text-ink-soft">· {minutes} minutes</span>
            </li>
          ))}
        </ul>
      </section>
    )}
  </>
);
