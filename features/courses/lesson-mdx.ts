import { toString as toText } from 'mdast-util-to-string';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Heading } from './course.ts';

/** A node of the parsed lesson; just what the checks and the contents rail read. */
export type Node = {
  type: string;
  name?: string | null;
  depth?: number;
  value?: string;
  url?: string;
  children?: Node[];
  attributes?: { type: string; name: string; value: unknown }[];
  position?: { start: { line: number } };
};

const parser = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm).use(remarkMdx);

export const parseMdx = (text: string): Node => parser.parse(text) as Node;

export const textOf = (node: Node): string => toText(node as never);

export const attributesOf = (node: Node): Record<string, string> =>
  Object.fromEntries(
    (node.attributes ?? []).filter(({ type }) => type === 'mdxJsxAttribute').map(({ name, value }) => [name, typeof value === 'string' ? value : '']),
  );

/** Every node, parents before children. */
export function* walk(node: Node): Generator<Node> {
  yield node;
  for (const child of node.children ?? []) yield* walk(child);
}

export const blocks = (tree: Node, ...names: string[]) => [...walk(tree)].filter((node) => node.type.startsWith('mdxJsx') && names.includes(node.name ?? ''));

/** As rehype-slug makes them for the page, so that "look at again" can link to a heading. */
export const headingId = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\- ]/gu, '')
    .replace(/ /g, '-');

export const headingsOf = (tree: Node): Heading[] =>
  [...walk(tree)].filter((node) => node.type === 'heading' && node.depth === 2).map((node) => ({ id: headingId(textOf(node)), text: textOf(node) }));
