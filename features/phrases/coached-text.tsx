'use client';

import { useEffect, useId, useRef, useState } from 'react';
import { type Coached, type Compiled, coach, compile, type Flag } from './coach.ts';
import { CoachNotes, coachedInWords } from './coach-notes.tsx';
import { KeepMine, Kept, useKept } from './keep-mine.tsx';

const WARM_UP = 'I hear you, and this is a first reading. You will see it once. '.repeat(60);

let loading: Promise<Compiled> | undefined;

/** The phrases, fetched once for the page; a failure is tried again at the next keystroke. */
const loadRules = () =>
  (loading ??= fetch('/phrase-coach/rules')
    .then((response) => response.json())
    .then((rules) => {
      const compiled = compile(rules);
      // Browsers prepare an expression while it runs for the first times: better now than under somebody's fingers.
      for (let time = 0; time < 2; time++) coach(WARM_UP, compiled);
      return compiled;
    })
    .catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));

type Props = {
  name: string;
  label: string;
  rows?: number;
  maxLength?: number;
  defaultValue?: string;
  /** What the server found, for a reader without script. */
  initial?: Coached | null;
};

const linkButton = 'inline-flex min-h-8 cursor-pointer items-center text-sm text-pine underline underline-offset-4';

/** A box to write in, with the coach beneath it. Reads as you type, on this device; the text goes nowhere by itself. */
export function CoachedText({ name, label, rows = 5, maxLength = 20_000, defaultValue = '', initial = null }: Props) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const [read, setRead] = useState<{ text: string; coached: Coached } | null>(initial ? { text: defaultValue, coached: initial } : null);
  const { kept, keep } = useKept();
  /** Sentences replaced by a better line, the last one last. */
  const [swaps, setSwaps] = useState<{ mine: string; line: string }[]>([]);
  /** The phrases could not be fetched; the next keystroke tries again. */
  const [away, setAway] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  async function look(text: string) {
    const rules = await loadRules().catch(() => null);
    setAway(rules === null);
    if (!rules || box.current?.value !== text) return;
    const start = performance.now();
    const coached = coach(text, rules, new Set(kept.keys()));
    // What it costs can be read where it runs; npm run bench does.
    performance.measure('phrase-coach', { start });
    setRead(text.trim() ? { text, coached } : null);
  }
  // What was kept has changed, or the page has just come: read again what stands in the box.
  // biome-ignore lint/correctness/useExhaustiveDependencies: look reads the box itself
  useEffect(() => {
    if (box.current?.value) void look(box.current.value);
    return () => clearTimeout(timer.current);
  }, [kept]);

  function onInput(text: string) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void look(text), 120);
  }

  /** Puts a better line in place of the whole sentence, as if typed, so that undo brings the old one back. */
  function use(flag: Flag, line: string) {
    const element = box.current;
    if (!element) return;
    setSwaps([...swaps, { mine: element.value.slice(flag.from, flag.to), line }]);
    insert(element, flag.from, flag.to, line);
  }

  function insert(element: HTMLTextAreaElement, from: number, to: number, text: string) {
    element.focus();
    element.setSelectionRange(from, to);
    if (document.execCommand('insertText', false, text)) return;
    element.setRangeText(text, from, to, 'end');
    element.dispatchEvent(new Event('input', { bubbles: true }));
  }

  function putBack() {
    const element = box.current;
    const last = swaps.at(-1);
    if (!element || !last) return;
    // Only the sentence that was put in; what has been typed since stays. If it was changed, there is nothing to put back.
    const from = element.value.lastIndexOf(last.line);
    if (from >= 0) insert(element, from, from + last.line.length, last.mine);
    setSwaps(swaps.slice(0, -1));
  }

  return (
    <div className="grid gap-4">
      <label className="grid gap-1.5">
        <span className="font-semibold">{label}</span>
        <textarea
          ref={box}
          name={name}
          rows={rows}
          maxLength={maxLength}
          defaultValue={defaultValue}
          onInput={(event) => onInput(event.currentTarget.value)}
          onFocus={() => void loadRules().catch(() => {})}
          className="w-full rounded-lg border border-rule-strong bg-paper px-4 py-3 text-base text-ink"
        />
      </label>
      {swaps.length > 0 && (
        <p>
          <button type="button" className={linkButton} onClick={putBack}>
            Put my own words back
          </button>
        </p>
      )}
      <p role="status" className="sr-only">
        {read ? coachedInWords(read.coached) : ''}
      </p>
      {away && <p role="alert">The coach is not here just now: no connection. It tries again as you type, and your words stay.</p>}
      {read && (
        <CoachNotes
          id={id}
          text={read.text}
          coached={read.coached}
          use={(flag, line) => (
            <button type="button" className={linkButton} onClick={() => use(flag, line)} aria-label={`Use this line: ${line}`}>
              Use this line
            </button>
          )}
          actions={(flag) => (
            <KeepMine
              phrase={read.text.slice(flag.start, flag.end)}
              onKeep={(because) => {
                keep(flag.rule.id, read.text.slice(flag.start, flag.end), because);
                box.current?.focus();
              }}
            />
          )}
        />
      )}
      <Kept
        kept={kept}
        onLook={(rule) => {
          keep(rule, '', null);
          box.current?.focus();
        }}
      />
    </div>
  );
}
