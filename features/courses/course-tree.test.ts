import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ContentError } from '#lib/content.ts';
import { readBank } from '../quizzes/bank.server.ts';
import { readCourse } from './course.server.ts';

/* Authors' mistakes in a whole course: each is made in a copy of the content tree, and each must be refused by name. */
const home = process.cwd();
const scratch = mkdtempSync(join(tmpdir(), 'composure-content-'));
const folder = join(scratch, 'content/courses/straight-and-kind');

beforeEach(() => {
  process.chdir(home);
  rmSync(join(scratch, 'content'), { recursive: true, force: true });
  cpSync(join(home, 'content'), join(scratch, 'content'), { recursive: true });
  process.chdir(scratch);
});
afterAll(() => {
  process.chdir(home);
  rmSync(scratch, { recursive: true });
});

const edit = (file: string, from: string | RegExp, to: string) => {
  const text = readFileSync(join(folder, file), 'utf8');
  const edited = text.replace(from, to);
  expect(edited).not.toBe(text);
  writeFileSync(join(folder, file), edited);
};
const remove = (file: string) => rmSync(join(folder, file));
const copy = (from: string, to: string) => cpSync(join(folder, from), join(folder, to));
const read = () => readBank(readCourse('straight-and-kind'));

const COURSE = 'course.yaml';
const FINAL = 'final.quiz.yaml';
const LESSON = '03-check-and-signal.mdx';
const CHECK = '03-check-and-signal.quiz.yaml';
const LAST = '07-in-writing-and-at-scale.mdx';

test('the tree as it stands is read', () => {
  expect(read().outcomes.length).toBe(5);
});

describe('is refused, with its file, field and reason:', () => {
  test.each<[string, () => unknown, RegExp]>([
    ['a course without course.yaml', () => remove(COURSE), /^courses\/straight-and-kind\/course\.yaml: is missing$/],
    [
      'a course without lessons',
      () =>
        readdirSync(folder)
          .filter((name) => /^\d\d-.*\.mdx$/.test(name))
          .map(remove),
      /has no lessons/,
    ],
    ['a field the course does not have', () => edit(COURSE, 'code: C03', 'code: C03\nprice: 10'), /course\.yaml: .*price/],
    ['a pass mark in per cent', () => edit(COURSE, 'passMark: 0.75', 'passMark: 75'), /course\.yaml: assessment\.final\.passMark: /],
    ['a pass mark in words', () => edit(COURSE, 'passMark: 0.75', 'passMark: most'), /course\.yaml: assessment\.final\.passMark: /],
    ['a level we do not have', () => edit(COURSE, 'level: Practitioner', 'level: Expert'), /course\.yaml: level: /],
    ['an outcome id that is not one', () => edit(COURSE, 'id: C03-O2', 'id: O2'), /course\.yaml: outcomes\.1\.id: is not an outcome id/],
    ['a lesson without front matter', () => edit(LESSON, /^---[\s\S]*?\n---\n/, ''), /03-check-and-signal\.mdx: begins without front matter/],
    ['a lesson without a title', () => edit(LESSON, /^title: .*\n/m, ''), /03-check-and-signal\.mdx: title: /],
    ['a lesson whose minutes are words', () => edit(LESSON, /^minutes: .*/m, 'minutes: ten'), /03-check-and-signal\.mdx: minutes: /],
    ['a lesson that lists no source', () => edit(LESSON, /^sources:\n(?: {2}.*\n)*/m, 'sources: []\n'), /03-check-and-signal\.mdx: sources: /],
    [
      'a source that is not in the register',
      () => edit(LESSON, 'id: BAIL00', 'id: NOPE99'),
      /03-check-and-signal\.mdx: sources\.NOPE99: is not in content\/sources\.yaml/,
    ],
    [
      'a source with a label that is not ours',
      () => edit(LESSON, 'evidence: Guidance', 'evidence: Proven'),
      /03-check-and-signal\.mdx: sources\.0\.evidence: /,
    ],
    [
      'an outcome the course does not have',
      () => edit(LESSON, 'outcomes: [C03-O3]', 'outcomes: [C03-O9]'),
      /03-check-and-signal\.mdx: outcomes: C03-O9 is not an outcome of this course/,
    ],
    ['a gap in the numbers', () => remove('02-what-kind-of-news-is-it.mdx'), /03-check-and-signal\.mdx: is number 3, but lesson 2 is next/],
    ['one number twice', () => copy(LAST, '03-z.mdx'), /03-z\.mdx: is number 3, but lesson 4 is next/],
    ['one slug twice', () => copy(LAST, '08-steps.mdx'), /08-steps\.mdx: .*slug/],
    ['a block without an id', () => edit(LESSON, '<TryIt id="three-things"', '<TryIt'), /03-check-and-signal\.mdx: line \d+: <TryIt> needs an id/],
    ['two blocks with one id', () => edit(LESSON, 'id="told-well"', 'id="three-things"'), /03-check-and-signal\.mdx: id: two blocks share an id/],
    ['a block that is not closed', () => edit(LESSON, '</NextShift>', ''), /03-check-and-signal\.mdx: (line \d+: )?is not MDX: .*NextShift/],
    ['a stray brace', () => edit(LESSON, '## Your turn', 'A { stray brace.\n\n## Your turn'), /03-check-and-signal\.mdx: line \d+: is not MDX: /],
    ['a course without its final check', () => remove(FINAL), /final\.quiz\.yaml: is missing/],
    ['a final check that says how many to draw', () => edit(FINAL, /^items:/m, 'draw: 4\nitems:'), /final\.quiz\.yaml: .*draw/],
    ['a lesson check that does not', () => edit(CHECK, /^draw: 4\n/m, ''), /03-check-and-signal\.quiz\.yaml: draw: /],
    ['a lesson check that draws none', () => edit(CHECK, 'draw: 4', 'draw: 0'), /03-check-and-signal\.quiz\.yaml: draw: /],
    [
      'a question with a key too many',
      () => edit(CHECK, 'tempt: Plain', 'key: true\n        tempt: Plain'),
      /03-check-and-signal\.quiz\.yaml: items\.0: c03-l3-01: has 2 keys/,
    ],
    ['a misspelt field in a question', () => edit(CHECK, 'level: Apply', 'lvel: Apply'), /03-check-and-signal\.quiz\.yaml: items\.0/],
    [
      'a question in the check of another lesson',
      () => edit(CHECK, 'lesson: 3', 'lesson: 4'),
      /03-check-and-signal\.quiz\.yaml: c03-l3-01: says lesson 4, in the check of lesson 3/,
    ],
    ['one question id twice in a course', () => edit(CHECK, 'id: c03-l3-01', 'id: c03-f-01'), /straight-and-kind: c03-f-01: two questions share this id/],
    ['a YAML file that is not YAML', () => edit(FINAL, /^items:/m, 'items: ['), /final\.quiz\.yaml: is not YAML/],
  ])('%s', (_, mistake, reason) => {
    mistake();
    let refused: unknown;
    try {
      read();
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(ContentError);
    expect((refused as ContentError).message).toMatch(reason);
  });
});

test('a file that is not a lesson is left alone', () => {
  copy(LAST, 'notes.mdx');
  renameSync(join(folder, 'notes.mdx'), join(folder, '8-notes.mdx'));
  expect(readCourse('straight-and-kind').lessons.length).toBe(7);
});
