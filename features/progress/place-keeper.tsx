'use client';

import { useEffect } from 'react';

/** Remembers the heading nearest the top of the screen when the page is left, so that any device can go on from there. */
export function PlaceKeeper({ url }: { url: string }) {
  useEffect(() => {
    const headings = () => [...document.querySelectorAll<HTMLElement>('.prose h2[id]')];
    let last: string | null | undefined;
    const save = () => {
      const passed = headings().filter((heading) => heading.getBoundingClientRect().top < innerHeight * 0.4);
      const heading = passed.at(-1)?.id ?? null;
      if (heading === last) return;
      last = heading;
      void fetch(url, { method: 'POST', keepalive: true, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ heading }) }).catch(() => {});
    };
    let timer: ReturnType<typeof setTimeout>;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(save, 1_000);
    };
    save();
    addEventListener('scroll', later, { passive: true });
    addEventListener('pagehide', save);
    return () => {
      clearTimeout(timer);
      removeEventListener('scroll', later);
      removeEventListener('pagehide', save);
    };
  }, [url]);
  return null;
}
