import type { Scenario } from './scenario.ts';

/** Who you are, what you know, and whom you are talking to. */
export const Situation = ({ scenario }: { scenario: Scenario }) => (
  <div className="mt-3 grid gap-3">
    <p className="font-semibold">{scenario.role}</p>
    <p>{scenario.situation}</p>
    <p className="text-ink-mid">
      {scenario.customer.name}: {scenario.customer.mood}. {scenario.channel.replace(/^./, (letter) => letter.toUpperCase())}.
    </p>
  </div>
);
