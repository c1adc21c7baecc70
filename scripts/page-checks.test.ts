import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkPages, contrastOf, fromOklch } from './page-checks.ts';
import { pageSources } from './page-sources.ts';

const rulesOf = (file: string, text: string) => checkPages([{ file, text }]).map(({ rule }) => rule);
const styles = readFileSync('app/globals.css', 'utf8');
const style = (from: string, to: string) => rulesOf('app/globals.css', styles.replace(from, to));

test('the pages as they are pass', () => {
  expect(checkPages(pageSources())).toEqual([]);
});

describe('each rule can fail', () => {
  test.each([
    ['A3', 'features/x/x.tsx', "<p className={late ? 'text-coral' : ''}>{due}</p>"],
    ['A3', 'features/quizzes/attempt-result.tsx', "cn(right ? 'text-pine' : 'text-coral')"],
    ['A4', 'app/x.tsx', '<p className="text-ink-soft/60">'],
    ['A4', 'app/x.tsx', '<p className="text-[#999]">'],
    ['A5', 'app/x.tsx', '<div className="w-[480px]">'],
    ['A5', 'app/x.tsx', '<p className="text-[13px]">'],
    ['A5', 'app/x.tsx', '<p className="ml-4">'],
    ['A6', 'app/x.tsx', '<a tabIndex={3}>'],
    ['A6', 'app/x.tsx', '<div className="x" onClick={go}>'],
    ['A6', 'app/x.tsx', '<a className="outline-none">'],
    ['A6', 'app/x.tsx', '<header className="sticky top-0">'],
    ['A7', 'app/x.tsx', '<li draggable>'],
    ['A8', 'app/x.tsx', '<input type="checkbox" name="x" className="size-3" />'],
    ['A8', 'app/x.tsx', '<button onClick={go}>'],
    ['A9', 'features/quizzes/x.tsx', 'const timeLimit = 20;'],
    ['A10', 'features/x/x.tsx', 'useActionState(save, emptyForm); return <form />'],
    ['A10', 'components/layout/site.tsx', '<footer><a href="/courses">Courses</a></footer>'],
  ])('%s: %s with %s', (rule, file, text) => {
    expect(rulesOf(file, text)).toContain(rule);
  });

  test('in the style sheet', () => {
    expect(style('--ink-soft: oklch(0.45', '--ink-soft: oklch(0.75')).toContain('A4');
    expect(style('--coral: oklch(0.78', '--coral: oklch(0.38')).toContain('A4');
    expect(style('--amber: oklch(0.82 0.11 80);', '')).toContain('A4');
    expect(style('outline: 3px solid', 'outline: 0 solid')).toContain('A6');
    expect(style('min-block-size: 1.5rem', '')).toContain('A8');
    expect(style('overflow-wrap: break-word;', '')).toContain('A5');
  });
});

test('contrast is measured as WCAG measures it', () => {
  expect(contrastOf([0, 0, 0], [1, 1, 1])).toBeCloseTo(21);
  expect(contrastOf(fromOklch(1, 0, 0), fromOklch(0, 0, 0))).toBeCloseTo(21, 1);
  // #777 on white is the known border case: 4.48:1.
  expect(contrastOf(Array(3).fill(((0x77 / 255 + 0.055) / 1.055) ** 2.4) as never, [1, 1, 1])).toBeCloseTo(4.48, 2);
});
