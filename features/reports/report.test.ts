import { expect, test } from 'vitest';
import { theCourse } from '#prisma/factories.ts';
import { mondaysUntil } from './overview.ts';
import { type CourseRow, percent, reachedOf, readScope, scopeQuery, sortCourses, stopsOf } from './report.ts';

const TODAY = '2026-11-22';
const GROUP = '0199f0a0-0000-7000-8000-000000000001';

test.each([
  [{}, { group: '', from: '2026-08-25', to: TODAY }],
  [
    { from: '2026-01-01', to: '2026-01-31' },
    { group: '', from: '2026-01-01', to: '2026-01-31' },
  ],
  [
    { from: '2026-02-01', to: '2026-01-01' },
    { group: '', from: '2026-01-01', to: '2026-02-01' },
  ],
  [
    { from: '2026-02-30', to: 'x' },
    { group: '', from: '2026-08-25', to: TODAY },
  ],
  [{ from: '0001-01-01' }, { group: '', from: '2026-08-25', to: TODAY }],
  [{ to: '2026-03-31' }, { group: '', from: '2026-01-01', to: '2026-03-31' }],
  [{ group: GROUP }, { group: GROUP, from: '2026-08-25', to: TODAY }],
  [{ group: "'; DROP TABLE" }, { group: '', from: '2026-08-25', to: TODAY }],
])('%j is the scope %j', (filter, scope) => {
  expect(readScope({ filter }, TODAY)).toEqual(scope);
});

test('a scope survives its own address', () => {
  const scope = { group: GROUP, from: '2026-01-01', to: '2026-01-31' };
  expect(readScope({ filter: Object.fromEntries(new URLSearchParams(scopeQuery(scope))) }, TODAY)).toEqual(scope);
});

const row = (title: string, enrolled: number, finished: number, days: number | null): CourseRow => ({
  course: title,
  title,
  enrolled,
  started: enrolled,
  finished,
  withdrawn: 0,
  waived: 0,
  days,
});

test('courses sort by any column; what has no number comes last either way', () => {
  const rows = [row('B', 10, 1, 9), row('A', 0, 0, null), row('C', 2, 2, 3)];
  const order = (sort: string, descending = false) =>
    sortCourses(rows, { sort, descending })
      .map(({ title }) => title)
      .join('');
  expect([order('course'), order('course', true), order('enrolled'), order('days'), order('days', true), order('share', true)]).toEqual([
    'ABC',
    'CBA',
    'ACB',
    'CBA',
    'BCA',
    'CBA',
  ]);
});

test('people stop where they were last, before the first lesson, or after the last', () => {
  const course = theCourse();
  const [first, second] = course.lessons;
  const count = course.lessons.length;
  const stops = [
    { place: null, done: 0, people: 4 },
    { place: second!.slug, done: 1, people: 3 },
    { place: first!.slug, done: 0, people: 2 },
    { place: null, done: 2, people: 1 },
    { place: second!.slug, done: count, people: 5 },
  ];
  expect(stopsOf(course, stops).map(({ people }) => people)).toEqual([4, 2, 4, ...Array(count - 2).fill(0), 5]);
  expect(
    reachedOf(3, [
      { lessons: 0, people: 4 },
      { lessons: 1, people: 3 },
      { lessons: 3, people: 2 },
    ]),
  ).toEqual([
    { lessons: 1, people: 5 },
    { lessons: 2, people: 2 },
    { lessons: 3, people: 2 },
  ]);
});

test('twelve weeks begin on Mondays and end with this one', () => {
  expect(mondaysUntil(TODAY).slice(-2)).toEqual(['2026-11-09', '2026-11-16']);
  expect(mondaysUntil('2026-11-23').at(-1)).toBe('2026-11-23');
  expect(mondaysUntil(TODAY)).toHaveLength(12);
  expect([percent(null), percent(0.499), percent(1)]).toEqual(['–', '50%', '100%']);
});
