import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { JsonLd } from '#components/json-ld.tsx';
import { findArticle, listArticles } from '#features/articles/article.server.ts';
import { articleUrl, relatedTo } from '#features/articles/article.ts';
import { ArticlePage } from '#features/articles/article-page.tsx';
import { articleThing } from '#features/articles/article-schema-org.ts';
import { WORDING } from '#features/newsletter/newsletter.ts';
import { NewsletterForm } from '#features/newsletter/newsletter-form.tsx';
import { breadcrumbs, faqPage, graph } from '#lib/schema-org.ts';

type Props = { params: Promise<{ article: string }> };

export const dynamicParams = false;
export const generateStaticParams = () => listArticles().map(({ slug }) => ({ article: slug }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const article = findArticle((await params).article);
  if (!article) return {};
  const { title, summary, slug, published, updated, needs } = article;
  return {
    title,
    description: summary,
    keywords: needs.map(({ keyword }) => keyword),
    alternates: { canonical: articleUrl(slug) },
    openGraph: {
      type: 'article',
      siteName: 'Composure',
      locale: 'en_GB',
      title,
      description: summary,
      url: articleUrl(slug),
      publishedTime: published,
      modifiedTime: updated,
    },
  };
}

export default async function Page({ params }: Props) {
  const article = findArticle((await params).article);
  if (!article) notFound();
  return (
    <>
      <JsonLd
        data={graph(articleThing(article), faqPage(article.questions), breadcrumbs(['Articles', '/articles'], [article.title, articleUrl(article.slug)]))}
      />
      <ArticlePage article={article} related={relatedTo(article, listArticles())} subscribe={<NewsletterForm wording={WORDING} />} />
    </>
  );
}
