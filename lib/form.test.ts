import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { parseForm, refuse } from './form.ts';

const schema = z.object({
  name: z.string({ error: 'Type a name.' }).min(2, 'That is too short.').regex(/^\w+$/, 'Letters only.'),
  colour: z.string().optional(),
});
const formOf = (...fields: [string, string | File][]) => {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
};
const file = new File(['x'], 'x.txt');

describe('a form', () => {
  test('that fits is read', () => {
    expect(parseForm(schema, formOf(['name', 'Ada'], ['colour', 'pine'], ['other', 'x']))).toEqual({ ok: true, data: { name: 'Ada', colour: 'pine' } });
  });

  test('that does not fit keeps what was typed, with the first reason beside each field', () => {
    expect(parseForm(schema, formOf(['name', '!'], ['colour', 'pine']))).toEqual({
      ok: false,
      state: { errors: { name: 'That is too short.' }, values: { name: '!', colour: 'pine' } },
    });
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['an object', { name: 'Ada' }],
    ['an array', [['name', 'Ada']]],
    ['a string', 'name=Ada'],
    ['a map', new Map([['name', 'Ada']])],
    ['search parameters', new URLSearchParams('name=Ada')],
    ['an empty form', formOf()],
    ['a repeated field', formOf(['name', 'Ada'], ['name', 'Eve'])],
    ['a file', formOf(['name', file])],
    ['a name and a file', formOf(['name', 'Ada'], ['name', file])],
    ['fields of the framework', formOf(['$ACTION_REF_1', ''], ['$ACTION_name', 'Ada'])],
    ['a prototype', formOf(['__proto__', '{"name":"Ada"}'], ['__proto__.name', 'Ada'])],
  ])('of %s has no fields', (_, form) => {
    const parsed = parseForm(schema, form);
    expect(parsed.ok ? null : parsed.state.errors).toEqual({ name: 'Type a name.' });
    expect(parsed.ok ? null : parsed.state.values?.['name']).toBeUndefined();
  });

  test('hands back nothing of files or of the framework’s own fields', () => {
    const parsed = parseForm(schema, formOf(['$ACTION_KEY', 'k'], ['colour', file], ['name', '!']));
    expect(parsed.ok ? null : parsed.state.values).toEqual({ name: '!' });
  });

  test('refused as a whole says so of the form', () => {
    const both = schema.refine(() => false, { message: 'Not today.' });
    const parsed = parseForm(both, formOf(['name', 'Ada']));
    expect(parsed.ok ? null : parsed.state.errors).toEqual({ form: 'Not today.' });
  });
});

test('a refusal keeps the words, and leaves out files and the framework’s own fields', () => {
  expect(refuse('Wait a minute.', formOf(['name', 'Ada'], ['photo', file], ['$ACTION_KEY', 'k']))).toEqual({
    message: 'Wait a minute.',
    values: { name: 'Ada' },
  });
  for (const form of [undefined, null, { name: 'Ada' }, 'name=Ada']) expect(refuse('Wait.', form)).toEqual({ message: 'Wait.', values: {} });
});
