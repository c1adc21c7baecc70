import { setTimeout } from 'node:timers/promises';

/** Answers no sooner than this many milliseconds, so that how long it took does not say whether an address was known. */
export const atLeast = async <T>(milliseconds: number, work: Promise<T>): Promise<T> => (await Promise.all([work, setTimeout(milliseconds)]))[0];
