import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHead } from '#components/layout/site.tsx';
import { findCourse } from '#features/courses/course.server.ts';
import { practiceUrl } from '#features/courses/course.ts';
import { findScenario } from '#features/scenarios/scenario.server.ts';
import { canBeWalked, checkScenario, reportOf } from '#features/scenarios/scenario-checks.ts';
import { ScenarioGraphPicture } from '#features/scenarios/scenario-graph-picture.tsx';
import { isDevelopment } from '#lib/env.ts';

export const metadata: Metadata = { title: 'A scenario for its author', robots: { index: false } };
export const dynamic = 'force-dynamic';

export default async function Page({ params }: { params: Promise<{ course: string; scenario: string }> }) {
  if (!isDevelopment()) notFound();
  const { course: courseSlug, scenario: slug } = await params;
  const course = findCourse(courseSlug);
  const found = course && findScenario(course, slug);
  if (!found) notFound();
  const findings = checkScenario({ course, scenario: found.scenario, file: `courses/${courseSlug}/${slug}.scenario.yaml` });
  return (
    <>
      <PageHead over={<a href="/authors">Scenarios</a>} title={found.scenario.title}>
        <p>
          <a href={`${practiceUrl(courseSlug, slug)}/try`}>Play it</a>
        </p>
      </PageHead>
      {findings.length > 0 ? (
        <ul className="mb-6 grid gap-1 text-coral">
          {findings.map(({ rule, level, message }) => (
            <li key={`${rule}${message}`}>
              {level} {rule}: {message}
            </li>
          ))}
        </ul>
      ) : (
        <p className="mb-6">Every rule of one scenario (S1–S6, S9, S10) holds. S7 and S8 look at the whole bank: npm run content:check.</p>
      )}
      {canBeWalked(found.scenario) && (
        <>
          <ScenarioGraphPicture scenario={found.scenario} />
          <pre className="mt-8 overflow-x-auto rounded-xl bg-sand p-4 text-sm">{reportOf(found.scenario).join('\n')}</pre>
        </>
      )}
    </>
  );
}
