import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CANARY, CHOOSE_TWO, QUESTIONS, SPOT } from '#test/questions.ts';
import {
  type AnswerValue,
  answerSchema,
  forLearner,
  INTERACTIONS,
  isComplete,
  isRight,
  isScored,
  keyOf,
  plain,
  type Question,
  typedOption,
  unfit,
} from './question.ts';

const { choice, order, match, hottext } = QUESTIONS;
const gap = QUESTIONS['gap-match'];
const entry = QUESTIONS['text-entry'];
const inOrder = { kite: '1', moss: '2', bell: '3', fern: '4' };
const matched = { ivy: 't-late', fox: 't-early', oak: 't-never' };
const grouped = { ivy: 't-late', fox: 't-early', oak: 't-late' };
const typed = (text: string): AnswerValue => ({ text });

describe('marking', () => {
  test.each(INTERACTIONS)('the key of a %s question is right, complete and fit to save', (interaction) => {
    const question = QUESTIONS[interaction];
    // A line rewritten has no key: whatever was written is complete, and never right or wrong.
    const given = isScored(question) ? keyOf(question) : typed('My version.');
    expect(isRight(question, given)).toBe(isScored(question));
    expect(isComplete(forLearner(question, 1), given)).toBe(true);
    expect(unfit(question, given)).toBeNull();
  });

  test.each<[string, Question, AnswerValue | undefined, boolean]>([
    ['choice: the key', choice, { ivy: 'true' }, true],
    ['choice: another option', choice, { fox: 'true' }, false],
    ['choice: the key and another', choice, { ivy: 'true', fox: 'true' }, false],
    ['choice: the key and an empty part', choice, { ivy: 'true', fox: '' }, true],
    ['choice: an option that does not exist', choice, { yew: 'true' }, false],
    ['choice: the key, not chosen', choice, { ivy: 'false' }, false],
    ['choose two: both', CHOOSE_TWO, { ivy: 'true', elm: 'true' }, true],
    ['choose two: one of them', CHOOSE_TWO, { ivy: 'true' }, false],
    ['choose two: one right and one wrong', CHOOSE_TWO, { ivy: 'true', fox: 'true' }, false],
    ['choose two: both and a third', CHOOSE_TWO, { ivy: 'true', elm: 'true', fox: 'true' }, false],
    ['order: every place', order, inOrder, true],
    ['order: two swapped', order, { ...inOrder, kite: '2', moss: '1' }, false],
    ['order: one place missing', order, { kite: '1', moss: '2', bell: '3' }, false],
    ['order: everything first', order, { kite: '1', moss: '1', bell: '1', fern: '1' }, false],
    ['match: every partner', match, matched, true],
    ['match: one partner wrong', match, { ...matched, oak: 't-late' }, false],
    ['match: one partner missing', match, { ivy: 't-late', fox: 't-early' }, false],
    ['match: every partner and a stranger', match, { ...matched, yew: 't-late' }, false],
    ['gap-match: every group', gap, grouped, true],
    ['gap-match: one in the other group', gap, { ...grouped, oak: 't-early' }, false],
    ['gap-match: one left out', gap, { ivy: 't-late', fox: 't-early' }, false],
    ['text: accepted', entry, typed(`${CANARY} sorry`), true],
    ['text: also accepted', entry, typed(`${CANARY} regret`), true],
    ['text: in other clothes', entry, typed(`  The ${CANARY.toUpperCase()}, Sorry! `), true],
    ['text: a near miss', entry, typed(`${CANARY} thanks`), false],
    ['text: something else', entry, typed('help'), false],
    ['text: the accepted one and more', entry, typed(`${CANARY} sorry indeed`), false],
    ['text: only spaces', entry, typed('   '), false],
    ['text: only an article', entry, typed('the'), false],
    ['text: in another field', entry, { ivy: `${CANARY} sorry` }, false],
    ['hottext: the turn', hottext, { fox: 'true' }, true],
    ['hottext: another turn', hottext, { oak: 'true' }, false],
    ['hottext: two turns', hottext, { fox: 'true', oak: 'true' }, false],
    ['hottext: a turn that is only context', hottext, { ivy: 'true' }, false],
    ['hottext with signs: the turn and its sign', SPOT, { fox: 'true', sign: 't-late' }, true],
    ['hottext with signs: the turn alone', SPOT, { fox: 'true' }, false],
    ['hottext with signs: the turn and another sign', SPOT, { fox: 'true', sign: 't-early' }, false],
    ['hottext with signs: another turn and the sign', SPOT, { oak: 'true', sign: 't-late' }, false],
    ['rewrite: anything at all', QUESTIONS.rewrite, { text: 'Something.' }, false],
    ['a key from the prototype', choice, { constructor: 'true' }, false],
  ])('%s', (_, question, value, right) => {
    expect(isRight(question, value)).toBe(right);
  });

  test.each(INTERACTIONS)('an empty or missing answer to a %s question is wrong', (interaction) => {
    expect(isRight(QUESTIONS[interaction], undefined)).toBe(false);
    expect(isRight(QUESTIONS[interaction], {})).toBe(false);
    expect(isRight(QUESTIONS[interaction], { text: '' })).toBe(false);
  });

  test('a foreseen near miss is found by what was typed, and nothing is found for nothing', () => {
    expect(typedOption(entry, typed(`a ${CANARY} THANKS`))?.id).toBe('oak');
    expect(typedOption(entry, typed('no'))).toBeNull();
    expect(typedOption(entry, undefined)).toBeNull();
  });
});

describe('typed text is compared', () => {
  test.each([
    ['Ask', 'ask', 'without case'],
    [' ask  first ', 'ask first', 'without spare spaces'],
    ['“Ask”, first!', 'ask first', 'without punctuation'],
    ['the ask', 'ask', 'without articles'],
    ['An ask of a friend', 'ask of friend', 'without articles inside'],
    ['theme', 'theme', 'with words that begin like an article'],
    ['don’t', "don't", 'with either apostrophe'],
    ['dont', "don't", 'with no apostrophe'],
    ['follow-up', 'follow up', 'with a hyphen or a space'],
    ['ａｓｋ', 'ask', 'without full width'],
    ['cafe\u0301', 'caf\u00e9', 'composed or not'],
    ['naive', 'naïve', 'without accents'],
  ])('%j equals %j, %s', (one, other) => {
    expect(plain(one)).toBe(plain(other));
  });

  test.each([
    ['yes', 'no'],
    ['sign', 'signal'],
    ['step 1', 'step 2'],
    ['now here', 'nowhere'],
  ])('%j is not %j', (one, other) => {
    expect(plain(one)).not.toBe(plain(other));
  });

  test('folding twice changes nothing more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => void expect(plain(plain(text))).toBe(plain(text))),
      { numRuns: 1_000 },
    );
  });
});

describe('an answer is refused', () => {
  test.each<[string, Question, AnswerValue, RegExp]>([
    ['for an option that does not exist', choice, { yew: 'true' }, /does not have/],
    ['for constructor', choice, { constructor: 'true' }, /does not have/],
    ['for __proto__', match, JSON.parse('{"__proto__":"t-late"}') as AnswerValue, /does not have/],
    ['for toString', order, { toString: '1' }, /does not have/],
    ['for a turn that is only context', hottext, { ivy: 'true' }, /does not have/],
    ['for more than one choice', choice, { ivy: 'true', fox: 'true' }, /Choose one, no more\. You have chosen 2/],
    ['for more than two of two', CHOOSE_TWO, { ivy: 'true', fox: 'true', oak: 'true' }, /Choose 2, no more/],
    ['for a sign that is not offered', SPOT, { fox: 'true', sign: 't-nope' }, /a sign this question does not have/],
    ['for a sign where none is asked', hottext, { fox: 'true', sign: 't-late' }, /does not have/],
    ['for a typed answer that is too long', QUESTIONS['text-entry'], { text: 'x'.repeat(201) }, /over 200 characters/],
    ['for a rewrite with other parts', QUESTIONS.rewrite, { text: 'Mine.', ivy: 'true' }, /another question/],
    ['for more than one turn', hottext, { fox: 'true', oak: 'true' }, /Choose one/],
    ['for a choice that is not true', choice, { ivy: 'yes' }, /not one of the options/],
    ['for place 0', order, { kite: '0' }, /out of range/],
    ['for a place past the last', order, { kite: '5' }, /out of range/],
    ['for a place that is not a number', order, { kite: '1e0' }, /out of range/],
    ['for half a place', order, { kite: '1.5' }, /out of range/],
    ['for a target of another question', match, { ivy: 't-foreign' }, /group this question does not have/],
    ['for an option where a target belongs', gap, { ivy: 'fox' }, /group this question does not have/],
    ['for another field beside typed text', entry, { text: 'sorry', ivy: 'true' }, /another question/],
    ['for constructor beside typed text', entry, { constructor: 'x' }, /another question/],
  ])('%s', (_, question, value, reason) => {
    expect(unfit(question, value)).toMatch(reason);
  });

  test.each<[string, Question, AnswerValue]>([
    ['nothing yet', choice, {}],
    ['one of two', CHOOSE_TWO, { ivy: 'true' }],
    ['a part taken back', choice, { ivy: 'true', fox: '' }],
    ['two lines in one place, to be mended', order, { kite: '1', moss: '1' }],
    ['one partner so far', match, { ivy: 't-never' }],
    ['text still empty', entry, { text: '' }],
  ])('but not for %s', (_, question, value) => {
    expect(unfit(question, value)).toBeNull();
  });
});

test('an answer from outside is a small record of short strings', () => {
  const part = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`o${at}`, 'true']));
  expect(answerSchema.safeParse(part(20)).success).toBe(true);
  for (const value of [
    part(21),
    { a: 1 },
    { a: null },
    { a: ['true'] },
    { a: { b: 'true' } },
    { a: 'x'.repeat(2_001) },
    { ['x'.repeat(41)]: 'true' },
    ['true'],
    'true',
    null,
  ]) {
    expect(answerSchema.safeParse(value).success).toBe(false);
  }
});

test.each<[string, Question, AnswerValue | undefined, boolean]>([
  ['nothing', choice, undefined, false],
  ['a choice', choice, { fox: 'true' }, true],
  ['an emptied choice', choice, { fox: '' }, false],
  ['one of two', CHOOSE_TWO, { fox: 'true' }, false],
  ['two of two', CHOOSE_TWO, { fox: 'true', oak: 'true' }, true],
  ['three of four places', order, { kite: '1', moss: '2', bell: '3', fern: '' }, false],
  ['four of four places', order, { kite: '1', moss: '1', bell: '1', fern: '1' }, true],
  ['two of three partners', match, { ivy: 't-late', fox: 't-late' }, false],
  ['every group', gap, grouped, true],
  ['only spaces', entry, typed('  '), false],
  ['a word', entry, typed('help'), true],
  ['a turn', hottext, { oak: 'true' }, true],
])('whether nothing is left to fill in: %s', (_, question, value, complete) => {
  expect(isComplete(forLearner(question, 1), value)).toBe(complete);
});
