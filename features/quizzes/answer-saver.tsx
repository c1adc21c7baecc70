'use client';

import { type ReactNode, useEffect, useRef, useState } from 'react';
import { readAnswer } from './read-answer.ts';

type Props = {
  url: string;
  /** The last sequence number the server holds for each question on this page. */
  sequences: Record<string, number>;
  children: ReactNode;
};

/**
 * Saves each answer as it is given. Wraps a form that works without it; adds only the saving in between and its status.
 * An answer that could not be sent is sent again until it is, and leaving before that asks first.
 */
export function AnswerSaver({ url, sequences, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const [status, setStatus] = useState('');
  useEffect(() => {
    const element = form.current;
    if (!element) return;
    const latest = { ...sequences };
    const waiting = new Set<string>();
    let busy = false;
    let pending = false;
    let leaving = false;
    let signedOut = false;
    let retry: ReturnType<typeof setTimeout>;
    let typing: ReturnType<typeof setTimeout>;

    async function send(question: string) {
      const sequence = (latest[question] ?? 0) + 1;
      const value = readAnswer(new FormData(element!), question);
      // Taken before it is sent, so that the form, handed in while this is under way, carries a higher one.
      latest[question] = sequence;
      const field = element!.querySelector<HTMLInputElement>(`input[name="sequence.${question}"]`);
      if (field) field.value = String(sequence);
      const response = await fetch(url, {
        method: 'POST',
        keepalive: true,
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify({ question, sequence, value }),
      });
      signedOut = response.status === 401;
      const reply = (await response.json().catch(() => ({}))) as { sequence?: number; message?: string };
      if (response.ok) return '';
      if (typeof reply.sequence === 'number') latest[question] = Math.max(sequence, reply.sequence);
      if (response.status >= 500) throw new Error('Not saved yet: no connection. Trying again; your answer stays here.');
      if (response.status === 401) throw new Error('Not saved yet: you are signed out. Sign in in another tab; this tries again, and your answer stays here.');
      return reply.message ?? 'That answer could not be saved. Reload the page to see what is.';
    }

    async function drain() {
      if (busy) return;
      busy = true;
      clearTimeout(retry);
      let problem = '';
      try {
        while (waiting.size > 0) {
          const question = [...waiting][0]!;
          setStatus('Saving…');
          waiting.delete(question);
          try {
            problem = (await send(question)) || problem;
          } catch (error) {
            waiting.add(question);
            throw error;
          }
        }
        setStatus(problem || 'Saved');
      } catch (error) {
        const said = error instanceof Error && error.message.startsWith('Not saved yet') ? error.message : '';
        setStatus(said || 'Not saved yet: no connection. Trying again; your answer stays here.');
        retry = setTimeout(drain, 2_000);
      } finally {
        busy = false;
      }
    }

    const questionOf = (target: EventTarget | null) => (target as HTMLInputElement | null)?.name?.split('.')[0] ?? '';
    const onChange = (event: Event) => {
      const question = questionOf(event.target);
      if (!(question in sequences)) return;
      waiting.add(question);
      void drain();
    };
    const onInput = (event: Event) => {
      if (!['text', 'textarea'].includes((event.target as HTMLInputElement).type)) return;
      clearTimeout(typing);
      pending = true;
      typing = setTimeout(() => {
        pending = false;
        onChange(event);
      }, 600);
    };
    const onLeave = (event: BeforeUnloadEvent) => {
      if (!leaving && (waiting.size > 0 || busy || pending)) event.preventDefault();
    };
    // The form itself carries every answer on the page; but where nobody is signed in, it would lead away from them.
    const onSubmit = (event: Event) => {
      leaving = !(signedOut && waiting.size > 0);
      if (leaving) return;
      event.preventDefault();
      void drain();
    };
    element.addEventListener('submit', onSubmit);
    element.addEventListener('change', onChange);
    element.addEventListener('input', onInput);
    addEventListener('beforeunload', onLeave);
    return () => {
      clearTimeout(retry);
      clearTimeout(typing);
      element.removeEventListener('submit', onSubmit);
      element.removeEventListener('change', onChange);
      element.removeEventListener('input', onInput);
      removeEventListener('beforeunload', onLeave);
    };
  }, [url, sequences]);
  return (
    <form ref={form} method="post" action={url} className="grid gap-8">
      {children}
      <p role="status" className="min-h-6 text-sm text-ink-soft">
        {status}
      </p>
    </form>
  );
}
