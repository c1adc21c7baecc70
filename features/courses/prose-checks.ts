import { syllable } from 'syllable';
import type { Finding } from '#lib/finding.ts';
import { type Compiled, findFlags } from '../phrases/coach.ts';
import type { Source } from './course.ts';
import { attributesOf, blocks, type Node, textOf, walk } from './lesson-mdx.ts';

/*
 * What the content brief (3.2) asks of every text, lesson or article, each rule by its id. Body text is what the reader
 * reads as prose: headings, dialogue, quotations, phrase pairs, hidden answers and the source list are left out.
 */
const EXAMPLES = ['Exchange', 'Turn', 'Pairs', 'Pair', 'WorkedExample'];
const BANNED = [/\bguaranteed?\b/i, /\bproven to\b/i, /\balways works?\b/i, /\b100 ?%/, /\baccredited\b/i, /\bCPD\b/, /\bISO[- ]certified\b/i];
const TRADEMARKS = ['SPIKES', 'SERVQUAL', 'Net Promoter', 'Thomas-Kilmann', 'HEARD', 'LEAPS', 'CARP', 'Verbal Judo'];
const AMERICAN =
  /\b(apologiz\w*|organiz\w*|recogniz\w*|realiz\w*|color\w*|behavior\w*|favor\w*|center(ed|s)?|canceled|canceling|apartment|customize\w*|prioritiz\w*|summariz\w*|analyz\w*|honor\w*|fulfill\b|enrollment|practicing)\b/i;
const WORD = /[\p{L}\p{N}][\p{L}\p{N}’'£%.,-]*/gu;

export const wordsOf = (text: string): string[] => text.match(WORD) ?? [];

export function sentencesOf(text: string): string[] {
  return text
    .replace(/\b(Mr|Mrs|Ms|Dr|e\.g|i\.e|a\.m|p\.m|No)\./g, '$1')
    .replace(/(\d)\.(\d)/g, '$1·$2')
    .split(/(?<=[.!?:])["”’)]*\s+|\n+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => wordsOf(sentence).length > 0);
}

/** Every run of eight words in a text, without case or punctuation. */
export function runsOf(text: string): string[] {
  const words = wordsOf(text.toLowerCase()).map((word) => word.replace(/[^\p{L}\p{N}]/gu, ''));
  return words.slice(7).map((_, at) => words.slice(at, at + 8).join(' '));
}

const unquoted = (text: string) => text.replace(/“[^”]*”/g, ' ');

type Paragraph = { text: string; line: number; heading: string };

/** The prose of a lesson, paragraph by paragraph, with the heading each stands under. */
export function proseOf(tree: Node, skip: string[] = [...EXAMPLES, 'TryIt', 'Cite']): Paragraph[] {
  const found: Paragraph[] = [];
  let heading = '';
  const visit = (node: Node) => {
    if (node.type === 'yaml' || (node.name && skip.includes(node.name)) || node.type === 'table') return;
    if (node.type === 'heading') {
      heading = textOf(node);
      return;
    }
    if (node.type === 'paragraph' || (node.type === 'mdxJsxFlowElement' && node.children?.every((child) => child.type === 'text'))) {
      const text = textWithout(node, skip).trim();
      if (text) found.push({ text, line: node.position?.start.line ?? 0, heading });
      return;
    }
    for (const child of node.children ?? []) visit(child);
  };
  visit(tree);
  return found;
}

const textWithout = (node: Node, skip: string[]): string =>
  node.name && skip.includes(node.name) ? '' : (node.value ?? (node.children ?? []).map((child) => textWithout(child, skip)).join(''));

/** Flesch Reading Ease of prose, names left out by skipping capitalised words inside sentences for syllables only. */
export function readingEase(text: string): number {
  const sentences = sentencesOf(text);
  const words = sentences.flatMap(wordsOf);
  const syllables = words.reduce((sum, word) => sum + Math.max(1, syllable(word)), 0);
  return 206.835 - (1.015 * words.length) / Math.max(1, sentences.length) - (84.6 * syllables) / Math.max(1, words.length);
}

export type LessonFigures = { words: number; ease: number; meanSentence: number; longestSentence: number };

export function figuresOf(tree: Node): LessonFigures {
  const everything = proseOf(tree, ['Cite'])
    .map(({ text }) => text)
    .join('\n');
  const prose = proseOf(tree)
    .map(({ text }) => unquoted(text))
    .join('\n');
  const lengths = sentencesOf(prose).map((sentence) => wordsOf(sentence).length);
  const pairs = blocks(tree, 'Pair')
    .map((node) => Object.values(attributesOf(node)).join(' '))
    .join(' ');
  return {
    words: wordsOf(`${everything} ${pairs}`).length,
    ease: readingEase(prose),
    meanSentence: lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length),
    longestSentence: Math.max(0, ...lengths),
  };
}

/** What every text we publish is held to, a lesson or an article. */
export type ProseInput = {
  file: string;
  text: string;
  tree: Node;
  avoid: Compiled;
  register: ReadonlyMap<string, Source>;
  /** Every run of eight words in the texts we write from, where somebody has them (content/seeds, never committed). */
  seeds?: ReadonlySet<string>;
  title: string;
  slug: string;
  /** The lesson's point, or the article's summary. */
  point: string;
  sources: { id: string }[];
  blocks: string[];
  /** Words of body text: an error outside the first two, a warning outside the others. */
  limits: [number, number, number, number];
};

export const finder = (file: string) => {
  const findings: Finding[] = [];
  const add: Add = (rule, level, message, line) => findings.push({ rule, level, file, message, ...(line ? { line } : {}) });
  return { findings, add };
};

/** The rules of length, ease, sources, headings and words (L1–L3, L7–L10, L12–L14, L16), and of what MDX may hold. */
export function checkProse(input: ProseInput): Finding[] {
  const { file, tree } = input;
  const { findings, add } = finder(file);
  const figures = figuresOf(tree);
  const [least, most, few, many] = input.limits;
  const limits = (from: number, to: number) => `${from.toLocaleString('en-GB')}–${to.toLocaleString('en-GB')}`;
  if (figures.words < least || figures.words > most) add('L1', 'error', `${figures.words} words of body text; ${limits(least, most)} are the limits`);
  else if (figures.words < few || figures.words > many) add('L1', 'warn', `${figures.words} words of body text; ${limits(few, many)} is the aim`);
  if (figures.ease < 50) add('L2', 'error', `reading ease ${figures.ease.toFixed(0)}; 50 is the limit`);
  else if (figures.ease < 60) add('L2', 'warn', `reading ease ${figures.ease.toFixed(0)}; 60 is the aim`);
  if (figures.meanSentence > 18) add('L3', 'error', `${figures.meanSentence.toFixed(1)} words a sentence on average; 18 is the limit`);
  for (const { text: paragraph, line } of proseOf(tree)) {
    for (const sentence of sentencesOf(unquoted(paragraph))) {
      const length = wordsOf(sentence).length;
      if (length > 25) add('L3', length > 35 ? 'error' : 'warn', `a sentence of ${length} words: “${sentence.slice(0, 50)}…”`, line);
    }
  }
  checkNodes(input, add);
  checkSources(input, add);
  checkHeadings(tree, add);
  checkWords(input, add);
  return findings;
}

export type Add = (rule: string, level: Finding['level'], message: string, line?: number) => void;

function checkNodes({ tree, blocks: allowed }: ProseInput, add: Add) {
  for (const node of walk(tree)) {
    const line = node.position?.start.line;
    if (node.type.startsWith('mdxJsx') && !allowed.includes(node.name ?? ''))
      add('T23', 'error', `<${node.name}> is not one of the blocks (docs/writing-a-course.md)`, line);
    if (node.type === 'link' && !/^(https:|mailto:|\/(?!\/)|#)/.test(node.url ?? '')) add('T23', 'error', `a link to “${node.url}”`, line);
    if (['mdxjsEsm', 'mdxFlowExpression', 'mdxTextExpression', 'html'].includes(node.type))
      add('T23', 'error', 'holds code (import, export or {expression}); lessons are text and blocks', line);
    if ((node.attributes ?? []).some(({ type, value }) => type !== 'mdxJsxAttribute' || (value !== null && typeof value !== 'string')))
      add('T23', 'error', `<${node.name}> has an attribute that is not a plain string`, line);
    if (node.type === 'image' && !textOf(node)) add('A1', 'error', 'an image without alternative text', line);
  }
}

function checkSources({ sources, tree, register }: ProseInput, add: Add) {
  if (sources.length < 2) add('L7', 'error', `lists ${sources.length} source; two are wanted`);
  const listed = new Set(sources.map(({ id }) => id));
  const cited = new Set<string>();
  for (const node of blocks(tree, 'Cite')) {
    const id = attributesOf(node)['id'] ?? '';
    cited.add(id);
    if (!register.has(id)) add('L7', 'error', `cites ${id}, which is not in the register`, node.position?.start.line);
    else if (!listed.has(id)) add('L7', 'error', `cites ${id}, which its front matter does not list`, node.position?.start.line);
  }
  for (const id of listed) if (!cited.has(id)) add('L7', 'warn', `lists ${id} and never cites it`);
  const claim = /\b(research|stud(y|ies)|experiment|meta-analysis|survey|review of)\b|\d ?%|per cent/i;
  for (const node of [...walk(tree)].filter(({ type }) => type === 'paragraph')) {
    const words = unquoted(textWithout(node, ['Cite']));
    if (claim.test(words) && blocks(node, 'Cite').length === 0 && /\b(research|stud(y|ies)|experiment|meta-analysis)\b/i.test(words))
      add('L8', 'warn', `a claim without a source: “${words.slice(0, 60)}…”`, node.position?.start.line);
    if (/\b(studies|research) shows?\b/i.test(words) && blocks(node, 'Cite').length === 0)
      add('L13', 'error', '“studies show” with no source', node.position?.start.line);
    for (const cite of blocks(node, 'Cite')) {
      if (register.get(attributesOf(cite)['id'] ?? '')?.status === 'K' && /\d/.test(words))
        add('L9', 'error', `a figure rests on ${attributesOf(cite)['id']}, which nobody has checked`, node.position?.start.line);
    }
  }
}

function checkHeadings(tree: Node, add: Add) {
  let depth = 1;
  let heading = 'the opening';
  let line: number | undefined;
  let words = 0;
  const seen = new Set<string>();
  const close = () => {
    if (words > 300) add('L10', 'warn', `${words} words under “${heading}”; 300 is the aim`, line);
    words = 0;
  };
  for (const node of tree.children ?? []) {
    if (node.type !== 'heading') {
      if (!EXAMPLES.includes(node.name ?? '') && !['TryIt', 'Practice', 'Reflect'].includes(node.name ?? '') && node.type !== 'yaml')
        words += wordsOf(textOf(node)).length;
      continue;
    }
    close();
    if (seen.has(textOf(node))) add('L10', 'error', `two headings are “${textOf(node)}”, so a link to it would be ambiguous`, node.position?.start.line);
    seen.add(textOf(node));
    if ((node.depth ?? 2) > depth + 1 || node.depth === 1) add('L10', 'error', `“${textOf(node)}” skips a heading level`, node.position?.start.line);
    depth = node.depth ?? depth;
    heading = textOf(node);
    line = node.position?.start.line;
  }
  close();
}

function checkWords({ title, slug, point, text, tree, avoid, seeds }: ProseInput, add: Add) {
  for (const mark of TRADEMARKS) if (new RegExp(`\\b${mark}\\b`).test(`${title} ${slug}`)) add('L12', 'error', `“${mark}” in a title or slug`);
  const copy = text.replace(/^---[\s\S]*?\n---/, '');
  const shared = seeds && runsOf(copy).find((run) => seeds.has(run));
  if (shared) add('L12', 'error', `eight words in a row are in a text it was written from: “${shared}”`);
  for (const banned of BANNED) {
    const hit = banned.exec(unquoted(`${title} ${point} ${copy.replace(/<Pair\b[^>]*>/g, '')}`));
    if (hit) add('L13', 'error', `banned copy: “${hit[0]}”`);
  }
  for (const { text: paragraph, line } of proseOf(tree)) {
    const plain = unquoted(paragraph);
    for (const { rule, start, end } of findFlags(plain, avoid)) add('L14', 'warn', `our own avoid list (${rule.id}): “${plain.slice(start, end)}”`, line);
    const american = AMERICAN.exec(paragraph);
    if (american) add('L16', 'warn', `not British spelling: “${american[0]}”`, line);
    if (/difficult customer/i.test(plain)) add('L16', 'warn', 'says “difficult customer”; our word is “difficult situation”', line);
  }
}
