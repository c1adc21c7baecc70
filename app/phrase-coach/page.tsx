import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';
import { getCoachRules, listPhrases } from '#features/phrases/phrase.server.ts';
import { REASON_WORDS, REASONS } from '#features/phrases/phrase.ts';
import { PhraseCoach } from '#features/phrases/phrase-coach.tsx';

export const metadata: Metadata = {
  title: 'Phrase coach',
  description: 'Paste a reply to a customer: phrases that raise the heat are marked, with better lines. It works on your own device.',
  alternates: { canonical: '/phrase-coach' },
};

/** The coach for anybody, and every phrase it looks for, to read. */
export default function PhraseCoachPage() {
  // As the house style has them: a row switched off is not listed, one reworded is listed in its own words.
  const rows = new Map(listPhrases().map((phrase) => [phrase.id, phrase]));
  const phrases = getCoachRules().map(({ id, reason, why, better }) => ({ ...rows.get(id)!, reason, why, better: better[0]! }));
  return (
    <div className="max-w-3xl">
      <PageHead title="Phrase coach">
        <p>Type or paste a reply to a customer. Phrases that tend to raise the heat are marked, with the reason and better lines to choose from.</p>
      </PageHead>
      <PhraseCoach whenReached />
      <div className="mt-8 grid gap-2 border-s-4 border-pine ps-5 text-ink-mid">
        <p>These suggestions come from practice and some research. They are not rules, and they cannot read the situation. You can.</p>
        <p className="text-sm">It works on your own device: what you type is not sent or kept. All the same, leave out names and account details.</p>
      </div>
      <section aria-labelledby="phrases" className="mt-14">
        <h2 id="phrases" className="font-serif text-2xl font-semibold">
          The {phrases.length} phrases it looks for
        </h2>
        <p className="mt-2 text-ink-mid">By what they do, the most harmful first. Each with a line to try in its place.</p>
        <div className="mt-5 border-t border-rule">
          {REASONS.map((reason) => (
            <details key={reason} className="border-b border-rule py-3.5">
              <summary>
                <span className="font-semibold">{REASON_WORDS[reason].name}.</span> <span className="text-ink-mid">{REASON_WORDS[reason].says}</span>
              </summary>
              <dl className="mt-3 grid gap-4 ps-4">
                {phrases
                  .filter((phrase) => phrase.reason === reason)
                  .map((phrase) => (
                    <div key={phrase.id}>
                      <dt className="text-ink-mid">“{phrase.avoid}”</dt>
                      <dd className="mt-0.5">
                        {phrase.better} <span className="text-sm text-ink-soft">{phrase.why}</span>
                        {phrase.except && <span className="block text-sm text-ink-soft">Leave alone when: {phrase.except.when}.</span>}
                      </dd>
                    </div>
                  ))}
              </dl>
            </details>
          ))}
        </div>
      </section>
    </div>
  );
}
