import { dayAfter, readDay } from '#lib/dates.ts';
import { isUuid } from '#lib/form.ts';
import { type Listing, readListing, type SearchParams } from '#lib/listing.ts';
import type { Course } from '../courses/course.ts';

/** Whom a report is of: everybody or one group (its id), and from which day to which, both counted, London time. */
export type Scope = { group: string; from: string; to: string };

/** The scope a list's filters ask for. Without dates that are dates it is the last 90 days; two that stand the wrong way round are turned. */
export function readScope({ filter }: Pick<Listing, 'filter'>, today: string): Scope {
  const to = readDay(filter['to']) ?? today;
  const from = readDay(filter['from']) ?? dayAfter(to < today ? to : today, -89);
  const group = isUuid(filter['group'] ?? '') ? filter['group']! : '';
  return from <= to ? { group, from, to } : { group, from: to, to: from };
}

/** What the reports’ address asks for; a scope is read from it. */
export const reportListing = (params: SearchParams) => readListing(params, COURSE_SORTS, ['group', 'from', 'to']);

/** The scope as the end of an address. */
export const scopeQuery = ({ group, from, to }: Scope): string => `?${new URLSearchParams({ ...(group ? { group } : {}), from, to })}`;

export const reportUrl = (course: string, scope: Scope) => `/admin/reports/${course}${scopeQuery(scope)}`;

export type GroupChoice = { id: string; name: string };

/** A course in the table of all of them. Those who were withdrawn, or whom it is waived for, stand in no other count. */
export type CourseRow = {
  course: string;
  title: string;
  enrolled: number;
  started: number;
  finished: number;
  withdrawn: number;
  waived: number;
  days: number | null;
};

export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

/** A share as whole per cent, and a dash where there is nothing to take a share of. */
export const percent = (share: number | null): string => (share === null ? '–' : `${Math.round(100 * share)}%`);

const COURSE_SORTS = ['course', 'enrolled', 'started', 'finished', 'days', 'share'] as const;

/** The courses sorted as asked; a number that is not there yet comes last either way. */
export function sortCourses(rows: CourseRow[], { sort, descending }: Pick<Listing, 'sort' | 'descending'>): CourseRow[] {
  const number = (row: CourseRow) =>
    sort === 'share' ? shareOf(row.finished, row.enrolled) : sort === 'course' ? null : row[sort as 'enrolled' | 'started' | 'finished' | 'days'];
  const way = descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [one, other] = [number(a), number(b)];
    if (one !== null && other !== null && one !== other) return way * (one - other);
    if ((one === null) !== (other === null)) return one === null ? 1 : -1;
    return (sort === 'course' ? way : 1) * a.title.localeCompare(b.title);
  });
}

/** What the database knows of one course in a scope. */
export type CourseReport = {
  counts: { enrolled: number; started: number; finished: number; withdrawn: number; waived: number };
  /** Days from being put on the course to its certificate: a quarter, a half and three quarters of those who finished. */
  days: { quarter: number; median: number; threeQuarters: number } | null;
  /** Of those who stopped: the lesson they were last in, where a page kept it, and the lessons they had done. */
  stops: { place: string | null; done: number; people: number }[];
  done: { lessons: number; people: number }[];
  outcomes: { outcome: string; people: number; share: number }[];
  endings: { scenario: string; verdict: 'GOOD' | 'ACCEPTABLE' | 'POOR'; people: number }[];
  /** Marked finals of the period that began with an earlier version of the questions; 1,001 stands for more than 1,000. */
  olderAttempts: number;
  groups: GroupChoice[];
};

/**
 * Where people stop, place by place in the course's order. Somebody whose browser kept no place (no script) is taken to be
 * in the last of the lessons they have done; somebody who has done them all has stopped before the certificate.
 */
export function stopsOf(course: Pick<Course, 'lessons'>, stops: CourseReport['stops']): { place: string; people: number }[] {
  const places = [
    'Before lesson 1',
    ...course.lessons.map(({ number, title }) => `Lesson ${number}: ${title}`),
    'After the last lesson, before the certificate',
  ];
  const people = places.map(() => 0);
  for (const stop of stops) {
    const last = course.lessons.length + 1;
    const kept = course.lessons.findIndex(({ slug }) => slug === stop.place) + 1;
    const at = stop.done >= course.lessons.length && stop.done > 0 ? last : kept || Math.min(stop.done, last);
    people[at] = people[at]! + stop.people;
  }
  return places.map((place, at) => ({ place, people: people[at]! }));
}

/** How many have done at least one lesson, at least two, and so on to all of them. */
export const reachedOf = (lessons: number, done: CourseReport['done']): { lessons: number; people: number }[] =>
  Array.from({ length: lessons }, (_, at) => at + 1).map((least) => ({
    lessons: least,
    people: done.reduce((sum, each) => sum + (each.lessons >= least ? each.people : 0), 0),
  }));
