import fc from 'fast-check';
import { expect, test } from 'vitest';
import { QUESTIONS } from '#test/questions.ts';
import { INTERACTIONS, keyOf } from './question.ts';
import { readAnswer } from './read-answer.ts';

const file = new File(['x'], 'x.txt');

test.each<[string, [string, unknown][], Record<string, string>]>([
  ['nothing for no controls', [], {}],
  ['a radio', [['q1', 'ivy']], { ivy: 'true' }],
  [
    'checkboxes',
    [
      ['q1.ivy', 'true'],
      ['q1.elm', 'true'],
    ],
    { ivy: 'true', elm: 'true' },
  ],
  [
    'places',
    [
      ['q1.kite', '2'],
      ['q1.moss', '1'],
    ],
    { kite: '2', moss: '1' },
  ],
  ['typed text', [['q1.text', ' sorry ']], { text: ' sorry ' }],
  [
    'parts, leaving out the empty ones',
    [
      ['q1.kite', ''],
      ['q1.moss', '1'],
      ['q1', ''],
    ],
    { moss: '1' },
  ],
  [
    'parts, leaving out files',
    [
      ['q1', file],
      ['q1.ivy', file],
      ['q1.fox', 'true'],
    ],
    { fox: 'true' },
  ],
  [
    'nothing of another question',
    [
      ['q2', 'ivy'],
      ['q2.ivy', 'true'],
      ['q10', 'ivy'],
      ['q10.ivy', 'true'],
      ['xq1.ivy', 'true'],
    ],
    {},
  ],
  [
    'nothing of the form’s other fields',
    [
      ['then', 'review'],
      ['questions', 'q1'],
      ['sequence.q1', '3'],
    ],
    {},
  ],
  [
    'the last of a repeated control',
    [
      ['q1.kite', '1'],
      ['q1.kite', '2'],
    ],
    { kite: '2' },
  ],
])('reads %s', (_, entries, value) => {
  expect(readAnswer(entries, 'q1')).toEqual(value);
});

test('names from the prototype stay plain parts or vanish; nothing is polluted', () => {
  const value = readAnswer(
    [
      ['q1.__proto__', 'true'],
      ['q1', '__proto__'],
      ['q1.constructor', 'true'],
    ],
    'q1',
  );
  expect(Object.entries(value)).toEqual([['constructor', 'true']]);
  expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  expect(({} as Record<string, unknown>)['true']).toBeUndefined();
});

test.each(INTERACTIONS)('reads back the key of a %s question as its controls would send it', (interaction) => {
  const form = new FormData();
  for (const [option, part] of Object.entries(keyOf(QUESTIONS[interaction]))) form.append(`q1.${option}`, part);
  expect(readAnswer(form, 'q1')).toEqual(keyOf(QUESTIONS[interaction]));
});

test('whatever a form holds, the answer is a record of non-empty strings', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.oneof(fc.constantFrom('q1', 'q1.', 'q1.a', 'q1.__proto__'), fc.string()), fc.oneof(fc.string(), fc.integer(), fc.constant(null)))),
      (entries) => {
        expect(Object.values(readAnswer(entries, 'q1')).every((part) => typeof part === 'string' && part !== '')).toBe(true);
      },
    ),
  );
});
