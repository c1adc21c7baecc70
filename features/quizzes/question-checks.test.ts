import { describe, expect, test } from 'vitest';
import { findCourse } from '../courses/course.server.ts';
import type { Course } from '../courses/course.ts';
import { readBank } from './bank.server.ts';
import type { Bank } from './bank.ts';
import type { Question } from './question.ts';
import { checkBank } from './question-checks.ts';

const course = findCourse('straight-and-kind')!;
const bank = readBank(course);
const files = { final: 'final.quiz.yaml', checks: Object.fromEntries(course.lessons.map(({ slug, file }) => [slug, file.replace('.mdx', '.quiz.yaml')])) };
const say = (of: Course, with_: Bank) => checkBank(of, with_, files).map(({ rule, level, message }) => `${level} ${rule} ${message}`);
const found = say(course, bank);

/** An item that breaks no rule, standing in for the first single choice of the final bank. */
const sound: Question = {
  id: 'sound',
  outcome: 'C03-O1',
  lesson: 1,
  level: 'Apply',
  interaction: 'choice',
  stem: 'Jo hears that a table will be late. What should Jo say first?',
  options: [
    { id: 'a', text: '“Your table is eight days late.”', key: true, why: 'It says what is late and by how much, so plans can change.' },
    { id: 'b', text: '“There may be a small delay.”', tempt: 'Soft words are kind.', why: 'It leaves them to guess, and a hopeful guess is soon a promise.' },
    { id: 'c', text: '“We are looking into it now.”', tempt: 'Action will do.', why: 'It tells them nothing they can use, and they will ring again.' },
  ],
};
const order: Question = { ...sound, interaction: 'order', options: sound.options.map(({ id, text, why }) => ({ id, text, why })) };
const [key, second, third] = sound.options as [Question['options'][0], Question['options'][0], Question['options'][0]];
const single = bank.finalItems.findIndex((item) => item.interaction === 'choice' && !item.choose);
const at = (items: Question[], place: number, item: Question) => items.map((other, index) => (index === place ? item : other));

const withItem = (part: Partial<Question>): Bank => ({ ...bank, finalItems: at(bank.finalItems, single, { ...sound, ...part }) });
const withKey = (text: string) => withItem({ options: [{ ...key, text }, second, third] });
const withWrong = (part: Partial<typeof second>) => withItem({ options: [key, { ...second, ...part }, third] });
const withItems = (items: Question[]): Bank => ({ ...bank, finalItems: items });
const each = (change: (item: Question, index: number) => Question) => withItems(bank.finalItems.map(change));
const padded = (words: number) => Array(words).fill('so').join(' ');
const keyed = (item: Question, text: (others: number[]) => number): Question => ({
  ...item,
  options: item.options.map((option) =>
    option.key ? { ...option, text: 'x'.repeat(text(item.options.filter((other) => !other.key).map((other) => other.text.length))) } : option,
  ),
});

/** Level and rule, what the author did, the bank, the reason. */
const broken: [string, string, Bank, RegExp, Course?][] = [
  ['error Q1', 'an outcome the course does not have', withItem({ outcome: 'C03-O9' }), /sound: C03-O9 is not an outcome/],
  ['error Q1', 'a lesson the course does not have', withItem({ lesson: 8 }), /sound: there is no lesson 8/],
  ['warn Q1', 'a heading the lesson does not have', withItem({ look: 'Nowhere' }), /sound: lesson 1 has no heading “Nowhere”/],
  ['error Q2', 'four options', withItem({ options: [key, second, third, { ...third, id: 'd' }] }), /has 4 options; 3 are wanted/],
  ['error Q2', 'two options', withItem({ options: [key, second] }), /has 2 options; 3/],
  ['error Q2', 'three options to choose two of', withItem({ choose: 2, options: [key, { ...second, key: true }, third] }), /has 3 options; 4 or 5/],
  ['error Q4', 'a reason of three words', withItem({ options: [{ ...key, why: 'It is right.' }, second, third] }), /option a: its reason has 3 words; eight/],
  ['error Q5', 'all of the above', withWrong({ text: 'All of the above' }), /option b is “All of the above”/],
  ['error Q5', 'none of these', withWrong({ text: 'None of these.' }), /option b is “None of these/],
  ['error Q5', 'two options by letter', withWrong({ text: 'Both a and c' }), /option b is “Both a and c”/],
  ['warn Q6', 'a stem of 61 words', withItem({ stem: padded(61) }), /a stem of 61 words/],
  ['warn Q7', 'a negative that is easy to miss', withItem({ stem: 'Which of these should Jo not say first?' }), /negative stem whose word is not emphasised/],
  [
    'warn Q7',
    'too many negatives',
    each((item, index) => (index < 3 ? { ...item, stem: `${item.stem} Which is **not** so?` } : item)),
    /of 40 stems are negative/,
  ],
  ['warn Q8', 'a long option', withWrong({ text: `“${padded(30)}”` }), /longest option \d+ characters, shortest \d+/],
  [
    'error Q9',
    'the key always first',
    each((item) => ({ ...item, options: [...item.options].sort((a, b) => Number(b.key ?? 0) - Number(a.key ?? 0)) })),
    /place 1 is the key in 100 %/,
  ],
  [
    'error Q9',
    'the key never third',
    each((item) =>
      item.interaction === 'choice' && item.options[2]?.key
        ? { ...item, options: [item.options[2]!, item.options[0]!, item.options[1]!, ...item.options.slice(3)] }
        : item,
    ),
    /place 3 is the key in 0 %/,
  ],
  [
    'error Q9',
    'the key always longest',
    each((item) => (item.interaction === 'choice' ? keyed(item, (others) => Math.max(...others) + 1) : item)),
    /longest option in 100 %/,
  ],
  [
    'error Q9',
    'the key always shortest',
    each((item) => (item.interaction === 'choice' ? keyed(item, (others) => Math.min(...others) - 1) : item)),
    /shortest option in 100 %/,
  ],
  [
    'warn Q10',
    'an absolute in a wrong option alone',
    withWrong({ text: 'Never say how late it is.' }),
    /an absolute \(always, never, only\) only in wrong options/,
  ],
  [
    'warn Q11',
    'a word of the stem in the key alone',
    withItem({ stem: 'Jo’s sideboard is late. What now?', options: [{ ...key, text: '“The sideboard is very late.”' }, second, third] }),
    /“sideboard” of the stem comes back only in the key/,
  ],
  ['error Q12', 'mostly remembering', each((item) => ({ ...item, level: 'Remember' })), /of items are at Apply or above; 60 %/],
  [
    'warn Q13',
    'one stem twice',
    withItems(at(bank.finalItems, single, { ...sound, stem: `${bank.finalItems[single + 1]!.stem} `.toUpperCase() })),
    /repeats another stem/,
  ],
  ['error Q14', 'an order kept without saying why', withItem({ shuffle: false }), /keeps its order and does not say why/],
  ['error Q15', 'too few items to draw from', withItems(bank.finalItems.slice(0, 14)), /draws 15 of 14 items/],
  ['error Q15', 'too few for a second attempt', withItems(bank.finalItems.slice(0, 29)), /29 items in the final bank; twice the 15/],
  [
    'error Q15',
    'an outcome with three items',
    each((item, index) =>
      item.outcome === 'C03-O2' && bank.finalItems.slice(0, index).filter(({ outcome }) => outcome === 'C03-O2').length >= 3
        ? { ...item, outcome: 'C03-O1' }
        : item,
    ),
    /C03-O2 has 3 items/,
  ],
  ['error Q15', 'too few drawn for two an outcome', { ...bank, final: { ...bank.final, draw: 9 } }, /draws 9: too few/],
  [
    'error Q15',
    'a lesson check that draws more than it has',
    { ...bank, checks: Object.fromEntries(Object.entries(bank.checks).map(([slug, one]) => [slug, { ...one, draw: 7 }])) },
    /draws 7 of 6 items/,
  ],
  ['warn Q16', 'a wrong option without its misconception', withWrong({ tempt: undefined } as never), /option b does not name the misconception/],
  [
    'error L6',
    'an outcome taught nowhere',
    bank,
    /C03-O5 is taught in no lesson/,
    { ...course, lessons: course.lessons.map((lesson) => ({ ...lesson, outcomes: lesson.outcomes.filter((id) => id !== 'C03-O5') })) },
  ],
];

test('every rule but Q3, which the schema keeps, is broken below', () => {
  const rules = new Set(broken.map(([rule]) => rule.split(' ')[1]).filter((rule) => rule?.startsWith('Q')));
  expect([...rules]).toEqual(Array.from({ length: 16 }, (_, at) => `Q${at + 1}`).filter((rule) => rule !== 'Q3'));
});

describe('a bank is told of', () => {
  test.each(broken)('%s: %s', (rule, _, with_, reason, of = course) => {
    expect(
      say(of, with_)
        .filter((line) => line.startsWith(`${rule} `))
        .join('\n'),
    ).toMatch(reason);
    expect(found.filter((line) => line.startsWith(`${rule} `) && reason.test(line))).toEqual([]);
  });

  test('an item by its file, in the final check and in a lesson’s', () => {
    const lesson = course.lessons[2]!;
    const check = bank.checks[lesson.slug]!;
    const both = { ...withItem({ lesson: 8 }), checks: { ...bank.checks, [lesson.slug]: { ...check, items: at(check.items, 0, { ...sound, lesson: 9 }) } } };
    expect(
      checkBank(course, both, files)
        .filter(({ rule, level }) => rule === 'Q1' && level === 'error')
        .map(({ file }) => file),
    ).toEqual([files.final, files.checks[lesson.slug]]);
  });
});

describe('a bank is not told of', () => {
  test.each<[string, Bank]>([
    ['an item that is sound', withItem({})],
    ['a heading the lesson has', withItem({ look: course.lessons[0]!.headings[0]!.text })],
    ['a stem of 60 words', withItem({ stem: padded(60) })],
    ['a negative in bold', withItem({ stem: 'Which of these should Jo **not** say first?' })],
    ['an order kept for a reason', withItem({ shuffle: false, shuffleNote: 'They are dates.' })],
    [
      'an absolute in the key as well',
      withItem({ options: [{ ...key, text: '“It is never on a Monday now.”' }, { ...second, text: '“It always comes on Mondays.”' }, third] }),
    ],
    ['an absolute somebody says', withWrong({ text: '“We never say a date here.”' })],
    ['the parts of an order without misconceptions', withItem(order)],
  ])('%s', (_, with_) => {
    expect(say(course, with_).filter((line) => line.includes('sound'))).toEqual([]);
  });
});

test('a key that repeats a word of the stem passes when a wrong option has the word too', () => {
  expect(say(course, withKey('“Your table is eight days late.”')).filter((line) => line.includes('Q11 sound'))).toEqual([]);
});

test('the real bank breaks no rule', () => {
  expect(found.filter((line) => line.startsWith('error'))).toEqual([]);
});
