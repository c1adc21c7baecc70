import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { requireViewer } from '#features/accounts/session.server.ts';
import { replyForm } from '#features/certificates/award.actions.ts';
import { findCourse } from '#features/courses/course.server.ts';
import { courseUrl } from '#features/courses/course.ts';
import { ConversationPage } from '#features/scenarios/conversation-page.tsx';
import { DebriefPage } from '#features/scenarios/debrief-page.tsx';
import { startRunForm } from '#features/scenarios/run.actions.ts';
import { findRun } from '#features/scenarios/run.server.ts';
import { runUrl } from '#features/scenarios/run.ts';
import type { SearchParams } from '#lib/listing.ts';

type Props = {
  params: Promise<{ course: string; scenario: string; run: string }>;
  searchParams: Promise<SearchParams>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { course: courseSlug, scenario } = await params;
  const course = findCourse(courseSlug);
  const title = course?.scenarios.find(({ slug }) => slug === scenario)?.title;
  return { title: title ? `${title}: your conversation` : 'A conversation', robots: { index: false } };
}

const notices: Record<string, string> = {
  stale: 'This conversation went on in another tab or on another device. What you see is where it stands.',
  unfit: 'That reply does not fit this turn, so nothing was changed.',
  'open-elsewhere': 'You have this conversation open already, here. Finish it, or go back to any turn of it; the one that ended stays as it is.',
};

export default async function Page({ params, searchParams }: Props) {
  const { course: courseSlug, scenario, run: id } = await params;
  const viewer = await requireViewer(runUrl(courseSlug, scenario, id));
  const run = await findRun(viewer, id);
  const course = findCourse(courseSlug);
  if (!run || !course || run.courseSlug !== courseSlug || run.scenario.slug !== scenario) notFound();
  const query = await searchParams;
  const asked = typeof query['turn'] === 'string' && /^\d{1,2}$/.test(query['turn']) ? Number(query['turn']) - 1 : run.choices.length;
  const turn = asked >= 0 && asked < run.choices.length ? asked : run.choices.length;
  const url = runUrl(courseSlug, scenario, id);
  const turnUrl = (at: number) => `${url}?turn=${at + 1}#reply`;
  const notice = notices[String(query['notice'])] ?? null;
  const version = `${id}/${run.sequence}/${turn}`;
  if (!run.verdict || turn < run.choices.length) {
    return (
      <ConversationPage
        {...{ course, scenario: run.scenario, choices: run.choices, turn, turnUrl, url, version }}
        ended={run.verdict !== null}
        notice={notice}
        form={{ action: replyForm, button: 'choice', fields: { run: id, sequence: run.sequence, turn, next: randomUUID() } }}
      />
    );
  }
  return (
    <DebriefPage
      {...{ course, scenario: run.scenario, conversation: run.conversation, turnUrl, version, notice }}
      actions={
        <>
          <form action={startRunForm}>
            <input type="hidden" name="course" value={courseSlug} />
            <input type="hidden" name="scenario" value={scenario} />
            <Button>Play it again</Button>
          </form>
          <ButtonLink look="quiet" href={courseUrl(courseSlug)}>
            Back to the course
          </ButtonLink>
        </>
      }
    />
  );
}
