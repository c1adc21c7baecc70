import { listArticles } from '#features/articles/article.server.ts';
import { feedOf } from '#features/articles/feeds.ts';

export const dynamic = 'force-static';

export const GET = () => new Response(feedOf(listArticles()).json1(), { headers: { 'Content-Type': 'application/feed+json; charset=utf-8' } });
