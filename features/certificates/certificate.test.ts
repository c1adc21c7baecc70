import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCourse } from '../courses/course.server.ts';
import { groupCode, missingForCertificate, readCode, revokeSchema, spellCode } from './certificate.ts';

const bytes = fc.uint8Array({ minLength: 20, maxLength: 20 });
const CODE = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('a certificate code', () => {
  test('spells any 20 bytes in 32 letters without I, L, O or U', () => {
    fc.assert(fc.property(bytes, (random) => void expect(spellCode(random)).toMatch(/^[0-9A-HJKMNP-TV-Z]{32}$/)));
  });

  test('is different for different bytes', () => {
    fc.assert(fc.property(bytes, bytes, (one, other) => void expect(spellCode(one) === spellCode(other)).toBe(one.every((byte, at) => byte === other[at]))));
  });

  test('spells the ends of its range', () => {
    expect(spellCode(new Uint8Array(20))).toBe('0'.repeat(32));
    expect(spellCode(new Uint8Array(20).fill(255))).toBe('Z'.repeat(32));
  });

  test('reads back as it is printed, in groups of four', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const code = spellCode(random);
        expect(groupCode(code)).toMatch(/^(\w{4} ){7}\w{4}$/);
        expect(readCode(groupCode(code))).toBe(code);
      }),
    );
  });

  test('reads back as people type it: any case, hyphens, and O, I and L for what they look like', () => {
    const typed = fc.tuple(bytes, fc.func(fc.constantFrom('upper', 'lower')), fc.constantFrom('', ' ', '-', ' - ', '\t', '\n', '\u00a0'));
    fc.assert(
      fc.property(typed, fc.constantFrom('o', 'O'), fc.constantFrom('i', 'I', 'l', 'L'), ([random, casing, gap], nought, one) => {
        const code = spellCode(random);
        const letters = [...code.replaceAll('0', nought).replaceAll('1', one)].map((letter, at) =>
          casing(at) === 'upper' ? letter.toUpperCase() : letter.toLowerCase(),
        );
        const groups = letters.join('').match(/.{4}/g)!;
        expect(readCode(` ${groups.join(gap)} `)).toBe(code);
      }),
    );
  });

  test.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['an array of one', [CODE]],
    ['an object', { toString: () => CODE }],
    ['a number', 0],
    ['an empty text', ''],
    ['only spaces and hyphens', ' - - '],
    ['31 letters', CODE.slice(1)],
    ['33 letters', `${CODE}0`],
    ['two codes', `${CODE} ${CODE}`],
    ['a U, which is in no code', `U${CODE.slice(1)}`],
    ['punctuation', `.${CODE.slice(1)}`],
    ['a wildcard', `%${CODE.slice(1)}`],
    ['a zero byte', `${CODE}\0`],
    ['Arabic digits', '٠'.repeat(32)],
    ['full-width letters', 'Ａ'.repeat(32)],
    ['an accented letter', `Á${CODE.slice(1)}`],
    ['a zero-width space', `\u200b${CODE}`],
    ['an emoji', `🎓${CODE.slice(2)}`],
    ['120 spaces and a code', ' '.repeat(120) + CODE],
    ['a megabyte', '0'.repeat(1_000_000)],
    ['a path', `../${CODE}`],
  ])('cannot be %s', (_, typed) => {
    expect(readCode(typed)).toBeNull();
  });

  test('whatever is typed, the answer is a code or null', () => {
    fc.assert(fc.property(fc.anything(), (typed) => void expect(readCode(typed) ?? CODE).toMatch(/^[0-9A-HJKMNP-TV-Z]{32}$/)));
  });
});

describe('what is missing for a certificate', () => {
  const course = findCourse('straight-and-kind')!;
  const slugs = course.lessons.map(({ slug }) => slug);
  const runs = course.scenarios.map(({ slug }) => ({ scenario: slug, verdict: 'ACCEPTABLE' }));
  const missing = (completed: string[], finalPassed: boolean) =>
    missingForCertificate(course, { completed: new Set(completed), runs, finalPassed }).map((part) => (part.kind === 'lesson' ? part.number : part.kind));

  test.each<[string, string[], boolean, (number | string)[]]>([
    ['everything, for somebody who just began', [], false, [1, 2, 3, 4, 5, 6, 7, 'final']],
    ['the final check, when every lesson is done', slugs, false, ['final']],
    ['the lessons, when the final check is passed', [], true, [1, 2, 3, 4, 5, 6, 7]],
    ['one lesson, in whatever order the others were done', [...slugs].reverse().filter((slug) => slug !== slugs[3]), true, [4]],
    ['nothing, when all of it is done', slugs, true, []],
    ['what is not done, whatever else was', ['another-course', '__proto__'], true, [1, 2, 3, 4, 5, 6, 7]],
  ])('is %s', (_, completed, finalPassed, parts) => {
    expect(missing(completed, finalPassed)).toEqual(parts);
  });

  test.each<[string, (string | null)[], string[]]>([
    ['a conversation never played', [], ['nine-days-to-the-wedding', 'four-years-of-paying-in']],
    ['one that is still open', [null], ['nine-days-to-the-wedding', 'four-years-of-paying-in']],
    ['one that only ever ended badly', ['POOR', 'POOR', null], ['nine-days-to-the-wedding', 'four-years-of-paying-in']],
    ['nothing of one whose best ending is good enough, whatever came after', ['POOR', 'ACCEPTABLE', 'POOR'], ['four-years-of-paying-in']],
    ['nothing of one that ended well', ['GOOD'], ['four-years-of-paying-in']],
  ])('%s', (_, verdicts, expected) => {
    const played = verdicts.map((verdict) => ({ scenario: 'nine-days-to-the-wedding', verdict }));
    const found = missingForCertificate(course, { completed: new Set(slugs), runs: played, finalPassed: true });
    expect(found.map((part) => (part.kind === 'scenario' ? part.scenario : part.kind))).toEqual(expected);
  });

  test('names each lesson so that a page can link to it', () => {
    expect(missingForCertificate(course, { completed: new Set(slugs.slice(1)), runs, finalPassed: true })).toEqual([
      { kind: 'lesson', lesson: slugs[0], title: course.lessons[0]!.title, number: 1 },
    ]);
  });
});

test('a revocation needs a reason the holder can read', () => {
  const read = (reason: unknown) => revokeSchema.safeParse({ code: CODE, reason }).success;
  expect(['Taken by somebody else.', '  five5  ', 'x'.repeat(300)].map(read)).toEqual([true, true, true]);
  expect([undefined, '', '    no    ', 'x'.repeat(301), ['a reason']].map(read)).toEqual([false, false, false, false, false]);
});
