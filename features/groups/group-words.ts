/** What a group can be, and how it is said. Without the schemas, so that forms can have it in the browser. */
export const KINDS = { ORGANISATION: 'Organisation', TEAM: 'Team', COHORT: 'Cohort' } as const;
export type Kind = keyof typeof KINDS;

export const options = (words: Record<string, string>) => Object.entries(words).map(([value, label]) => ({ value, label }));

/** Counts in lists stop at a thousand; beyond that nobody counts along. */
export const COUNTED = 1_000;
export const counted = (count: number) => (count > COUNTED ? `more than ${COUNTED.toLocaleString('en-GB')}` : String(count));

export const people = (count: number) => `${counted(count)} ${count === 1 ? 'person' : 'people'}`;

export const GROUPS_URL = '/admin/groups';
export const adminGroupUrl = (group: string) => `${GROUPS_URL}/${group}`;
export const groupUrl = (group: string) => `/groups/${group}`;
export const groupCsvUrl = (group: string) => `/groups/${group}/progress.csv`;
