import type { ReactNode } from 'react';
import type { Coached, Flag } from './coach.ts';
import { REASON_WORDS } from './phrase.ts';
import { NEED_WORDS, NEEDS } from './reply-needs.ts';

type Props = {
  /** Names this coach's notes apart from another's on the page. */
  id: string;
  text: string;
  coached: Coached;
  /** What can be done with a phrase, where there is a script to do it. */
  actions?: (flag: Flag) => ReactNode;
  /** Offers a better line for use, where there is a script. */
  use?: (flag: Flag, line: string) => ReactNode;
};

/** The text with each phrase marked where it stands; the first three carry the number of their note. */
function Marked({ id, text, coached: { flags, first } }: Props) {
  const parts: ReactNode[] = [];
  let at = 0;
  for (const flag of flags) {
    const number = first.indexOf(flag) + 1;
    parts.push(text.slice(at, flag.start));
    parts.push(
      <mark key={flag.start} className="bg-transparent text-inherit underline decoration-coral decoration-wavy decoration-2 underline-offset-4">
        {text.slice(flag.start, flag.end)}
        {number > 0 && (
          <a href={`#${id}-note-${number}`} className="ms-0.5 align-super text-xs font-semibold no-underline" aria-label={`Note ${number}`}>
            {number}
          </a>
        )}
      </mark>,
    );
    at = flag.end;
  }
  parts.push(text.slice(at));
  return <p className="rounded-lg bg-sand px-4 py-3 whitespace-pre-wrap">{parts}</p>;
}

/** What the coach has to say about a reply: phrases to look at, what a good reply needs, and what works already. */
export function CoachNotes(props: Props) {
  const { id, text, coached, actions, use } = props;
  const { flags, first, needs, strengths } = coached;
  const missing = NEEDS.find((need) => !needs[need]);
  return (
    <div className="grid gap-5">
      {flags.length > 0 && (
        <section aria-label="Phrases to look at" className="grid gap-4">
          <Marked {...props} />
          <ol className="grid gap-4">
            {first.map((flag, at) => (
              <li key={`${flag.rule.id}-${flag.start}`} id={`${id}-note-${at + 1}`} className="scroll-mt-4 rounded-lg border border-rule p-4">
                <p>
                  <span className="font-semibold">
                    {at + 1}. “{text.slice(flag.start, flag.end)}”
                  </span>{' '}
                  <span className="text-sm text-coral">{REASON_WORDS[flag.rule.reason].name}</span>
                </p>
                <p className="mt-1 text-ink-mid">
                  {REASON_WORDS[flag.rule.reason].says} {REASON_WORDS[flag.rule.reason].instead}
                </p>
                <p className="mt-3 text-sm text-ink-soft">You could say</p>
                <ul className="mt-1 grid gap-2">
                  {flag.rule.better.map((better) => (
                    <li key={better} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-s-2 border-pine ps-3">
                      <span className="min-w-48 flex-1">{better}</span>
                      {use?.(flag, better)}
                    </li>
                  ))}
                </ul>
                <p className="mt-2 text-sm text-ink-mid">{flag.rule.why}</p>
                {actions?.(flag)}
              </li>
            ))}
          </ol>
          {flags.length > first.length && (
            <p className="text-sm text-ink-soft">
              {flags.length - first.length === 1 ? 'One more is marked' : `${flags.length - first.length} more are marked`} above; three notes at a time are
              enough.
            </p>
          )}
        </section>
      )}
      <section aria-label="What a good reply needs">
        <ul className="grid gap-x-6 gap-y-1.5 sm:grid-cols-2">
          {NEEDS.map((need) => (
            <li key={need} className="grid grid-cols-[1.5rem_1fr]">
              <span aria-hidden="true" className={needs[need] ? 'font-semibold text-pine' : 'text-ink-soft'}>
                {needs[need] ? '✓' : '○'}
              </span>
              <span className={needs[need] ? 'font-semibold' : 'text-ink-soft'}>
                {NEED_WORDS[need].name}
                <span className="sr-only">{needs[need] ? ': there' : ': not yet'}</span>
              </span>
            </li>
          ))}
        </ul>
        {strengths.length > 0 && <p className="mt-3 text-ink-mid">{strengths.join(' ')}</p>}
        {missing && <p className="mt-1">{NEED_WORDS[missing].prompt}</p>}
      </section>
    </div>
  );
}

/** The state of a reply in one sentence, for ears. */
export function coachedInWords({ flags, needs }: Coached): string {
  const there = NEEDS.filter((need) => needs[need]).length;
  const phrases = flags.length === 0 ? 'No phrase to look at' : flags.length === 1 ? 'One phrase to look at' : `${flags.length} phrases to look at`;
  return `${phrases}. ${there} of ${NEEDS.length} parts of a good reply are there.`;
}
