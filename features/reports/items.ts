import { type AnswerValue, disguise, isRight, keyOf, type Question, typedOption } from '../quizzes/question.ts';
import { SIGN } from '../quizzes/read-answer.ts';

/** A marked paper as it is stored: its questions in order, and the answers under the paper's own disguised ids. */
export type Sitting = { seed: number; questionIds: string[]; given: Record<string, AnswerValue> };

export type OptionCount = { text: string; isKey: boolean; count: number };
export type Item = {
  id: string;
  outcome: string;
  stem: string;
  /** What an option's count counts. */
  counted: 'Chosen' | 'Typed' | 'Placed rightly';
  asked: number;
  answered: number;
  right: number;
  /** The share of those asked who were right; an empty answer is a wrong one, as in the marking. */
  facility: number | null;
  discrimination: number | null;
  options: OptionCount[];
  /** Why an author should look at it again; empty: no reason to. */
  again: string[];
};

/** How many papers an analysis reads: enough for every question of a bank, and few enough to be marked again while somebody waits. */
export const MOST_PAPERS = 300;

/** The questions of a bank, and how many papers that was learned from. */
export type ItemReport = { items: Item[]; papers: number };

/** With fewer answers than this a share says little. */
export const ENOUGH = 20;

/**
 * Why a question should be looked at again. The content brief, “Pass mark”, rule 5: “Revisit after 50 attempts. Drop or fix
 * items that fewer than 30% or more than 95% get right, or that strong learners miss more often than weak ones.” Papers draw
 * about half of a bank, so 50 attempts are some 20 answers to a question.
 */
export function lookAgain({ answered, facility, discrimination }: Pick<Item, 'answered' | 'facility' | 'discrimination'>): string[] {
  if (answered < ENOUGH || facility === null) return [];
  return [
    ...(facility < 0.3 ? ['fewer than 30% get it right'] : []),
    ...(facility > 0.95 ? ['more than 95% get it right'] : []),
    ...(discrimination !== null && discrimination < 0 ? ['those who do well miss it more often'] : []),
  ];
}

/**
 * The point-biserial correlation of a question with the rest of the paper, or null where either never varies. It is
 * Pearson's r with one variable 0 or 1: (nΣxy − ΣxΣy) / √((nΣx² − (Σx)²)(nΣy² − (Σy)²)), x the question (right 1, wrong 0),
 * y the share right of the paper's other questions. The question itself is left out of y (the “corrected” form): in a
 * paper of fifteen it would correlate with itself, and every question would look better than it is. A share and not a
 * count, so that papers of two lengths can stand together.
 */
export function pointBiserial(pairs: { right: boolean; rest: number }[]): number | null {
  let [x, y, xy, yy] = [0, 0, 0, 0];
  for (const { right, rest } of pairs) {
    x += right ? 1 : 0;
    y += rest;
    xy += right ? rest : 0;
    yy += rest * rest;
  }
  const n = pairs.length;
  const spread = (n * x - x * x) * (n * yy - y * y);
  return spread < 1e-9 ? null : Math.max(-1, Math.min(1, (n * xy - x * y) / Math.sqrt(spread)));
}

type Tally = { pairs: { right: boolean; rest: number }[]; asked: number; answered: number; right: number; options: number[]; signs: number[]; other: number };

const isEmpty = (value: AnswerValue | undefined) => Object.values(value ?? {}).every((part) => part.trim() === '');

/** Adds one answer to the counts of its question's options. What was stored names places on that learner's screen; `shown` says which option stood there. */
function countOptions(tally: Tally, question: Question, shown: Question, value: AnswerValue | undefined) {
  if (isEmpty(value) || !value) return;
  if (question.interaction === 'text-entry') {
    const typed = typedOption(question, value);
    if (typed) tally.options[question.options.indexOf(typed)]! += 1;
    else tally.other += 1;
    return;
  }
  const wanted = question.interaction === 'choice' || question.interaction === 'hottext' ? null : keyOf(shown);
  shown.options.forEach(({ id }, at) => {
    if (value[id] === (wanted ? wanted[id] : 'true')) tally.options[at]! += 1;
  });
  if (question.interaction === 'hottext')
    shown.targets?.forEach(({ id }, at) => {
      if (value[SIGN] === id) tally.signs[at]! += 1;
    });
}

const emptyTally = ({ options, targets = [] }: Question): Tally => ({
  pairs: [],
  asked: 0,
  answered: 0,
  right: 0,
  options: options.map(() => 0),
  signs: targets.map(() => 0),
  other: 0,
});

function optionsOf(question: Question, tally: Tally): OptionCount[] {
  const { interaction, options, targets = [] } = question;
  const isPart = interaction !== 'choice' && interaction !== 'hottext' && interaction !== 'text-entry';
  const rows = options.flatMap(({ text, speaker, context, key }, at) =>
    context ? [] : [{ text: speaker ? `${speaker}: ${text}` : text, isKey: isPart || key === true, count: tally.options[at]! }],
  );
  const sign = options.find(({ key }) => key)?.match;
  const signs = interaction === 'hottext' ? targets.map(({ id, text }, at) => ({ text: `Sign: ${text}`, isKey: id === sign, count: tally.signs[at]! })) : [];
  const other = interaction === 'text-entry' ? [{ text: 'Something else', isKey: false, count: tally.other }] : [];
  return [...rows, ...signs, ...other, { text: 'Left empty', isKey: false, count: tally.asked - tally.answered }];
}

const counted = { choice: 'Chosen', hottext: 'Chosen', 'text-entry': 'Typed' } as const;

function itemOf(question: Question, tally: Tally): Item {
  const { asked, answered, right } = tally;
  const facility = asked === 0 ? null : right / asked;
  const discrimination = pointBiserial(tally.pairs);
  const how = counted[question.interaction as keyof typeof counted] ?? 'Placed rightly';
  const { id, outcome, stem } = question;
  const numbers = { asked, answered, right, facility, discrimination };
  return { id, outcome, stem, counted: how, ...numbers, options: optionsOf(question, tally), again: lookAgain(numbers) };
}

/** How each question of a bank did in these papers, in the bank's order. Marked again here, by the marking's own rule. */
export function analyseItems(bank: Question[], sittings: Sitting[]): Item[] {
  const byId = new Map(bank.map((question) => [question.id, { question, tally: emptyTally(question) }]));
  for (const { seed, questionIds, given } of sittings) {
    const paper = questionIds.flatMap((id) => {
      const known = byId.get(id);
      if (!known) return [];
      const shown = disguise(known.question, seed);
      return [{ ...known, shown, value: given[id], right: isRight(shown, given[id]) }];
    });
    const score = paper.filter(({ right }) => right).length;
    for (const { question, tally, shown, value, right } of paper) {
      tally.asked += 1;
      tally.answered += isEmpty(value) ? 0 : 1;
      tally.right += right ? 1 : 0;
      if (paper.length > 1) tally.pairs.push({ right, rest: (score - (right ? 1 : 0)) / (paper.length - 1) });
      countOptions(tally, question, shown, value);
    }
  }
  return [...byId.values()].map(({ question, tally }) => itemOf(question, tally));
}
