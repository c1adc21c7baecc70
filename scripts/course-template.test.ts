import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCourse } from '#features/courses/course.server.ts';
import { checkCourse } from './course-checks.ts';

/* docs/course-template is where a new course begins: copied into the content tree, it passes every check as it is. */
const home = process.cwd();
const scratch = mkdtempSync(join(tmpdir(), 'composure-template-'));

beforeAll(() => {
  cpSync(join(home, 'content'), join(scratch, 'content'), { recursive: true });
  cpSync(join(home, 'docs/course-template'), join(scratch, 'content/courses/my-course'), { recursive: true });
  process.chdir(scratch);
});
afterAll(() => {
  process.chdir(home);
  rmSync(scratch, { recursive: true });
});

test('the course template passes every check, without a warning', () => {
  const course = readCourse('my-course');
  expect(checkCourse(course).findings).toEqual([]);
});

test('it shows one of everything a course can have', () => {
  const course = readCourse('my-course');
  expect(course.lessons.length).toBeGreaterThanOrEqual(2);
  expect(course.lessons.some(({ hasCheck }) => hasCheck)).toBe(true);
  expect(course.lessons.flatMap(({ exercises }) => exercises.map(({ interaction }) => interaction)).sort()).toEqual(['hottext', 'rewrite']);
  expect(course.scenarios).toHaveLength(1);
  expect(course.hasJobAid).toBe(true);
});
