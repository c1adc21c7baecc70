import { expect, test } from 'vitest';
import { endOfDay } from '#lib/dates.ts';
import { type Known, type KnownPerson, planRows, readTypedDay } from './plan.ts';
import type { SheetRow } from './spreadsheet.ts';

const person = (id: string, data: Partial<KnownPerson> = {}): KnownPerson => ({
  id,
  email: `${id}@example.org`,
  isClosed: false,
  enrolments: new Map(),
  groups: new Set(),
  ...data,
});

const ada = person('ada', {
  enrolments: new Map([
    ['open', { id: 'e1', withdrawn: false, dueAt: endOfDay('2026-12-31') }],
    ['other', { id: 'e2', withdrawn: true, dueAt: null }],
  ]),
  groups: new Set(['g1', 'g2']),
});

const known: Known = {
  today: '2026-11-22',
  people: new Map([
    ['ada@example.org', ada],
    ['second@example.org', ada],
    ['grace@example.org', person('grace', { groups: new Set(['g1']) })],
    ['closed@example.org', person('closed', { isClosed: true })],
  ]),
  courses: [
    { slug: 'open', title: 'Open: the Long Title', short: 'Open', isOpen: true },
    { slug: 'other', title: 'Other', short: 'Other', isOpen: true },
    { slug: 'soon', title: 'Soon', short: 'Soon', isOpen: false },
  ],
  groups: [
    { id: 'g1', name: 'Harbour', isClosed: false },
    { id: 'g2', name: 'Canal', isClosed: false },
    { id: 'g3', name: 'Old Mill', isClosed: true },
  ],
};

const row = (data: Partial<SheetRow>): SheetRow => ({ line: 2, email: 'new@example.org', name: '', course: '', group: '', due: '', action: '', ...data });
const plan = (...rows: Partial<SheetRow>[]) =>
  planRows(
    rows.map((data, at) => row({ line: at + 2, ...data })),
    known,
  );
const actions = (...rows: Partial<SheetRow>[]) => plan(...rows).map(({ action }) => action);

test.each<[string, Partial<SheetRow>, string]>([
  ['somebody new, on a course', { course: 'open' }, 'add'],
  ['by the title of the course', { course: ' open:  THE long title' }, 'add'],
  ['into a group', { group: 'harbour' }, 'add'],
  ['who was taken off', { email: 'ada@example.org', course: 'other' }, 'add'],
  ['with another due date', { email: 'ada@example.org', course: 'open', due: '30/12/2026' }, 'add'],
  ['on the course, and not in the group', { email: 'grace@example.org', course: 'open', group: 'Harbour' }, 'add'],
  ['on the course already', { email: 'ADA@example.org', course: 'open' }, 'same'],
  ['on the course by that day already', { email: 'ada@example.org', course: 'open', due: '31.12.2026' }, 'same'],
  ['on the course and in the group already', { email: 'ada@example.org', course: 'open', group: 'Canal' }, 'same'],
  ['in the group already', { email: 'ada@example.org', group: 'Harbour' }, 'same'],
  ['under the address of a second account', { email: 'second@example.org', course: 'open' }, 'same'],
])('add %s', (_, data, expected) => {
  expect(plan(data)[0]).toMatchObject({ action: expected, problem: '' });
});

test.each<[string, Partial<SheetRow>, string]>([
  ['from a course', { email: 'ada@example.org', course: 'open' }, 'remove'],
  ['from a course, the group left as it is', { email: 'ada@example.org', course: 'open', group: 'nowhere' }, 'remove'],
  ['from a course they were taken off', { email: 'ada@example.org', course: 'other' }, 'same'],
  ['from a course they were never on', { email: 'grace@example.org', course: 'soon' }, 'same'],
  ['from a group', { email: 'ada@example.org', group: 'Canal' }, 'remove'],
  ['from a group they are not in', { email: 'grace@example.org', group: 'Canal' }, 'same'],
])('remove %s', (_, data, expected) => {
  expect(plan({ ...data, action: 'Remove' })[0]).toMatchObject({ action: expected, problem: '' });
});

test('move puts into one group and out of every other, and leaves courses alone', () => {
  expect(plan({ email: 'ada@example.org', group: 'Harbour', course: 'soon', action: 'MOVE' })[0]).toMatchObject({
    action: 'move',
    courseSlug: '',
    groupName: 'Harbour',
  });
  expect(actions({ email: 'grace@example.org', group: 'Harbour', action: 'move' })).toEqual(['same']);
});

test.each<[string, Partial<SheetRow>, RegExp]>([
  ['no address', { email: '', course: 'open' }, /no e-mail address/],
  ['a bad address', { email: 'ada', course: 'open' }, /does not look like/],
  ['two addresses', { email: 'a@example.org, b@example.org', course: 'open' }, /does not look like/],
  ['a name of nothing visible', { name: '\u200b', course: 'open' }, /name/i],
  ['a name that is too long', { name: 'x'.repeat(101), course: 'open' }, /100 characters/],
  ['an unknown course', { course: 'nope' }, /no course called “nope”/],
  ['a course named by a prototype', { course: '__proto__' }, /no course called/],
  ['a course in preparation', { course: 'Soon' }, /still being written/],
  ['an unknown group', { group: 'Nope' }, /there are Harbour, Canal\. Make it first/],
  ['a closed group', { group: 'old mill' }, /“Old Mill” is closed/],
  ['a deactivated account', { email: 'closed@example.org', course: 'open' }, /account is deactivated/],
  ['an action that is none', { action: 'delete', course: 'open' }, /add, remove or move/],
  ['neither course nor group', {}, /Write a course, a group, or both/],
  ['a date that is none', { course: 'open', due: 'soon' }, /2026-12-31 or 31\/12\/2026/],
  ['a day no year has', { course: 'open', due: '31/11/2026' }, /no date/],
  ['a day the American way', { course: 'open', due: '12/31/2026' }, /no date/],
  ['a day that has passed', { course: 'open', due: '2026-11-21' }, /has passed/],
  ['a date without a course', { group: 'Harbour', due: '2026-12-31' }, /belongs to a course/],
  ['a move to nowhere', { email: 'ada@example.org', course: 'open', action: 'move' }, /which group/],
  ['a move of nobody', { group: 'Harbour', action: 'move' }, /Nobody here/],
  ['a removal of nobody', { course: 'open', action: 'remove' }, /Nobody here/],
])('%s is to be mended, and says how', (_, data, problem) => {
  expect(plan(data)[0]).toMatchObject({ action: 'invalid', problem: expect.stringMatching(problem) });
});

const A = { email: 'ada@example.org' };
test.each<[string, Partial<SheetRow>[], RegExp | null]>([
  ['the same twice', [{ course: 'open' }, { course: 'Open: the long title' }], /same as row 2/],
  ['the same with another date', [{ course: 'open' }, { course: 'open', due: '2026-12-01' }], /same as row 2/],
  [
    'the same person under two addresses',
    [
      { ...A, group: 'Canal' },
      { email: 'second@example.org', group: 'Canal' },
    ],
    /same as row 2/,
  ],
  [
    'on and off a course',
    [
      { ...A, course: 'open' },
      { ...A, course: 'open', action: 'remove' },
    ],
    /Row 2 says otherwise/,
  ],
  [
    'into and out of a group',
    [
      { ...A, course: 'other', group: 'Canal' },
      { ...A, group: 'Canal', action: 'remove' },
    ],
    /Row 2 says otherwise/,
  ],
  [
    'moved to two groups',
    [
      { ...A, group: 'Canal', action: 'move' },
      { ...A, group: 'Harbour', action: 'move' },
    ],
    /same as row 2/,
  ],
  [
    'moved, and into another group',
    [
      { ...A, group: 'Canal', action: 'move' },
      { ...A, course: 'other', group: 'Harbour' },
    ],
    /Row 2 says otherwise/,
  ],
  [
    'into a group, and moved to another',
    [
      { ...A, group: 'Harbour' },
      { ...A, group: 'Canal', action: 'move' },
    ],
    /Row 2 says otherwise/,
  ],
  [
    'out of a group, and moved to it',
    [
      { ...A, group: 'Canal', action: 'remove' },
      { ...A, group: 'Canal', action: 'move' },
    ],
    /Row 2 says otherwise/,
  ],
  [
    'two courses and one group',
    [
      { course: 'open', group: 'Canal' },
      { course: 'other', group: 'Canal' },
    ],
    null,
  ],
  [
    'a course, and a move to its group',
    [
      { ...A, course: 'other', group: 'Canal' },
      { ...A, group: 'Canal', action: 'move' },
    ],
    null,
  ],
  ['two people', [{ course: 'open' }, { email: 'b@example.org', course: 'open' }], null],
])('%s', (_, rows, problem) => {
  const second = plan(...rows)[1]!;
  if (problem) expect(second).toMatchObject({ action: 'invalid', problem: expect.stringMatching(problem) });
  else expect(second.problem).toBe('');
});

test('a row that is to be mended claims nothing', () => {
  expect(actions({ course: 'open', due: 'x' }, { course: 'open' })).toEqual(['invalid', 'add']);
});

test('addresses and names are kept as accounts keep them; a due date is the end of its day in London', () => {
  expect(plan({ email: ' New@Example.ORG ', name: 'Zoe\u0308  X', course: 'Open', due: '1/7/2027' })[0]).toEqual({
    line: 2,
    email: 'new@example.org',
    name: 'Zoë X',
    courseSlug: 'open',
    groupName: '',
    dueAt: new Date('2027-07-01T22:59:59.999Z'),
    action: 'add',
    problem: '',
  });
});

test.each([
  ['2026-12-31', '2026-12-31'],
  ['31/12/2026', '2026-12-31'],
  ['1.2.2027', '2027-02-01'],
  ['3-4-2027', '2027-04-03'],
  ['29/02/2028', '2028-02-29'],
  ['29/02/2027', null],
  ['2026-13-01', null],
  ['31/12/26', null],
  ['', null],
])('%j is %j', (typed, day) => {
  expect(readTypedDay(typed)).toBe(day);
});

test('what is shortened in the middle of an emoji is still text', () => {
  const at = (length: number) => `${'x'.repeat(length - 1)}😀 and on`;
  const rows = plan({ name: at(100), course: at(60), group: at(100) }, { email: at(254), course: at(100) }, { action: at(60) });
  expect(rows.map(({ action }) => action)).toEqual(['invalid', 'invalid', 'invalid']);
  for (const row of rows) for (const text of Object.values(row)) if (typeof text === 'string') expect(text.isWellFormed(), text).toBe(true);
});
