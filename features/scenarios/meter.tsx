import { settlingPath } from '#components/ui/settling-line.ts';
import type { Conversation } from './conversation.ts';
import { decisionsOf, type Levels, MEASURES, type Measure, type Scenario, wordFor } from './scenario.ts';

const NAMES: Record<Measure, string> = { heat: 'Heat', trust: 'Trust', fix: 'Fixed' };
const WIDTH = 480;
const HEIGHT = 72;

const change = (now: number, before: number) => (now === before ? 'no change' : now > before ? `up ${now - before}` : `down ${before - now}`);

/** The levels, and where they moved, in words, for ears. */
const levelsInWords = (levels: Levels, before: Levels) =>
  MEASURES.map((measure) => {
    const moved = before[measure] === levels[measure] ? '' : `, ${change(levels[measure], before[measure])}`;
    return `${NAMES[measure]} ${levels[measure]} of 10, ${wordFor(measure, levels[measure])}${moved}.`;
  }).join(' ');

/** From pine to coral with the heat; the number and the word stand beside it. */
const colour = (heat: number) => `color-mix(in oklch, var(--coral) ${heat * 10}%, var(--pine))`;

/** The conversation so far as the line that settles, or does not; its numbers and words beneath. */
export function Meter({ scenario, conversation }: { scenario: Scenario; conversation: Conversation }) {
  const states = [scenario.start, ...conversation.turns.map(({ levels }) => levels)];
  const before = states.at(-2) ?? scenario.start;
  const heats = states.map(({ heat }) => heat);
  // The beginning has a stretch of its own, so that even one state is a line. What is still to come is cut off.
  const stretches = conversation.node === null ? heats.length : Math.max(decisionsOf(scenario).length + 1, heats.length);
  const points = [heats[0]!, ...heats, ...Array<number>(stretches - heats.length).fill(heats.at(-1)!)];
  const width = (WIDTH * heats.length) / stretches;
  const id = `heat-${scenario.slug}`;
  return (
    <section aria-label="How it stands" className="rounded-xl bg-sand px-4 pt-3 pb-4 sm:px-5">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" className="h-16 w-full">
        <defs>
          <linearGradient id={id} gradientUnits="userSpaceOnUse" x1="0" x2={WIDTH} y1="0" y2="0">
            {points.map((heat, at) => (
              <stop key={at} offset={at / (points.length - 1)} style={{ stopColor: colour(heat) }} />
            ))}
          </linearGradient>
          <clipPath id={`${id}-so-far`}>
            <rect width={width} height={HEIGHT} />
          </clipPath>
        </defs>
        <path d={`M0 ${HEIGHT / 2}H${WIDTH}`} className="stroke-rule-strong" strokeWidth="1" strokeDasharray="2 6" vectorEffect="non-scaling-stroke" />
        <path
          d={settlingPath({ seed: scenario.slug, width: WIDTH, height: HEIGHT, levels: points.map((heat) => heat / 10) })}
          fill="none"
          clipPath={`url(#${id}-so-far)`}
          stroke={`url(#${id})`}
          strokeWidth="2.5"
          strokeLinejoin="round"
          vectorEffect="non-scaling-stroke"
        />
      </svg>
      <div aria-hidden="true" className="mt-2 grid grid-cols-3 gap-3">
        {MEASURES.map((measure) => (
          <div key={measure}>
            <p className="text-sm text-ink-soft">{NAMES[measure]}</p>
            <p className="leading-snug font-semibold tabular-nums">
              {conversation.levels[measure]} · {wordFor(measure, conversation.levels[measure])}
            </p>
            {conversation.turns.length > 0 && <p className="text-sm text-ink-soft">{change(conversation.levels[measure], before[measure])}</p>}
          </div>
        ))}
      </div>
      <p role="status" className="sr-only">
        {levelsInWords(conversation.levels, before)}
      </p>
    </section>
  );
}
