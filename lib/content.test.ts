import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { ContentError, listFiles, readText, readYaml, splitFrontMatter } from './content.ts';

const FILE = 'courses/x/course.yaml';
const schema = z.strictObject({
  title: z.string().min(1),
  minutes: z.int().min(1).max(60),
  level: z.enum(['Foundation', 'Advanced']).optional(),
  outcomes: z.array(z.strictObject({ id: z.string().regex(/^O\d$/, 'is not an outcome id'), text: z.string() })).optional(),
});
const sound = 'title: Steps\nminutes: 11\n';

const refusal = (read: () => unknown) => {
  try {
    read();
  } catch (error) {
    return error;
  }
  return null;
};

test('a file that is as it should be is read, aliases and folded lines too', () => {
  const text = `${sound}level: Advanced\noutcomes:\n  - id: O1\n    text: &same >-\n      One\n      line\n  - { id: O2, text: *same }\n`;
  expect(readYaml(FILE, schema, text)).toEqual({
    title: 'Steps',
    minutes: 11,
    level: 'Advanced',
    outcomes: [
      { id: 'O1', text: 'One line' },
      { id: 'O2', text: 'One line' },
    ],
  });
});

/** Nine levels of nine aliases: 387 million strings, were they expanded. */
const bomb = [
  'a: &a [x, x, x, x, x, x, x, x, x]',
  ...'bcdefghi'.split('').map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefghi'[at]}`).join(', ')}]`),
].join('\n');

describe('a mistake in a file is refused with the file, the field and the reason', () => {
  test.each<[string, string, string, RegExp]>([
    ['a file that is empty', '', '', /expected object/],
    ['only a comment', '# nothing yet', '', /expected object/],
    ['a bare string', 'Steps', '', /expected object/],
    ['a list', '- Steps', '', /expected object/],
    ['a tab where YAML wants spaces', 'title: Steps\n\tminutes: 11', '', /is not YAML: /],
    ['an unclosed quotation', 'title: "Steps\nminutes: 11', '', /is not YAML: /],
    ['an unclosed list', `${sound}outcomes: [`, '', /is not YAML: /],
    ['bad indentation', 'title: Steps\n   minutes: 11\n minutes: 12', '', /is not YAML: /],
    ['a colon that YAML reads as a field', 'title: Steps: what next\nminutes: 11', '', /is not YAML: /],
    ['the same field twice', `${sound}title: Again`, '', /is not YAML: .*unique/],
    ['two documents in one file', `${sound}---\n${sound}`, '', /is not YAML: /],
    ['an alias to nothing', 'title: *nothing\nminutes: 11', '', /is not YAML: /],
    ['an alias bomb', bomb, '', /is not YAML: .*alias/i],
    ['an unknown field', `${sound}titel: Steps`, '', /titel/],
    ['a prototype', `${sound}__proto__: {title: x}`, '', /__proto__/],
    ['a missing field', 'minutes: 11', 'title', /expected string/],
    ['an empty field', 'title: ""\nminutes: 11', 'title', /./],
    ['a field left blank', 'title:\nminutes: 11', 'title', /expected string, received null/],
    ['a number where words belong', 'title: 2026\nminutes: 11', 'title', /expected string/],
    ['words where a number belongs', 'title: Steps\nminutes: eleven', 'minutes', /expected/],
    ['half a number where a whole one belongs', 'title: Steps\nminutes: 1.5', 'minutes', /int/],
    ['a number out of range', 'title: Steps\nminutes: 61', 'minutes', /60/],
    ['a word that is not one of ours', `${sound}level: Expert`, 'level', /Foundation/],
    ['a list where a field belongs', `${sound}outcomes: {id: O1}`, 'outcomes', /expected array/],
    ['a mistake deep inside', `${sound}outcomes:\n  - {id: O1, text: x}\n  - {id: second, text: y}`, 'outcomes.1.id', /is not an outcome id/],
    ['an unknown field deep inside', `${sound}outcomes:\n  - {id: O1, text: x, hint: y}`, 'outcomes.0', /hint/],
  ])('%s', (_, text, field, reason) => {
    const error = refusal(() => readYaml(FILE, schema, text));
    expect(error).toBeInstanceOf(ContentError);
    const { message } = error as ContentError;
    expect(message.startsWith(`${FILE}: ${field ? `${field}: ` : ''}`)).toBe(true);
    expect(message).toMatch(reason);
    expect(message.split('\n').length).toBe(1);
  });

  test('a file that is missing', () => {
    expect(refusal(() => readText('courses/nope/course.yaml'))).toEqual(new ContentError('courses/nope/course.yaml', '', 'is missing'));
    expect(refusal(() => readYaml('nope.yaml', schema))).toEqual(new ContentError('nope.yaml', '', 'is missing'));
  });
});

describe('front matter', () => {
  test.each([
    ['---\ntitle: x\n---\nBody\n', 'title: x', 'Body\n'],
    ['---\r\ntitle: x\r\n---\r\nBody', 'title: x', 'Body'],
    ['---\ntitle: x\n---\nBody\n\n---\nmore\n---\n', 'title: x', 'Body\n\n---\nmore\n---\n'],
  ])('of %j is split off', (text, front, body) => {
    expect(splitFrontMatter('a.mdx', text)).toEqual({ front, body });
  });

  test.each(['', 'Body', '---\ntitle: x\n', '\n---\ntitle: x\n---\n', 'x---\ntitle: x\n---\n', '--\ntitle: x\n--\n'])('missing from %j is refused', (text) => {
    expect(refusal(() => splitFrontMatter('a.mdx', text))).toEqual(new ContentError('a.mdx', '', 'begins without front matter (--- … ---)'));
  });
});

test('the files of a folder come in order, and a folder that is not there has none', () => {
  const names = listFiles('courses/straight-and-kind');
  expect(names).toContain('course.yaml');
  expect(names).toEqual([...names].sort());
  expect(listFiles('courses/nope')).toEqual([]);
});
