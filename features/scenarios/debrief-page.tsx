import type { ReactNode } from 'react';
import { Panel } from '#components/layout/site.tsx';
import { Turn } from '#components/mdx/blocks.tsx';
import type { Course } from '../courses/course.ts';
import { type Conversation, optionOf } from './conversation.ts';
import { type ComparedTurn, debriefOf, type TryNext } from './debrief.ts';
import { Meter } from './meter.tsx';
import { decisionAt, endingOf, MOVE_WORDS, MOVES, type Scenario, VERDICT_WORDS, verdictOf } from './scenario.ts';
import { Notice, ScenarioHead } from './situation.tsx';
import { Stressed, Voice } from './transcript.tsx';
import { TurnKeeper } from './turn-keeper.tsx';

type Props = {
  course: Course;
  scenario: Scenario;
  conversation: Conversation;
  /** The address that shows a turn again, from 0. */
  turnUrl: (turn: number) => string;
  /** What there is to do next. */
  actions: ReactNode;
  version: string;
  notice: string | null;
};

/** A conversation that has ended: the last reaction, what came of it, and then turn by turn beside a steadier way. */
export function DebriefPage({ course, scenario, conversation, turnUrl, actions, version, notice }: Props) {
  const ending = endingOf(scenario, conversation.ending!);
  const { turns, moves, tryNext } = debriefOf(scenario, conversation);
  const last = conversation.turns.at(-1)!;
  return (
    <div className="mx-auto grid max-w-3xl gap-10">
      <ScenarioHead course={course} scenario={scenario} />
      <Notice>{notice}</Notice>
      <section aria-label="How it ended" className="grid gap-3">
        <Voice scenario={scenario}>{decisionAt(scenario, last.node).prompt}</Voice>
        <Turn who="You" side="you">
          {optionOf(scenario, last).line}
        </Turn>
        <div id="latest" tabIndex={-1} className="scroll-mt-4 rounded-lg">
          <Voice scenario={scenario}>{optionOf(scenario, last).reaction}</Voice>
        </div>
        <Panel className="mt-3">
          <p className="text-sm font-semibold text-ink-mid">{VERDICT_WORDS[verdictOf(ending.grade)]}</p>
          <h2 className="mt-1 font-serif text-2xl font-semibold sm:text-3xl">{ending.title}</h2>
          <p className="mt-3 font-serif text-xl text-ink-mid">{ending.text}</p>
        </Panel>
      </section>
      <Meter scenario={scenario} conversation={conversation} />
      <OneThing tryNext={tryNext} turnUrl={turnUrl} />
      <section aria-labelledby="moves">
        <h2 id="moves" className="font-serif text-2xl font-semibold">
          The moves you used
        </h2>
        <ul className="mt-4 grid gap-x-8 border-t border-rule sm:grid-cols-2">
          {MOVES.map((move) => (
            <li key={move} className="flex items-baseline justify-between gap-4 border-b border-rule py-2.5">
              <span className={moves[move] ? 'font-semibold' : 'text-ink-soft'}>{MOVE_WORDS[move].name}</span>
              <span className="tabular-nums">{moves[move] === 0 ? 'not this time' : moves[move] === 1 ? 'once' : `${moves[move]} times`}</span>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="turns">
        <h2 id="turns" className="font-serif text-2xl font-semibold">
          Turn by turn
        </h2>
        <ol className="mt-2">
          {turns.map((turn, at) => (
            <Compared key={at} turn={turn} number={at + 1} back={turnUrl(at)} />
          ))}
        </ol>
      </section>
      <section aria-labelledby="think" className="border-s-4 border-pine ps-5">
        <h2 id="think" className="text-sm font-semibold text-pine">
          To think over
        </h2>
        <p className="mt-1 font-serif text-xl">{scenario.debrief}</p>
      </section>
      <div className="flex flex-wrap items-center gap-3">{actions}</div>
      <TurnKeeper turn={version} />
    </div>
  );
}

function OneThing({ tryNext, turnUrl }: { tryNext: TryNext | null; turnUrl: Props['turnUrl'] }) {
  return (
    <section aria-labelledby="one-thing" className="rounded-xl bg-mist p-5 sm:p-6">
      <h2 id="one-thing" className="text-sm font-semibold text-pine">
        The one thing to try next time
      </h2>
      {tryNext ? (
        <>
          {tryNext.move && <p className="mt-1 font-semibold">{MOVE_WORDS[tryNext.move].how}</p>}
          <p className="mt-2">At turn {tryNext.turn + 1}:</p>
          <p className="mt-1 font-serif text-xl">{tryNext.line}</p>
          <p className="mt-2 text-ink-mid">{tryNext.why}</p>
          <p className="mt-3">
            <a href={turnUrl(tryNext.turn)}>Go back to turn {tryNext.turn + 1} and try it</a>
          </p>
        </>
      ) : (
        <p className="mt-1">Nothing here needs mending. Play it again, say what you would say on a bad day, and see where it turns.</p>
      )}
    </section>
  );
}

function Compared({ turn, number, back }: { turn: ComparedTurn; number: number; back: string }) {
  return (
    <li className="grid gap-4 border-b border-rule py-6">
      <div>
        <h3 className="text-sm font-semibold text-ink-soft">Turn {number}</h3>
        <p className="mt-1 text-ink-mid">
          <Stressed>{turn.prompt}</Stressed>
        </p>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Line label="You" option={turn.said} />
        {turn.steadier ? <Line label="Steadier" option={turn.steadier} steady /> : <p className="self-center text-pine">The steadiest of the three.</p>}
      </div>
      <p className="text-sm">
        <a href={back}>Go back to turn {number}</a>
      </p>
    </li>
  );
}

const Line = ({ label, option, steady = false }: { label: string; option: ComparedTurn['said']; steady?: boolean }) => (
  <div className={`grid content-start gap-2 rounded-lg p-4 ${steady ? 'border border-pine' : 'bg-sand'}`}>
    <p className="text-sm font-semibold">{label}</p>
    <p>{option.line}</p>
    <p className="text-sm text-ink-mid">{option.why}</p>
    {option.moves.length > 0 && <p className="text-sm text-ink-soft">{option.moves.map((move) => MOVE_WORDS[move].name).join(' · ')}</p>}
  </div>
);
