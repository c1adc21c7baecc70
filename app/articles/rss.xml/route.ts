import { listArticles } from '#features/articles/article.server.ts';
import { feedOf } from '#features/articles/feeds.ts';

export const dynamic = 'force-static';

export const GET = () => new Response(feedOf(listArticles()).rss2(), { headers: { 'Content-Type': 'application/rss+xml; charset=utf-8' } });
