import { formatMinutes } from '#lib/dates.ts';
import { type Course, courseUrl, isOpen } from '../courses/course.ts';
import { type Article, articleUrl } from './article.ts';

/** Where to go from a course: what to take next, and what to read on it. */
export const AfterCourse = ({ next, articles }: { next: Course[]; articles: Article[] }) => (
  <>
    <section aria-labelledby="next" className="mt-12">
      <h2 id="next" className="mb-4 font-serif text-2xl font-semibold">
        What to take next
      </h2>
      <ul className="border-t border-rule">
        {next.map((course) => (
          <li key={course.slug} className="border-b border-rule py-3.5">
            <a href={courseUrl(course.slug)} className="font-semibold">
              {course.title}
            </a>
            <p className="text-ink-mid">{course.line}</p>
            <p className="text-sm text-ink-soft">
              {course.level} · {isOpen(course) ? formatMinutes(course.minutes) : 'in preparation'}
            </p>
          </li>
        ))}
      </ul>
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
