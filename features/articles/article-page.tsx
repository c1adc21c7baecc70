import type { MDXComponents } from 'mdx/types';
import type { ComponentType, ReactNode } from 'react';
import { formatDay, formatMinutes } from '#lib/dates.ts';
import { findCourse } from '../courses/course.server.ts';
import { courseUrl, isOpen } from '../courses/course.ts';
import { CourseLines } from '../courses/course-lines.tsx';
import { Sources, textBlocks } from '../courses/lesson-body.tsx';
import { Questions } from '../courses/questions.tsx';
import type { Article } from './article.ts';
import { ArticleCard, Keywords } from './article-card.tsx';

/** A course where the text leads to it: what it is, and why from here. */
function CourseLink({ slug, children }: { slug: string; children?: ReactNode }) {
  const course = findCourse(slug)!;
  return (
    <aside className="ui rounded-xl bg-sand px-5 py-4">
      <p className="text-sm text-ink-soft">{isOpen(course) ? `Course · ${formatMinutes(course.minutes)} · first lesson free` : 'Course in preparation'}</p>
      <p className="mt-0.5 font-semibold">
        <a href={courseUrl(slug)}>{course.title}</a>
      </p>
      <div className="mt-1 text-ink-mid">{children}</div>
    </aside>
  );
}

/** The text of an article, compiled at build; the caller looked it up before, so the file exists. */
async function ArticleBody({ article }: { article: Article }) {
  const { default: Text } = (await import(`../../content/articles/${article.slug}.mdx`)) as { default: ComponentType<{ components: MDXComponents }> };
  return (
    <div className="prose">
      <Text components={{ ...textBlocks(article.sources, { savesNothing: true }), CourseLink }} />
    </div>
  );
}

const Contents = ({ article }: { article: Article }) => (
  <ol className="grid gap-1 text-sm">
    {[...article.headings, { id: 'questions', text: 'Questions people ask' }, { id: 'sources', text: 'Sources' }].map(({ id, text }) => (
      <li key={id}>
        <a href={`#${id}`} className="block rounded-md px-2 py-1.5 text-ink-mid no-underline hover:bg-sand hover:text-ink">
          {text}
        </a>
      </li>
    ))}
  </ol>
);

/** An article: the text is the page, its contents beside it (a drawer on phones), and where to go from here beneath. */
export function ArticlePage({ article, related, subscribe }: { article: Article; related: Article[]; subscribe: ReactNode }) {
  return (
    <div className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-14">
      <nav aria-label="In this article" className="mb-6 print:hidden lg:mb-0">
        <details className="rounded-lg border border-rule px-4 py-3 lg:hidden">
          <summary className="font-semibold">In this article</summary>
          <div className="mt-3">
            <Contents article={article} />
          </div>
        </details>
        <div className="sticky top-6 hidden max-h-[calc(100dvh-3rem)] overflow-y-auto lg:block">
          <p className="mb-3 px-2 font-semibold">In this article</p>
          <Contents article={article} />
        </div>
      </nav>
      <div className="min-w-0">
        <article>
          <header className="mb-8 max-w-[65ch]">
            <p className="text-ink-soft">
              <a href="/articles">Articles</a> · {article.minutes} minutes to read
            </p>
            <h1 className="mt-2 font-serif text-3xl font-semibold text-balance sm:text-4xl">{article.title}</h1>
            <p className="mt-4 text-sm text-ink-soft">
              Published <time dateTime={article.published}>{formatDay(article.published)}</time>
              {article.updated !== article.published && (
                <>
                  , updated <time dateTime={article.updated}>{formatDay(article.updated)}</time>
                </>
              )}
              . We read it again by <time dateTime={article.reviewBy}>{formatDay(article.reviewBy)}</time>.
            </p>
          </header>
          <ArticleBody article={article} />
          <section aria-labelledby="questions" className="mt-12 max-w-[65ch]">
            <h2 id="questions" className="mb-4 font-serif text-2xl font-semibold">
              Questions people ask
            </h2>
            <Questions questions={article.questions} />
          </section>
          <Sources sources={article.sources} />
        </article>
        <div className="mt-12 grid max-w-[65ch] gap-12 print:hidden">
          <section aria-labelledby="about">
            <h2 id="about" className="mb-3 text-base font-semibold">
              What it is about
            </h2>
            <Keywords article={article} />
          </section>
          <section aria-labelledby="courses">
            <h2 id="courses" className="font-serif text-2xl font-semibold">
              Courses that go further
            </h2>
            <div className="mt-3">
              <CourseLines courses={article.courses} />
            </div>
          </section>
          <section aria-labelledby="related">
            <h2 id="related" className="mb-3 font-serif text-2xl font-semibold">
              You may also like
            </h2>
            {related.map((other) => (
              <ArticleCard key={other.slug} article={other} heading="h3" />
            ))}
          </section>
          {subscribe}
        </div>
      </div>
    </div>
  );
}
