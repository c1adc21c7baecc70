'use client';

import { type ReactNode, useActionState, useCallback, useEffect, useRef, useState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { emptyForm } from '#lib/form-state.ts';
import { steadily } from '#lib/steadily.ts';
import { saveNoteForm } from './progress.actions.ts';

type Props = {
  course: string;
  lesson: string;
  block: string;
  /** What stands in the box already; null when it was never used. */
  saved: string | null;
  label: string;
  button: string;
  /** Shown once the box was used: the answer of a retrieval prompt. */
  children?: ReactNode;
};

/** Sends what is typed a moment after the last key, and at the latest when the page is left; tries again until it is saved. */
function useAutosave(url: string, block: string) {
  const [status, setStatus] = useState('');
  const waiting = useRef<string>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const busy = useRef(false);
  const send = useCallback(
    (text: string) =>
      fetch(url, { method: 'POST', keepalive: true, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ block, text }) }).catch(() => null),
    [url, block],
  );
  // One at a time, so that an earlier text never arrives after a later one.
  const save = useCallback(async () => {
    clearTimeout(timer.current);
    const text = waiting.current;
    if (text === undefined || busy.current) return;
    busy.current = true;
    const sent = await send(text);
    busy.current = false;
    if (sent?.ok && waiting.current !== text) return void save();
    if (sent?.ok) {
      waiting.current = undefined;
      setStatus('Saved as you type, for you alone.');
    } else if (!sent || sent.status >= 500 || sent.status === 401) {
      setStatus(sent?.status === 401 ? 'Not saved yet: you are signed out. Sign in in another tab.' : 'Not saved yet: no connection. Trying again.');
      timer.current = setTimeout(save, 4_000);
    } else {
      waiting.current = undefined;
      setStatus('Not saved: this box takes nothing from you now. Copy what you wrote, and reload the page.');
    }
  }, [send]);
  useEffect(() => {
    // Also where a form leads to another page without leaving this one's script.
    const leave = () => {
      clearTimeout(timer.current);
      if (waiting.current !== undefined) void send(waiting.current);
    };
    addEventListener('pagehide', leave);
    return () => {
      leave();
      removeEventListener('pagehide', leave);
    };
  }, [send]);
  const onInput = (text: string) => {
    waiting.current = text;
    clearTimeout(timer.current);
    timer.current = setTimeout(save, 900);
  };
  return { status, onInput };
}

/** A private box in a lesson. Keeps what was typed whatever happens, and works before JavaScript does. */
export function NoteForm({ course, lesson, block, saved, label, button, children }: Props) {
  const [state, action, pending] = useActionState(saveNoteForm, emptyForm);
  const { status, onInput } = useAutosave(`/courses/${course}/lessons/${lesson}/notes`, block);
  const used = saved !== null || state.message !== undefined;
  const error = state.errors?.['text'];
  return (
    <>
      <form action={action} onSubmit={steadily(action)} className="grid gap-3 print:hidden">
        <input type="hidden" name="course" value={course} />
        <input type="hidden" name="lesson" value={lesson} />
        <input type="hidden" name="block" value={block} />
        <label className="grid gap-1.5 text-sm text-ink-soft">
          {label}
          <textarea
            name="text"
            onInput={(event) => onInput(event.currentTarget.value)}
            rows={4}
            maxLength={5000}
            defaultValue={state.values?.['text'] ?? saved ?? ''}
            aria-invalid={error ? true : undefined}
            aria-describedby={error ? `${block}-error` : undefined}
            className="w-full rounded-lg border border-rule-strong bg-paper px-3 py-2 text-base text-ink"
          />
        </label>
        {error && (
          <p id={`${block}-error`} role="alert" className="text-coral">
            {error}
          </p>
        )}
        <div className="flex flex-wrap items-center gap-4">
          <Button look="quiet" disabled={pending}>
            {button}
          </Button>
          <p role="status" className="text-sm text-ink-soft">
            {status.startsWith('Not saved') ? status : state.message || status}
          </p>
        </div>
      </form>
      {used && children}
    </>
  );
}
