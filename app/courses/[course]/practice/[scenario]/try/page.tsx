import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { ButtonLink } from '#components/ui/button.tsx';
import { findCourse } from '#features/courses/course.server.ts';
import { practiceUrl } from '#features/courses/course.ts';
import { backTo, replay } from '#features/scenarios/conversation.ts';
import { ConversationPage } from '#features/scenarios/conversation-page.tsx';
import { DebriefPage } from '#features/scenarios/debrief-page.tsx';
import { readSaid } from '#features/scenarios/run.ts';
import { findScenario } from '#features/scenarios/scenario.server.ts';
import type { SearchParams } from '#lib/listing.ts';

type Props = {
  params: Promise<{ course: string; scenario: string }>;
  searchParams: Promise<SearchParams>;
};

export const metadata: Metadata = { title: 'Try a conversation', robots: { index: false } };

/** A conversation for a visitor: what was said stands in the address, so nothing is kept anywhere else. */
export default async function Page({ params, searchParams }: Props) {
  const { course: courseSlug, scenario: slug } = await params;
  const course = findCourse(courseSlug);
  const found = course && findScenario(course, slug);
  if (!found) notFound();
  const { scenario } = found;
  const url = `${practiceUrl(course.slug, slug)}/try`;
  const { said = '', say = '' } = await searchParams;
  const choices = readSaid(said, say);
  const conversation = choices && replay(scenario, choices);
  // An address that was changed by hand begins again.
  if (!choices || !conversation) redirect(url);
  const turnUrl = (at: number) => `${url}?said=${backTo(choices, at).join('')}#reply`;
  const shared = { course, scenario, turnUrl, version: choices.join('') };
  if (conversation.ending === null) {
    return (
      <ConversationPage
        {...{ ...shared, choices, turn: choices.length, url }}
        ended={false}
        notice={null}
        form={{ action: `${url}#latest`, button: 'say', fields: { said: choices.join('') } }}
      />
    );
  }
  return (
    <DebriefPage
      {...{ ...shared, conversation, notice: null }}
      actions={
        <>
          <ButtonLink href={url}>Play it again</ButtonLink>
          <ButtonLink look="quiet" href={`/courses/${course.slug}`}>
            See the course
          </ButtonLink>
        </>
      }
    />
  );
}
