import { expect, test } from 'vitest';
import { answerBodySchema, readAnswerForm } from './answer-form.ts';

type Fields = [string, string | File][];
const formOf = (fields: Fields) => {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
};

const file = new File(['x'], 'x.txt');
const page: Fields = [
  ['questions', 'q1'],
  ['sequence.q1', '3'],
  ['q1', 'ivy'],
  ['questions', 'q2'],
  ['sequence.q2', '0'],
  ['q2.kite', '1'],
  ['q2.moss', ''],
  ['then', '2'],
  ['at', '1'],
];
const but = (...change: Fields): Fields => [...page.filter(([name]) => !change.some(([other]) => other === name)), ...change];
const without = (...names: string[]): Fields => page.filter(([name]) => !names.includes(name));

test('a page of answers is read whole, each one sequence on from what the page was drawn with', () => {
  expect(readAnswerForm(formOf(page))).toEqual({
    answers: [
      { question: 'q1', sequence: 4, value: { ivy: 'true' } },
      { question: 'q2', sequence: 1, value: { kite: '1' } },
    ],
    goTo: '2',
    at: '1',
  });
});

test('what is left out has a default: review next, question 1, first sequence, an empty answer', () => {
  expect(readAnswerForm(formOf([['questions', 'q1']]))).toEqual({ answers: [{ question: 'q1', sequence: 1, value: {} }], goTo: 'review', at: '1' });
});

test.each(['1', '60', 'review', 'hand-in'])('then may be %j', (then) => {
  expect(readAnswerForm(formOf(but(['then', then])))?.goTo).toBe(then);
});

test.each<[string, Fields]>([
  ['is empty', []],
  ['names no question', without('questions')],
  ['names a question by a file', but(['questions', file])],
  ['names a question too long to be one', but(['questions', 'q'.repeat(41)])],
  ['names 61 questions', Array.from({ length: 61 }, (_, at) => ['questions', `q${at}`])],
  ['goes nowhere known next', but(['then', 'elsewhere'])],
  ['goes to another site next', but(['then', '//evil.example'])],
  ['goes to question 100 next', but(['then', '100'])],
  ['goes to a file next', but(['then', file])],
  ['has a sequence that is a word', but(['sequence.q1', 'three'])],
  ['has a negative sequence', but(['sequence.q1', '-1'])],
  ['has half a sequence', but(['sequence.q1', '1.5'])],
  ['has a sequence past the largest', but(['sequence.q1', '1000000'])],
  ['has an infinite sequence', but(['sequence.q1', 'Infinity'])],
  ['has a file for a sequence', but(['sequence.q1', file])],
  ['answers with more than 20 parts', [...page, ...Array.from({ length: 21 }, (_, at): [string, string] => [`q1.o${at}`, 'true'])]],
  ['answers for an option too long to be one', but([`q1.${'x'.repeat(41)}`, 'true'])],
])('a form that %s is refused', (_, fields) => {
  expect(readAnswerForm(formOf(fields))).toBeNull();
});

test.each<[string | File, string]>([
  ['3', '3'],
  ['review', 'review'],
  ['', '1'],
  ['a\r\nX: y', '1'],
  ['é', '1'],
  ['&x=1#', '1'],
  [file, '1'],
])('the page came from %j, read as %j: only ever a number or the review', (at, read) => {
  expect(readAnswerForm(formOf(but(['at', at])))?.at).toBe(read);
});

test('one answer sent while working is a question, a sequence and a small value, and nothing more', () => {
  const sound = { question: 'q1', sequence: 1, value: { ivy: 'true' } };
  expect(answerBodySchema.safeParse(sound).success).toBe(true);
  const broken: unknown[] = [
    null,
    [],
    'q1',
    {},
    { ...sound, question: ['q1'] },
    { ...sound, question: 'q'.repeat(41) },
    { ...sound, sequence: '1' },
    { ...sound, sequence: 0 },
    { ...sound, sequence: 1.5 },
    { ...sound, sequence: 1_000_001 },
    { ...sound, value: null },
    { ...sound, value: { ivy: true } },
    { ...sound, extra: 1 },
  ];
  for (const body of broken) expect(answerBodySchema.safeParse(body).success).toBe(false);
});
