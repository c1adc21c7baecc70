import { type CoachRule, REASONS } from './phrase.ts';
import { type Needs, needsOf, strengthsOf } from './reply-needs.ts';
import { sentencesIn, straighten } from './sentences.ts';

/** A phrase found where it stands: from `start` to `end` in the text, in the sentence from `from` to `to`. */
export type Flag = { rule: CoachRule; start: number; end: number; from: number; to: number };

export type Coached = {
  /** Every phrase found, in the order of the text. */
  flags: Flag[];
  /** The ones to look at first: at most three, the most harmful first. More than that and people stop reading. */
  first: Flag[];
  needs: Needs;
  strengths: string[];
};

export type Compiled = { rule: CoachRule; search: RegExp; except: RegExp | null }[];

const AT_ONCE = 3;
/** More than anybody writes; a text made of nothing else is not worth marking to its end. */
const MOST = 300;

/** Two spaces between words are still a space. */
const spaced = (pattern: string) => (pattern.includes('[ ') ? pattern : pattern.replace(/ (?![?*+{])/g, ' +'));

export const compile = (rules: readonly CoachRule[]): Compiled =>
  rules.map((rule) => ({ rule, search: new RegExp(spaced(rule.pattern), 'gim'), except: rule.except ? new RegExp(spaced(rule.except.pattern), 'i') : null }));

/** Where the customer is quoted: lines beginning with >, and words in quotation marks unless those are most of what there is. */
function quotedIn(text: string): [number, number][] {
  const spans = (pattern: RegExp) => [...text.matchAll(pattern)].map((match): [number, number] => [match.index, match.index + match[0].length]);
  const lines = spans(/^[ \t]*>[^\n]*/gm);
  const marks = spans(/“[^“”\n]*”|"[^"\n]*"/g);
  const quoted = marks.reduce((sum, [from, to]) => sum + to - from, 0);
  return quoted > text.trim().length * 0.6 ? lines : [...lines, ...marks];
}

/** Worked out when first asked for, and once. */
function lazily(work: () => boolean): () => boolean {
  let known: boolean | undefined;
  return () => (known ??= work());
}

const harm = ({ rule }: Flag) => REASONS.indexOf(rule.reason);

/** Every phrase that tends to raise the heat. Of two that overlap the longer stays, since it says more. */
export function findFlags(text: string, rules: Compiled): Flag[] {
  const plain = straighten(text);
  const quoted = quotedIn(plain);
  const sentences = sentencesIn(plain);
  // A sentence to a line, so that each pattern runs once over the whole text, with ^ and $ at the ends of sentences.
  const lines = sentences.map((sentence) => sentence.text).join('\n');
  let length = 0;
  const starts = sentences.map((sentence) => {
    const start = length;
    length += sentence.text.length + 1;
    return start;
  });
  const flags: Flag[] = [];
  for (const { rule, search, except } of rules) {
    const excused = lazily(() => except?.test(plain) === true);
    for (const match of lines.matchAll(search)) {
      if (match[0].includes('\n')) continue;
      const at = starts.findLastIndex((start) => start <= match.index);
      const sentence = sentences[at]!;
      const start = sentence.from + match.index - starts[at]!;
      const end = start + match[0].trimEnd().length;
      if (end === start || quoted.some(([from, to]) => start < to && end > from)) continue;
      if (rule.except?.in === 'message' ? excused() : except?.test(sentence.text)) continue;
      flags.push({ rule, start, end, from: sentence.from, to: sentence.to });
      if (flags.length >= MOST) break;
    }
    if (flags.length >= MOST) break;
  }
  flags.sort((a, b) => b.end - b.start - (a.end - a.start) || harm(a) - harm(b));
  const kept: Flag[] = [];
  for (const flag of flags) if (kept.every((other) => flag.end <= other.start || flag.start >= other.end)) kept.push(flag);
  return kept.sort((a, b) => a.start - b.start);
}

/** Reads a reply: what to look at, what is there, and what is still wanted. It cannot read the situation. */
export function coach(text: string, rules: Compiled, kept: ReadonlySet<string> = new Set()): Coached {
  const flags = findFlags(text, rules).filter(({ rule }) => !kept.has(rule.id));
  const first = [...flags].sort((a, b) => harm(a) - harm(b) || a.start - b.start).slice(0, AT_ONCE);
  return { flags, first, needs: needsOf(text), strengths: strengthsOf(text) };
}
