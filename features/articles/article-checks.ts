import type { Finding } from '#lib/finding.ts';
import { blocks, type Node } from '../courses/lesson-mdx.ts';
import { checkProse, type ProseInput, wordsOf } from '../courses/prose-checks.ts';
import { type Compiled, findFlags } from '../phrases/coach.ts';
import type { Article } from './article.ts';

const BLOCKS = ['Point', 'Callout', 'Exchange', 'Turn', 'Pairs', 'Pair', 'WorkedExample', 'Cite', 'PhraseCoach', 'CourseLink'];

export type ArticleInput = Pick<ProseInput, 'text' | 'tree' | 'avoid' | 'register' | 'seeds'> & { article: Article };

/** An article is held to the rules of a lesson's text, by the same ids, and to the article plan of the brief (section 5), as P1–P4. */
export function checkArticle({ article, ...input }: ArticleInput): Finding[] {
  const file = `articles/${article.slug}.mdx`;
  const { title, slug, summary, sources } = article;
  const findings = checkProse({ ...input, file, title, slug, point: summary, sources, blocks: BLOCKS, limits: [700, 1400, 700, 1400] });
  const add = (rule: string, level: Finding['level'], message: string) => findings.push({ rule, level, file, message });
  if (!opensWithPoint(input.tree)) add('P1', 'error', 'does not begin with its answer (<Point>)');
  if (!/^\|.*\|$|^- /m.test(input.text)) add('P2', 'error', 'has no table and no checklist');
  for (const { q, a } of article.questions) {
    const length = wordsOf(a).length;
    if (length < 30 || length > 85) add('P3', 'error', `the answer to “${q}” has ${length} words; 40–70 is the aim`);
    for (const { rule } of flagsIn(a, input.avoid)) add('L14', 'warn', `our own avoid list (${rule.id}) in the answer to “${q}”`);
  }
  if (blocks(input.tree, 'CourseLink').length === 0) add('P4', 'error', 'leads to no course in its text (<CourseLink>)');
  return findings;
}

const flagsIn = (text: string, avoid: Compiled) => findFlags(text.replace(/“[^”]*”/g, ' '), avoid);

/** On a line of its own the block is parsed inside a paragraph. */
function opensWithPoint(tree: Node): boolean {
  const first = (tree.children ?? []).find(({ type }) => type !== 'yaml');
  return first?.name === 'Point' || first?.children?.[0]?.name === 'Point';
}
