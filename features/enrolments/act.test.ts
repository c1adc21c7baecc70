import { expect, test } from 'vitest';
import { endOfDay } from '#lib/dates.ts';
import { actInWords, actSchema, datedInForm, dueAfter, enrolPeopleSchema, outcomeInWords, planInWords, readDays, willChange } from './act.ts';

const today = new Date('2026-11-22T10:00:00Z');
const standing = { dueAt: null, withdrawnAt: null, finishedAt: null };

test('an act changes a date only where there is something to change', () => {
  const dueAt = endOfDay('2026-12-31')!;
  expect(dueAfter({ ...standing, dueAt }, { days: 7 }, today)).toEqual(endOfDay('2027-01-07'));
  expect(dueAfter({ ...standing, dueAt }, { to: null }, today)).toBeNull();
  expect(dueAfter(standing, { to: dueAt }, today)).toEqual(dueAt);
  for (const [row, change] of [
    [{ ...standing, dueAt }, { to: dueAt }],
    [standing, { to: null }],
    [standing, { days: 7 }],
    [{ ...standing, dueAt, finishedAt: today }, { days: 7 }],
    [{ ...standing, dueAt, withdrawnAt: today }, { to: null }],
  ] as const)
    expect(dueAfter(row, change, today)).toBeUndefined();
});

test('a plan says what will happen, and what has happened is said', () => {
  expect(planInWords({ new: 2, there: 1, back: 1 }, null)).toEqual([
    '2 people will be put on the course.',
    '1 person had been withdrawn and will be back, with everything they did.',
    '1 person is on it already; nothing changes for them.',
    'There is no due date for who is new, so no mail reminds them.',
    'Who is back keeps the due date they had, if they had one, and its mails.',
  ]);
  expect(planInWords({ new: 1, there: 0, back: 0 }, null).at(-1)).toBe('There is no due date, so no mail reminds them.');
  expect(planInWords({ new: 0, there: 3, back: 0 }, today)).toEqual(['3 people are on it already; nothing changes for them.', 'Nothing will be done.']);
  expect(actInWords('enrolment.add', { people: 3, back: 1 })).toBe('3 people put on the course, 1 of them back after a withdrawal.');
  expect(actInWords('enrolment.withdraw', { people: 1 })).toBe('1 person withdrawn. What they did stays.');
});

test('an act over several takes ids and nothing else', () => {
  const id = '0190a1b2-0000-7000-8000-000000000001';
  const dueAt = endOfDay('2026-12-31')!;
  expect(actSchema.parse({ act: 'withdraw', ids: `${id},nope`, reason: 'Left' })).toMatchObject({ ids: [id] });
  const dates = `${datedInForm([
    { id, dueAt },
    { id, dueAt: null },
  ])},nope/1,${id}/x`;
  expect(actSchema.parse({ act: 'extend', dates, days: '7' })).toEqual({ act: 'extend', dates: [{ id, dueAt }], days: 7 });
  for (const odd of [
    { act: 'extend', dates: '', days: '7' },
    { act: 'extend', dates: id, days: '7' },
    { act: 'extend', dates, days: '0' },
    { act: 'extend', dates, days: '1.5' },
    { act: 'withdraw', ids: id, reason: '' },
    { act: 'delete', ids: id },
    {},
  ])
    expect(actSchema.safeParse(odd).success).toBe(false);
  expect([readDays('7'), readDays(''), readDays('-1'), readDays('x'), readDays(undefined)]).toEqual([7, null, null, null, null]);
});

test.each([
  [standing, 'withdraw', 'Will be withdrawn', true],
  [{ ...standing, finishedAt: today }, 'withdraw', 'Will be withdrawn; the certificate stays', true],
  [{ ...standing, withdrawnAt: today }, 'withdraw', 'Nothing: withdrawn already', false],
  [standing, { to: endOfDay('2026-12-31') }, 'Due by 31 December 2026', true],
  [{ ...standing, dueAt: endOfDay('2026-12-24') }, { days: 7 }, 'Due by 31 December 2026 instead of 24 December 2026', true],
  [{ ...standing, dueAt: today }, { to: null }, 'No due date any more', true],
  [standing, { days: 7 }, 'Nothing: it has no due date', false],
  [{ ...standing, dueAt: endOfDay('2026-12-31') }, { to: endOfDay('2026-12-31') }, 'Nothing: it is due then already', false],
  [{ ...standing, finishedAt: today }, { days: 7 }, 'Nothing: finished', false],
  [{ ...standing, withdrawnAt: today }, { days: 7 }, 'Nothing: withdrawn', false],
] as const)('the plan of an act, row by row (%#)', (row, change, words, changes) => {
  expect(outcomeInWords(row, change, today)).toBe(words);
  expect(willChange(row, change, today)).toBe(changes);
});

test('people come by address or by group, one of the two', () => {
  const group = '0190a1b2-0000-7000-8000-000000000001';
  const form = { course: 'straight-and-kind', emails: '', group: '', due: '' };
  expect(enrolPeopleSchema.safeParse({ ...form, group }).success).toBe(true);
  expect(enrolPeopleSchema.safeParse({ ...form, emails: 'ada@example.org' }).success).toBe(true);
  expect(enrolPeopleSchema.safeParse({ ...form, emails: 'ada@example.org', due: '2020-01-01' }).error?.issues).toMatchObject([
    { path: ['due'], message: 'That day has passed. Choose one that lies ahead.' },
  ]);
  for (const odd of [
    form,
    { ...form, group, emails: 'ada@example.org' },
    { ...form, group: 'x' },
    { ...form, group, course: '' },
    { ...form, group, due: 'soon' },
  ])
    expect(enrolPeopleSchema.safeParse(odd).success).toBe(false);
});
