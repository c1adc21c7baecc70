import { notFound } from 'next/navigation';
import { shareImage } from '#components/share-image.tsx';
import { findArticle, listArticles } from '#features/articles/article.server.ts';

export const size = { width: 1200, height: 630 };
export const contentType = 'image/png';
export const alt = 'The article’s title over a line that enters agitated and leaves level';
export const generateStaticParams = () => listArticles().map(({ slug }) => ({ article: slug }));

/** The share image, drawn at build from the article's slug. */
export default async function Image({ params }: { params: Promise<{ article: string }> }) {
  const article = findArticle((await params).article);
  if (!article) notFound();
  return shareImage(article.title, article.slug, 'Composure · Article');
}
