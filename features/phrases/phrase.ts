import type { HouseStyle, Phrase } from './phrase-schema.ts';

/* What the browser needs of a phrase as well; the schemas are next door, so that their library stays on the server. */

/** Why a phrase tends to raise the heat, the most harmful first (content brief 4.2). */
export const REASONS = ['nonapology', 'blame', 'dismissive', 'promise', 'policy', 'command', 'minimise', 'jargon'] as const;
export type Reason = (typeof REASONS)[number];

export const REASON_WORDS: Record<Reason, { name: string; says: string; instead: string }> = {
  nonapology: { name: 'Non-apology', says: 'Sounds like sorry, owns nothing.', instead: 'Name the act and the harm, then repair.' },
  blame: { name: 'Blame', says: 'Puts the fault on the customer, or on somebody they cannot see.', instead: 'Give the fact, and work on it together.' },
  dismissive: { name: 'Dismissive', says: 'Waves the person away.', instead: 'Show that you heard, then move.' },
  promise: { name: 'False promise', says: 'Buys calm now and trouble later.', instead: 'Promise only what you control, with a time.' },
  policy: { name: 'Policy wall', says: 'Uses a rule as the last word.', instead: 'Give the reason, then what is possible.' },
  command: { name: 'Command', says: 'Orders the customer about.', instead: 'Ask, offer, or give the reason first.' },
  minimise: { name: 'Minimising', says: 'Shrinks the problem.', instead: 'Size it the way the customer does.' },
  jargon: { name: 'Jargon', says: 'Makes the customer translate.', instead: 'Use the words they would use.' },
};

/** A phrase as the coach needs it: no tests, house style applied. It goes to the browser, and holds nothing secret. */
export type CoachRule = Pick<Phrase, 'id' | 'reason' | 'why' | 'pattern'> & {
  better: string[];
  except?: Pick<NonNullable<Phrase['except']>, 'pattern' | 'in'>;
};

/** Applies the house style; a switch for a phrase that is not there is a mistake in the file. */
export function rulesOf(phrases: Phrase[], { off, reword }: HouseStyle): CoachRule[] {
  const unknown = [...off, ...reword].find(({ id }) => !phrases.some((phrase) => phrase.id === id));
  if (unknown) throw new Error(`${unknown.id} is no row of lexicon.json`);
  return phrases
    .filter(({ id }) => !off.some((row) => row.id === id))
    .map(({ id, reason, why, pattern, better, also, except }) => {
      const own = reword.find((row) => row.id === id);
      return {
        id,
        reason,
        why: own?.why ?? why,
        pattern,
        better: own?.better ?? [better, ...also],
        ...(except ? { except: { pattern: except.pattern, in: except.in } } : {}),
      };
    });
}
