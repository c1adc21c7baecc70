import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { findViewer } from '#features/accounts/session.server.ts';
import { findCourse } from '#features/courses/course.server.ts';
import { practiceUrl } from '#features/courses/course.ts';
import { findProgress } from '#features/progress/progress.server.ts';
import { startRunForm } from '#features/scenarios/run.actions.ts';
import { findScenario } from '#features/scenarios/scenario.server.ts';
import { ScenarioIntro } from '#features/scenarios/scenario-intro.tsx';

type Props = { params: Promise<{ course: string; scenario: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { course: courseSlug, scenario } = await params;
  const course = findCourse(courseSlug);
  const found = course && findScenario(course, scenario);
  return found ? { title: `${found.scenario.title} · ${course.short}` } : {};
}

/** A scenario for a visitor with a session cookie: their conversations, and going on with the open one. */
export default async function Page({ params }: Props) {
  const viewer = await findViewer();
  const { course: courseSlug, scenario: slug } = await params;
  const course = findCourse(courseSlug);
  const found = course && findScenario(course, slug);
  if (!found) notFound();
  const progress = viewer && (await findProgress(viewer, course.slug));
  const runs = progress?.runs.filter((run) => run.scenario === slug) ?? [];
  const open = runs.find(({ endedAt }) => endedAt === null);
  const url = practiceUrl(course.slug, slug);
  return (
    <ScenarioIntro
      course={course}
      scenario={found.scenario}
      runs={runs}
      action={
        viewer ? (
          <form action={startRunForm} className="grid justify-items-start gap-3">
            <input type="hidden" name="course" value={course.slug} />
            <input type="hidden" name="scenario" value={slug} />
            <Button>
              {open && open.replies > 0 ? 'Go on with the conversation' : runs.some(({ verdict }) => verdict) ? 'Play it again' : 'Start the conversation'}
            </Button>
            {!progress && <p className="text-sm text-ink-soft">This puts you on the course, where your conversations are kept. They are seen by you alone.</p>}
          </form>
        ) : (
          <>
            <ButtonLink href={`${url}/try`}>Try it now, without an account</ButtonLink>
            <p className="text-sm text-ink-soft">
              Nothing is kept. <a href={`/sign-in?next=${encodeURIComponent(url)}`}>Sign in</a> to have it kept, and counted.
            </p>
          </>
        )
      }
    />
  );
}
