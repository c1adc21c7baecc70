import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ButtonLink } from '#components/ui/button.tsx';
import { findCourse, listCourses } from '#features/courses/course.server.ts';
import { practiceUrl } from '#features/courses/course.ts';
import { findScenario } from '#features/scenarios/scenario.server.ts';
import { ScenarioIntro } from '#features/scenarios/scenario-intro.tsx';

type Props = { params: Promise<{ course: string; scenario: string }> };

export const dynamicParams = false;
export const generateStaticParams = () =>
  listCourses().flatMap(({ slug, scenarios }) => scenarios.map((scenario) => ({ course: slug, scenario: scenario.slug })));

async function find({ params }: Props) {
  const { course: courseSlug, scenario: slug } = await params;
  const course = findCourse(courseSlug);
  const found = course && findScenario(course, slug);
  return found ? { course, scenario: found.scenario } : null;
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await find(props);
  return found
    ? {
        title: `${found.scenario.title} · ${found.course.short}`,
        description: `Practise a conversation: ${found.scenario.role}`,
        alternates: { canonical: practiceUrl(found.course.slug, found.scenario.slug) },
      }
    : {};
}

/** A scenario for a visitor: static. A signed-in learner gets app/me/… under the same address. */
export default async function Page(props: Props) {
  const found = await find(props);
  if (!found) notFound();
  const { course, scenario } = found;
  const url = practiceUrl(course.slug, scenario.slug);
  return (
    <ScenarioIntro
      course={course}
      scenario={scenario}
      action={
        <>
          <ButtonLink href={`${url}/try`}>Try it now, without an account</ButtonLink>
          <p className="text-sm text-ink-soft">
            Nothing is kept. <a href={`/sign-in?next=${encodeURIComponent(url)}`}>Sign in</a> to have it kept, and counted.
          </p>
        </>
      }
    />
  );
}
