'use client';

import { useEffect, useRef } from 'react';
import { useFormStatus } from 'react-dom';

/** Brings the newest reaction to the reader, by eye and by focus, when a reply has drawn the page again in place. */
export function TurnKeeper({ turn }: { turn: string }) {
  const shown = useRef<string>(undefined);
  useEffect(() => {
    const first = shown.current === undefined;
    const arrived = first ? location.hash !== '' : shown.current !== turn;
    shown.current = turn;
    if (!arrived) return;
    // What was refused is said first; else the place the address names, else the newest reaction.
    const place = document.getElementById('notice') ?? document.getElementById(location.hash.slice(1)) ?? document.getElementById('latest');
    place?.scrollIntoView({ block: 'start' });
    place?.focus({ preventScroll: true });
  }, [turn]);
  return null;
}

/** Says that a reply is on its way, while it is. */
export function Sending() {
  return (
    <p role="status" className="min-h-6 text-sm text-ink-soft">
      {useFormStatus().pending ? 'Saying it…' : ''}
    </p>
  );
}
