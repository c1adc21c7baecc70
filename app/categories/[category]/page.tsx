import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { JsonLd } from '#components/json-ld.tsx';
import { PageHead } from '#components/layout/site.tsx';
import { findCategory, listCategories } from '#features/courses/course.server.ts';
import { categoryUrl, isOpen } from '#features/courses/course.ts';
import { courseList } from '#features/courses/course-schema-org.ts';
import { CourseList } from '#features/search/catalogue-page.tsx';
import { breadcrumbs, graph } from '#lib/schema-org.ts';

type Props = { params: Promise<{ category: string }> };

export const dynamicParams = false;
export const generateStaticParams = () => listCategories().map(({ slug }) => ({ category: slug }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const category = findCategory((await params).category);
  return category
    ? { title: `${category.title} courses`, description: `Self-paced courses in ${category.title}.`, alternates: { canonical: categoryUrl(category.slug) } }
    : {};
}

export default async function Page({ params }: Props) {
  const category = findCategory((await params).category);
  if (!category) notFound();
  const { slug, title, courses } = category;
  const open = courses.filter(isOpen).length;
  return (
    <>
      <JsonLd data={graph(courseList(courses), breadcrumbs(['Courses', '/courses'], [title, categoryUrl(slug)]))} />
      <PageHead title={title} over={<a href="/courses">Courses</a>}>
        <p>
          {courses.length === 1 ? 'One course' : `${courses.length} courses`} in this category,{' '}
          {open === courses.length ? 'open today' : open === 0 ? 'in preparation' : `${open} of them open today`}.
        </p>
      </PageHead>
      <CourseList courses={courses} heading="h2" />
      <nav aria-label="Other categories" className="mt-14 border-t border-rule pt-6">
        <ul className="flex flex-wrap gap-x-5 gap-y-1">
          {listCategories()
            .filter((other) => other.slug !== slug)
            .map((other) => (
              <li key={other.slug}>
                <a href={categoryUrl(other.slug)} className="inline-flex min-h-9 items-center">
                  {other.title}
                </a>
              </li>
            ))}
        </ul>
      </nav>
    </>
  );
}
