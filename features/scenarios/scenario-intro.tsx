import type { ReactNode } from 'react';
import { formatMoment } from '#lib/dates.ts';
import { type Course, courseUrl } from '../courses/course.ts';
import { begin } from './conversation.ts';
import { Meter } from './meter.tsx';
import { runUrl } from './run.ts';
import { BEST_FIRST, endingOf, type Scenario, VERDICT_WORDS, type Verdict } from './scenario.ts';
import { Situation } from './situation.tsx';

export type PastRun = { id: string; verdict: Verdict | null; ending: string | null; replies: number; startedAt: Date; endedAt: Date | null };
type Props = { course: Course; scenario: Scenario; action: ReactNode; runs?: PastRun[] };

/** The title of an ending; of an older version of the scenario it may be gone. */
const titleOf = (scenario: Scenario, ending: string | null) =>
  scenario.endings.some(({ id }) => id === ending) ? endingOf(scenario, ending!).title : 'An ending of an earlier version';

/** Before a conversation: who you are, what you know, how it stands, and one way in. */
export function ScenarioIntro({ course, scenario, action, runs = [] }: Props) {
  const ended = runs.filter(({ verdict }) => verdict !== null);
  const best = BEST_FIRST.map((verdict) => ended.find((run) => run.verdict === verdict)).find(Boolean);
  return (
    <div className="mx-auto grid max-w-2xl gap-8">
      <header>
        <p className="text-ink-soft">
          <a href={courseUrl(course.slug)}>{course.short}</a> · Practise a conversation
        </p>
        <h1 className="mt-1 font-serif text-3xl font-semibold text-balance sm:text-4xl">{scenario.title}</h1>
        <Situation scenario={scenario} />
      </header>
      <Meter scenario={scenario} conversation={begin(scenario)} />
      <div className="grid justify-items-start gap-3">{action}</div>
      <div className="grid gap-2 text-ink-mid">
        <p>
          You choose what to say; {scenario.customer.name} reacts, and the line above moves. After each reaction you can read what your words did, and go back
          to any turn. At the end you see your lines beside steadier ones.
        </p>
        {course.assessment.scenarios && (
          <p>
            For the certificate, bring it to {course.assessment.scenarios === 'good' ? 'a good ending' : 'an acceptable ending or better'}, on any try. Your
            best ending counts. There is no clock.
          </p>
        )}
      </div>
      {ended.length > 0 && (
        <section aria-labelledby="runs">
          <h2 id="runs" className="font-serif text-xl font-semibold">
            Your conversations
          </h2>
          {best && (
            <p className="mt-2">
              Best so far: {VERDICT_WORDS[best.verdict!].toLowerCase()}, “{titleOf(scenario, best.ending)}”.
            </p>
          )}
          <ul className="mt-3 border-t border-rule">
            {ended.map((run) => (
              <li key={run.id} className="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-rule py-3">
                <a href={runUrl(course.slug, scenario.slug, run.id)}>{titleOf(scenario, run.ending)}</a>
                <span className="text-sm text-ink-soft">
                  {VERDICT_WORDS[run.verdict!]}, {formatMoment(run.endedAt!)}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
