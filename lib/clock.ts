import { env } from './env.ts';

const MINUTE = 60_000;
export const minutes = (count: number) => count * MINUTE;
export const hours = (count: number) => count * 60 * MINUTE;
export const days = (count: number) => count * 24 * 60 * MINUTE;

/** The one clock of the server. Never the browser's; the demo may shift it. */
export function now(): Date {
  return new Date(Date.now() + env().CLOCK_OFFSET_MS);
}

/** A moment this many milliseconds from now (negative: ago). */
export function fromNow(milliseconds: number): Date {
  return new Date(now().getTime() + milliseconds);
}
