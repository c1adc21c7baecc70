import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asWritten, CANARY, QUESTIONS } from '#test/questions.ts';
import { disguise, forLearner, INTERACTIONS, optionsInOrder, type Question, questionSchema, seeded, shuffle } from './question.ts';

const seed = fc.integer({ min: -0x80000000, max: 0xffffffff });
const ids = (options: readonly { id: string }[]) => options.map(({ id }) => id);

/** Every property name anywhere inside a value. */
const namesIn = (value: unknown): string[] =>
  typeof value === 'object' && value ? Object.entries(value).flatMap(([name, part]) => [...(Array.isArray(value) ? [] : [name]), ...namesIn(part)]) : [];

describe('what a learner sees before marking', () => {
  test('every interaction has a fixture here', () => {
    expect(Object.keys(QUESTIONS).sort()).toEqual([...INTERACTIONS].sort());
  });

  test.each(INTERACTIONS)('a %s question carries no key, match, reason, misconception or other word that gives it away', (interaction) => {
    const question = { ...QUESTIONS[interaction], shuffleNote: `${CANARY} note` };
    expect(JSON.stringify(question)).toContain(CANARY);
    fc.assert(
      fc.property(seed, (at) => {
        const shown = forLearner(question, at);
        expect(JSON.stringify(shown)).not.toContain(CANARY);
        const allowed = ['id', 'interaction', 'stem', 'choose', 'options', 'targets', 'text', 'speaker', 'context', 'line'];
        expect(namesIn(shown).filter((name) => !allowed.includes(name))).toEqual([]);
      }),
    );
  });

  test('a text-entry question shows none of its answers', () => {
    expect(forLearner(QUESTIONS['text-entry'], 7)).toMatchObject({ options: [], targets: [] });
  });

  test('a field that questions gain later is not shown until somebody says so', () => {
    const question = { ...QUESTIONS.choice, rationale: CANARY, options: QUESTIONS.choice.options.map((option) => ({ ...option, score: CANARY })) };
    expect(JSON.stringify(forLearner(question, 1))).not.toContain(CANARY);
  });

  // Authors name the options of an order question a, b, c … from first to last, and ids are in the page.
  test('the ids of an order question say where each stands on the screen, and nothing of its order', () => {
    const question: Question = { ...QUESTIONS.order, options: QUESTIONS.order.options.map((option, at) => ({ ...option, id: 'abcd'[at]! })) };
    const shown = forLearner(disguise(question, 3), 3).options;
    expect(ids(shown)).toEqual(shown.map((_, at) => `o${at + 1}`));
    expect(
      ids(shown)
        .sort()
        .map((id) => shown.find((option) => option.id === id)!.text),
    ).not.toEqual(question.options.map(({ text }) => text));
  });
});

describe('the order of options', () => {
  test('shuffling keeps every item once and leaves the original alone', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), seed, (items, at) => {
        const before = [...items];
        expect(shuffle(items, seeded(at)).sort()).toEqual([...items].sort());
        expect(items).toEqual(before);
      }),
    );
  });

  test('the same seed gives the same paper', () => {
    fc.assert(
      fc.property(fc.constantFrom(...INTERACTIONS), seed, (interaction, at) => {
        expect(forLearner(QUESTIONS[interaction], at)).toEqual(forLearner(QUESTIONS[interaction], at));
      }),
    );
  });

  test('the generator gives numbers from 0 up to, but not, 1', () => {
    fc.assert(
      fc.property(seed, (at) => {
        const next = seeded(at);
        for (let turn = 0; turn < 20; turn++) {
          const value = next();
          expect(value >= 0 && value < 1).toBe(true);
        }
      }),
    );
  });

  test('over many attempts each option of a choice comes first about equally often', () => {
    const firsts = Array.from({ length: 900 }, (_, at) => optionsInOrder(QUESTIONS.choice, at)[0]!.id);
    for (const id of ids(QUESTIONS.choice.options)) expect(firsts.filter((first) => first === id).length / 900).toBeCloseTo(1 / 3, 1);
  });

  test('an order question is never handed over already solved, whatever its length, seed or shuffle setting', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), seed, fc.boolean(), (count, at, fixed) => {
        const options = Array.from({ length: count }, (_, place) => ({ id: `o${place}`, text: `Line ${place}`, why: 'Because.' }));
        const question: Question = { ...QUESTIONS.order, options, ...(fixed ? { shuffle: false as const } : {}) };
        const shown = ids(forLearner(question, at).options);
        expect(shown).not.toEqual(ids(options));
        expect([...shown].sort()).toEqual(ids(options).sort());
      }),
    );
  });

  test('a transcript and an unshuffled question keep the order they were written in', () => {
    fc.assert(
      fc.property(seed, (at) => {
        expect(ids(optionsInOrder(QUESTIONS.hottext, at))).toEqual(ids(QUESTIONS.hottext.options));
        expect(ids(optionsInOrder({ ...QUESTIONS.choice, shuffle: false }, at))).toEqual(ids(QUESTIONS.choice.options));
      }),
    );
  });

  test('targets are shuffled apart from the options they belong to', () => {
    const orders = new Set(Array.from({ length: 60 }, (_, at) => ids(forLearner(QUESTIONS.match, at).targets).join()));
    expect(orders.size).toBe(6);
  });
});

describe('reading a question file', () => {
  const { choice, match, hottext, order } = asWritten;
  const without = (name: string) => choice.options.map((option) => Object.fromEntries(Object.entries(option).filter(([key]) => key !== name)));
  const entry = asWritten['text-entry'];

  test.each<[string, unknown, RegExp]>([
    ['two keys', { ...choice, options: choice.options.map((option) => ({ ...option, key: true })) }, /q1: has 3 keys, and wants 1/],
    ['no key', { ...choice, options: without('key') }, /q1: has 0 keys, and wants 1/],
    ['one key where two are to be chosen', { ...choice, choose: 2 }, /has 1 keys, and wants 2/],
    ['an option without its reason', { ...choice, options: without('why') }, /every option needs its own reason/],
    ['an empty reason', { ...choice, options: [{ ...choice.options[0], why: '' }, choice.options[1]] }, /./],
    ['two options with one id', { ...choice, options: choice.options.map((option) => ({ ...option, id: 'a' })) }, /two options share an id/],
    ['one option', { ...choice, options: [choice.options[0]] }, /./],
    ['a match without targets', { ...match, targets: undefined }, /needs targets/],
    [
      'an option that matches no target',
      { ...match, options: [{ ...match.options[0], match: 't-nowhere' }, ...match.options.slice(1)] },
      /option ivy matches no target/,
    ],
    ['two options of a match with one target', { ...match, options: match.options.map((option) => ({ ...option, match: 't-late' })) }, /make it a gap-match/],
    ['two targets with one id', { ...match, targets: [...match.targets, match.targets[0]] }, /two targets share an id/],
    [
      'a transcript with no key',
      { ...hottext, options: hottext.options.map((option) => ({ id: option.id, text: option.text, why: 'Because.' })) },
      /wants one key/,
    ],
    ['a transcript whose key cannot be chosen', { ...hottext, options: [{ ...hottext.options[1], context: true }, hottext.options[2]] }, /wants one key/],
    [
      'a text entry that accepts nothing',
      { ...entry, options: entry.options.slice(2).concat(entry.options.slice(2).map((option) => ({ ...option, id: 'b' }))) },
      /accepts no answer/,
    ],
    ['an unknown interaction', { ...order, interaction: 'slider' }, /./],
    ['an unknown level', { ...order, level: 'Guess' }, /./],
    ['an unknown field', { ...order, hint: 'kite comes first' }, /hint/],
    ['an id that is not one', { ...order, id: '../q' }, /is not an id/],
    ['an outcome that is not one', { ...order, outcome: 'O1' }, /is not an outcome id/],
    ['lesson 0', { ...order, lesson: 0 }, /./],
    ['shuffle: true, which is how it is anyway', { ...order, shuffle: true }, /./],
    ['no stem', { ...order, stem: '' }, /./],
  ])('refuses %s', (_, written, reason) => {
    const read = questionSchema.safeParse(written);
    expect(read.success).toBe(false);
    expect(read.error?.issues.map(({ message }) => message).join(' · ')).toMatch(reason);
  });
});
