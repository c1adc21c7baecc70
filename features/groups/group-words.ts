import { counted } from '#lib/count.ts';

/** What a group can be, and how it is said. Without the schemas, so that forms can have it in the browser. */
export const KINDS = { ORGANISATION: 'Organisation', TEAM: 'Team', COHORT: 'Cohort' } as const;
export type Kind = keyof typeof KINDS;

export const groupOptions = (groups: { id: string; name: string }[]) => groups.map(({ id, name }) => ({ value: id, label: name }));

export const people = (count: number) => `${counted(count)} ${count === 1 ? 'person' : 'people'}`;

export const GROUPS_URL = '/admin/groups';
export const adminGroupUrl = (group: string) => `${GROUPS_URL}/${group}`;
export const groupUrl = (group: string) => `/groups/${group}`;
export const groupCsvUrl = (group: string) => `/groups/${group}/progress.csv`;
