import type { ReactNode } from 'react';
import { Turn } from '#components/mdx/blocks.tsx';
import { type Conversation, optionOf, type Turn as TakenTurn } from './conversation.ts';
import { decisionAt, type Scenario } from './scenario.ts';

/** Text with its *stressed* words stressed. */
export const Stressed = ({ children }: { children: string }) =>
  children.split(/\*([^*]+)\*/).map((part, at) => (at % 2 === 1 ? <em key={at}>{part}</em> : part));

/** What is said, in its speaker's bubble; what only happens, as a stage direction. */
export const Voice = ({ scenario, children }: { scenario: Scenario; children: string }) =>
  children.includes('“') ? (
    <Turn who={scenario.customer.name} side="them">
      <Stressed>{children}</Stressed>
    </Turn>
  ) : (
    <Turn side="stage">
      <Stressed>{children}</Stressed>
    </Turn>
  );

type Props = { scenario: Scenario; conversation: Conversation; back: (turn: number) => string };

/** One turn that was taken: what was asked, your line, the reaction first, and the commentary after it. */
function Taken({ scenario, turn, number, latest, back }: { scenario: Scenario; turn: TakenTurn; number: number; latest: boolean; back: ReactNode }) {
  const option = optionOf(scenario, turn);
  return (
    <li className="grid gap-3">
      <h2 className="sr-only">Turn {number}</h2>
      <Voice scenario={scenario}>{decisionAt(scenario, turn.node).prompt}</Voice>
      <Turn who="You" side="you">
        {option.line}
      </Turn>
      <div {...(latest ? { id: 'latest', tabIndex: -1 } : {})} className="scroll-mt-4 rounded-lg">
        <Voice scenario={scenario}>{option.reaction}</Voice>
      </div>
      <details open={latest} className="border-s-2 border-rule ps-4 text-ink-mid">
        <summary className="min-h-6 text-sm font-semibold text-pine">What that did, turn {number}</summary>
        <p className="mt-1">{option.why}</p>
      </details>
      <p className="text-sm">{back}</p>
    </li>
  );
}

/** Everything said so far, to read again at any time; each turn can be gone back to. */
export function Transcript({ scenario, conversation, back }: Props) {
  return (
    <ol aria-label="The conversation so far" className="grid gap-8">
      {conversation.turns.map((turn, at) => (
        <Taken
          key={at}
          scenario={scenario}
          turn={turn}
          number={at + 1}
          latest={at === conversation.turns.length - 1}
          back={<a href={back(at)}>Go back to turn {at + 1}</a>}
        />
      ))}
    </ol>
  );
}
