import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHead } from '#components/layout/site.tsx';
import { listCourses } from '#features/courses/course.server.ts';
import { isDevelopment } from '#lib/env.ts';

export const metadata: Metadata = { title: 'For authors', robots: { index: false } };
export const dynamic = 'force-dynamic';

/** For authors, and only under `npm run dev`: every scenario, to look at as a graph. */
export default function AuthorsPage() {
  if (!isDevelopment()) notFound();
  return (
    <>
      <PageHead title="Scenarios">
        <p>Each as a graph: where every reply leads, how many paths run along it, and where they end. Only npm run dev shows this.</p>
      </PageHead>
      <ul className="grid gap-2">
        {listCourses().flatMap((course) =>
          course.scenarios.map((scenario) => (
            <li key={scenario.slug}>
              <a href={`/authors/${course.slug}/${scenario.slug}`}>{scenario.title}</a> <span className="text-ink-soft">{course.short}</span>
            </li>
          )),
        )}
      </ul>
    </>
  );
}
