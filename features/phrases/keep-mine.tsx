'use client';

import { useEffect, useState } from 'react';

/** Why somebody keeps a phrase. Directness, humour and forms of apology differ, and the person there knows best. */
const BECAUSE = ['It fits my customers.', 'A time or an action goes with it.', 'It is a safety or legal instruction.', 'They said it first.'];
const STORE = 'composure-kept-phrases';

export type KeptPhrases = ReadonlyMap<string, { phrase: string; because: string }>;

/** What is kept; null where storage is full, closed or not ours to read: the coach works without. */
function readStore(): KeptPhrases | null {
  try {
    return new Map(Object.entries(JSON.parse(localStorage.getItem(STORE) ?? '{}')));
  } catch {
    return null;
  }
}

/** The phrases this person keeps, on this device alone. */
export function useKept() {
  const [kept, setKept] = useState<KeptPhrases>(new Map());
  useEffect(() => {
    const read = () => setKept((before) => readStore() ?? before);
    read();
    // Another coach on this page, or another tab, has changed what is kept.
    addEventListener(STORE, read);
    addEventListener('storage', read);
    return () => {
      removeEventListener(STORE, read);
      removeEventListener('storage', read);
    };
  }, []);
  function keep(rule: string, phrase: string, because: string | null) {
    // Read again first: somebody else may have written since.
    const next = new Map(readStore() ?? kept);
    if (because === null) next.delete(rule);
    else next.set(rule, { phrase, because });
    setKept(next);
    try {
      localStorage.setItem(STORE, JSON.stringify(Object.fromEntries(next)));
      dispatchEvent(new Event(STORE));
    } catch {
      // Kept for this visit, then.
    }
  }
  return { kept, keep };
}

const quiet = 'min-h-9 cursor-pointer rounded-lg border border-rule-strong px-3 py-1.5 text-sm hover:bg-sand';

/** Keeping one's own words, with a reason. Nothing here says that they are wrong. */
export function KeepMine({ phrase, onKeep }: { phrase: string; onKeep: (because: string) => void }) {
  return (
    <details className="mt-3 text-sm">
      <summary className="inline-flex min-h-8 items-center font-semibold text-pine">
        Keep mine<span className="sr-only">: “{phrase}”</span>
      </summary>
      <fieldset className="mt-2 flex flex-wrap gap-2">
        <legend className="mb-1.5 w-full text-ink-mid">Why “{phrase}” is right here:</legend>
        {BECAUSE.map((because) => (
          <button key={because} type="button" className={quiet} onClick={() => onKeep(because)}>
            {because}
          </button>
        ))}
      </fieldset>
    </details>
  );
}

export function Kept({ kept, onLook }: { kept: KeptPhrases; onLook: (rule: string) => void }) {
  if (kept.size === 0) return null;
  return (
    <section aria-label="Phrases you keep" className="text-sm text-ink-mid">
      <p className="font-semibold">You keep</p>
      <ul className="mt-1 grid gap-1">
        {[...kept].map(([rule, { phrase, because }]) => (
          <li key={rule} className="flex flex-wrap items-center gap-x-3">
            “{phrase}”: {because}
            <button type="button" className="min-h-8 cursor-pointer text-pine underline underline-offset-4" onClick={() => onLook(rule)}>
              Look at it again
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
