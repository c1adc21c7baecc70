import { formatDay } from '#lib/dates.ts';
import { needUrl } from '../needs/need.ts';
import { type Article, articleUrl } from './article.ts';

/** An article at a glance: what it answers, how long it takes, how fresh it is. */
export function ArticleCard({ article, heading: Heading = 'h2' }: { article: Article; heading?: 'h2' | 'h3' }) {
  const { slug, title, summary, minutes, updated, published } = article;
  return (
    <article className="relative border-t border-rule py-6">
      <Heading className="font-serif text-xl font-semibold text-balance">
        <a href={articleUrl(slug)} className="text-ink no-underline after:absolute after:inset-0 hover:underline">
          {title}
        </a>
      </Heading>
      <p className="mt-2 text-ink-mid">{summary}</p>
      <p className="mt-2 text-sm text-ink-soft">
        {minutes} minutes to read · {updated === published ? 'published' : 'updated'} {formatDay(updated)}
      </p>
    </article>
  );
}

/** What an article is about, each leading to everything we have on it. */
export const Keywords = ({ article }: { article: Article }) => (
  <ul aria-label="What it is about" className="flex flex-wrap gap-2">
    {article.needs.map(({ slug, keyword }) => (
      <li key={slug}>
        <a href={needUrl(slug)} className="inline-flex min-h-9 items-center rounded-full border border-rule px-3.5 text-sm no-underline hover:bg-sand">
          {keyword}
        </a>
      </li>
    ))}
  </ul>
);
