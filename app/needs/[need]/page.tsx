import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { JsonLd } from '#components/json-ld.tsx';
import { PageHead } from '#components/layout/site.tsx';
import { listArticles } from '#features/articles/article.server.ts';
import { ArticleCard } from '#features/articles/article-card.tsx';
import { courseList } from '#features/courses/course-schema-org.ts';
import { findNeed, listNeeds } from '#features/needs/need.server.ts';
import { needUrl } from '#features/needs/need.ts';
import { KeywordLinks } from '#features/needs/need-links.tsx';
import { CourseList } from '#features/search/catalogue-page.tsx';
import { breadcrumbs, graph } from '#lib/schema-org.ts';

type Props = { params: Promise<{ need: string }> };

export const dynamicParams = false;
export const generateStaticParams = () => listNeeds().map(({ slug }) => ({ need: slug }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const need = findNeed((await params).need);
  return need ? { title: `${need.keyword}: “${need.title}”`, description: need.line, alternates: { canonical: needUrl(need.slug) } } : {};
}

/** Everything we have on one thing people face: courses first, then articles. */
export default async function Page({ params }: Props) {
  const need = findNeed((await params).need);
  if (!need) notFound();
  const articles = listArticles().filter(({ needs }) => needs.includes(need));
  return (
    <>
      <JsonLd data={graph(courseList(need.courses), breadcrumbs(['Courses', '/courses'], [need.keyword, needUrl(need.slug)]))} />
      <PageHead title={`“${need.title}”`} over={<a href="/courses">Courses</a>}>
        <p>{need.line}</p>
      </PageHead>
      <h2 className="mb-4 font-serif text-2xl font-semibold">Courses</h2>
      <CourseList courses={need.courses} />
      {articles.length > 0 && (
        <section aria-labelledby="articles" className="mt-14 max-w-2xl">
          <h2 id="articles" className="mb-4 font-serif text-2xl font-semibold">
            To read now
          </h2>
          {articles.map((article) => (
            <ArticleCard key={article.slug} article={article} heading="h3" />
          ))}
        </section>
      )}
      <nav aria-label="Other needs" className="mt-14 border-t border-rule pt-6">
        <h2 className="mb-3 font-semibold">Something else?</h2>
        <KeywordLinks className="flex flex-wrap gap-x-5 gap-y-1" needs={listNeeds().filter((other) => other !== need)} />
      </nav>
    </>
  );
}
