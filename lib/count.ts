/** Counts in lists stop at a thousand, since beyond that nobody counts along: a query counts to one more, which stands for more. */
export const COUNTED = 1_000;

/** A bounded count within a sentence, and at its beginning. */
export const counted = (count: number): string => (count > COUNTED ? 'more than 1,000' : String(count));
export const countedFirst = (count: number): string => (count > COUNTED ? 'More than 1,000' : String(count));

/** 1 person · 5,000 people */
export const persons = (count: number): string => (count === 1 ? '1 person' : `${count.toLocaleString('en-GB')} people`);
