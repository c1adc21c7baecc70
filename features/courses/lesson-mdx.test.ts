import fc from 'fast-check';
import rehypeSlug from 'rehype-slug';
import { describe, expect, test } from 'vitest';
import { attributesOf, blocks, headingId, headingsOf, parseMdx, textOf, walk } from './lesson-mdx.ts';

const tree = parseMdx(`---
title: Steps
---

<Point>One *thing*.</Point>

## Is now **all right**?

Prose.<Cite id="DIBB" /> More.

<Exchange title="Day 1">
<Turn who="Jo" side="you">Hello.</Turn>
<Turn who="Noor" side="them">Yes?</Turn>
</Exchange>

### A smaller heading

<TryIt id="try-1" question="Why?" hidden n={1}>

Because.

## What’s next

</TryIt>
`);

test('front matter is not text of the lesson', () => {
  expect([...walk(tree)].filter(({ type }) => type === 'yaml').length).toBe(1);
  expect(headingsOf(tree).some(({ text }) => text.includes('title'))).toBe(false);
});

test('every node is walked, parents before children', () => {
  const order = [...walk(tree)];
  expect(order[0]).toBe(tree);
  for (const node of order) for (const child of node.children ?? []) expect(order.indexOf(child)).toBeGreaterThan(order.indexOf(node));
});

test('blocks are found by name wherever they stand, in the order of the lesson', () => {
  expect(blocks(tree, 'Turn').map(textOf)).toEqual(['Hello.', 'Yes?']);
  expect(blocks(tree, 'Cite', 'Point').map(({ name }) => name)).toEqual(['Point', 'Cite']);
  expect(blocks(tree, 'Practice')).toEqual([]);
  expect(blocks(tree)).toEqual([]);
});

test('attributes are read as strings; what is not one is empty', () => {
  expect(attributesOf(blocks(tree, 'TryIt')[0]!)).toEqual({ id: 'try-1', question: 'Why?', hidden: '', n: '' });
  expect(attributesOf(tree)).toEqual({});
});

describe('the headings of a lesson', () => {
  test('are those of the second level, with the ids their links use', () => {
    expect(headingsOf(tree)).toEqual([
      { id: 'is-now-all-right', text: 'Is now all right?' },
      { id: 'whats-next', text: 'What’s next' },
    ]);
  });

  const onThePage = (text: string) => {
    const heading = { type: 'element' as const, tagName: 'h2', properties: {} as Record<string, unknown>, children: [{ type: 'text' as const, value: text }] };
    rehypeSlug()({ type: 'root', children: [heading] } as never);
    return heading.properties['id'];
  };

  test('have the ids that rehype-slug puts on the page', () => {
    const latin = fc.string({
      unit: fc.oneof(fc.integer({ min: 0x20, max: 0x17f }), fc.integer({ min: 0x2010, max: 0x203a })).map((code) => String.fromCodePoint(code)),
    });
    fc.assert(
      fc.property(latin, (text) => void expect(headingId(text)).toBe(onThePage(text))),
      { numRuns: 1_000 },
    );
  });

  test.each(['Ready: five lines before you dial', 'Day 1 – day 6', 'What’s “plain”?', 'Half (½) a day', 'snake_case & kebab-case', 'Zoë’s café'])(
    'such as %s',
    (text) => {
      expect(headingId(text)).toBe(onThePage(text));
    },
  );
});

test.each(['<Point>', 'a { b', '</Point>', '<Point id="x>', '<Point id=x />'])('%j is not a lesson', (text) => {
  expect(() => parseMdx(text)).toThrow();
});
