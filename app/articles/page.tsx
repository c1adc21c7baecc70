import type { Metadata } from 'next';
import { JsonLd } from '#components/json-ld.tsx';
import { PageHead } from '#components/layout/site.tsx';
import { listArticles } from '#features/articles/article.server.ts';
import { ArticleCard } from '#features/articles/article-card.tsx';
import { articleThing } from '#features/articles/article-schema-org.ts';
import { listNeeds } from '#features/needs/need.server.ts';
import { KeywordLinks } from '#features/needs/need-links.tsx';
import { WORDING } from '#features/newsletter/newsletter.ts';
import { NewsletterForm } from '#features/newsletter/newsletter-form.tsx';
import { breadcrumbs, graph } from '#lib/schema-org.ts';

export const metadata: Metadata = {
  title: 'Articles',
  description: 'Plain answers about hard conversations at work, each with its sources and how firm they are.',
  alternates: {
    canonical: '/articles',
    types: { 'application/rss+xml': '/articles/rss.xml', 'application/atom+xml': '/articles/atom.xml', 'application/feed+json': '/articles/feed.json' },
  },
};

export default function ArticlesPage() {
  const articles = listArticles();
  return (
    <>
      <JsonLd data={graph(...articles.map(articleThing), breadcrumbs(['Articles', '/articles']))} />
      <PageHead title="Articles">
        <p>Plain answers about hard conversations at work. Each names its sources, and says how firm they are.</p>
      </PageHead>
      <div className="grid gap-x-14 lg:grid-cols-[minmax(0,1fr)_16rem]">
        <div className="max-w-2xl border-b border-rule">
          {articles.map((article) => (
            <ArticleCard key={article.slug} article={article} />
          ))}
        </div>
        <aside className="mt-10 lg:mt-0">
          <h2 className="font-semibold">By what you are facing</h2>
          <KeywordLinks className="mt-2" needs={listNeeds().filter((need) => articles.some(({ needs }) => needs.includes(need)))} />
          <p className="mt-6 text-sm text-ink-soft">
            In your feed reader: <a href="/articles/rss.xml">RSS</a>, <a href="/articles/atom.xml">Atom</a>, <a href="/articles/feed.json">JSON</a>.
          </p>
        </aside>
      </div>
      <section aria-label="Newsletter" className="mt-14">
        <NewsletterForm wording={WORDING} />
      </section>
    </>
  );
}
