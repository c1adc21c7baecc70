import type { BreadcrumbList, FAQPage, Organization, Thing } from 'schema-dts';
import { siteOrigin } from './env.ts';

/** A whole address, as schema.org wants it; relative where a build was not told the site's own. */
export const whole = (path: string): string => {
  const origin = siteOrigin();
  return origin ? new URL(path, origin).href : path;
};

/** Several facts about one page. */
export const graph = (...things: Thing[]) => ({ '@context': 'https://schema.org' as const, '@graph': things });

export const organization = (): Organization => ({
  '@type': 'Organization',
  '@id': whole('/#organization'),
  name: 'Composure',
  url: whole('/'),
  logo: whole('/icon.svg'),
  description: 'Self-paced courses for people who handle other people’s bad days.',
});

/** Where a page stands, from the home page down. */
export const breadcrumbs = (...steps: [string, string][]): BreadcrumbList => ({
  '@type': 'BreadcrumbList',
  itemListElement: [['Composure', '/'] as [string, string], ...steps].map(([name, path], at) => ({
    '@type': 'ListItem',
    position: at + 1,
    name,
    item: whole(path),
  })),
});

/** Questions that show on the page, with the answers that show there. */
export const faqPage = (questions: { q: string; a: string }[]): FAQPage => ({
  '@type': 'FAQPage',
  mainEntity: questions.map(({ q, a }) => ({ '@type': 'Question', name: q, acceptedAnswer: { '@type': 'Answer', text: a } })),
});
