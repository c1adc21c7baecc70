'use client';

import { type ComponentProps, lazy } from 'react';

const load = () => import('./coached-text.tsx').then(({ CoachedText }) => ({ default: CoachedText }));

const REACHING = ['pointerdown', 'pointermove', 'touchstart', 'wheel', 'scroll', 'keydown', 'focusin'];

/** When somebody first reaches for the page, or has done so already. On the server there is nothing to wait for. */
const reachedFor = () =>
  new Promise<void>((done) => {
    if (typeof document === 'undefined' || document.activeElement !== document.body) return done();
    for (const event of REACHING) addEventListener(event, () => done(), { once: true, capture: true, passive: true });
  });

const Loaded = lazy(load);
const LoadedWhenReached = lazy(() => reachedFor().then(load));

type Props = ComponentProps<typeof Loaded>;

/** The coach's box, fetched where it stands on the page and nowhere else: most lessons and articles have none. */
export const CoachedText = (props: Props) => <Loaded {...props} />;

/**
 * The same on a page that is read by many and written in by few: the box is there at once, as HTML, and the coach comes with
 * the first touch. It reads what stands in the box when it comes. Not for a page where anything is saved as it is typed.
 */
export const CoachedTextWhenReached = (props: Props) => <LoadedWhenReached {...props} />;
