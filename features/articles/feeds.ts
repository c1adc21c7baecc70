import { Feed } from 'feed';
import { whole } from '#lib/schema-org.ts';
import { type Article, articleUrl } from './article.ts';

/** The articles as a feed; what a reader of feeds sees is what the list of articles says. */
export function feedOf(articles: Article[]): Feed {
  const feed = new Feed({
    id: whole('/articles'),
    title: 'Composure: articles',
    description: 'For people who handle other people’s bad days.',
    link: whole('/articles'),
    language: 'en-GB',
    copyright: 'Composure',
    updated: new Date(
      `${articles
        .map(({ updated }) => updated)
        .sort()
        .at(-1)}T12:00:00Z`,
    ),
    feedLinks: { rss: whole('/articles/rss.xml'), atom: whole('/articles/atom.xml'), json: whole('/articles/feed.json') },
    author: { name: 'Composure', link: whole('/') },
  });
  for (const { slug, title, summary, published, updated, needs } of articles)
    feed.addItem({
      id: whole(articleUrl(slug)),
      link: whole(articleUrl(slug)),
      title,
      description: summary,
      published: new Date(`${published}T12:00:00Z`),
      date: new Date(`${updated}T12:00:00Z`),
      category: needs.map(({ keyword }) => ({ name: keyword })),
    });
  return feed;
}
