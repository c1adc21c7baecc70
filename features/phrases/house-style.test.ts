import { describe, expect, test } from 'vitest';
import { readYaml } from '#lib/content.ts';
import { compile, findFlags } from './coach.ts';
import { listPhrases } from './phrase.server.ts';
import { type CoachRule, rulesOf } from './phrase.ts';
import { type HouseStyle, houseStyleSchema } from './phrase-schema.ts';

const phrases = listPhrases();
const none: HouseStyle = { off: [], reword: [] };
const caughtBy = (text: string, rules: CoachRule[]) => findFlags(text, compile(rules)).map(({ rule }) => rule.id);
const ruleOf = (style: HouseStyle, id: string) => rulesOf(phrases, style).find((rule) => rule.id === id);

describe('a phrase that is switched off', () => {
  test.each(phrases.map(({ id, avoid }) => [id, avoid]))('%s is not looked for', (id, avoid) => {
    const rules = rulesOf(phrases, { ...none, off: [{ id, because: 'Our customers expect it.' }] });
    expect(rules.length).toBe(phrases.length - 1);
    expect(caughtBy(avoid, rules)).not.toContain(id);
  });

  test('leaves every other row as it was', () => {
    const all = rulesOf(phrases, none);
    expect(rulesOf(phrases, { ...none, off: [{ id: 'PX41', because: 'A recorded voice asks it already.' }] })).toEqual(all.filter(({ id }) => id !== 'PX41'));
  });

  test('stays off when it is reworded as well', () => {
    expect(ruleOf({ off: [{ id: 'PX57', because: 'We say it.' }], reword: [{ id: 'PX57', why: 'Says what was done.' }] }, 'PX57')).toBeUndefined();
  });
});

describe('a phrase that is reworded', () => {
  const row = phrases.find(({ id }) => id === 'PX57')!;

  test.each<[string, Omit<HouseStyle['reword'][number], 'id'>, Partial<CoachRule>]>([
    [
      'shows the lines and the reason of the organisation',
      { better: ['Done.', 'It is off.'], why: 'Ours.' },
      { better: ['Done.', 'It is off.'], why: 'Ours.' },
    ],
    ['keeps the reason of the lexicon when only the lines are given', { better: ['Done.'] }, { better: ['Done.'], why: row.why }],
    ['keeps the lines of the lexicon when only the reason is given', { why: 'Ours.' }, { better: [row.better, ...row.also], why: 'Ours.' }],
    ['is as it was when nothing is given', {}, { better: [row.better, ...row.also], why: row.why }],
  ])('%s', (_, own, shown) => {
    expect(ruleOf({ ...none, reword: [{ id: 'PX57', ...own }] }, 'PX57')).toMatchObject({ ...shown, pattern: row.pattern, reason: row.reason });
  });

  test('is still looked for, and no other row changes', () => {
    const rules = rulesOf(phrases, { ...none, reword: [{ id: 'PX57', better: ['Done.'] }] });
    expect(caughtBy('No problem.', rules)).toEqual(['PX57']);
    expect(rules.filter(({ id }) => id !== 'PX57')).toEqual(rulesOf(phrases, none).filter(({ id }) => id !== 'PX57'));
  });
});

describe('an id that no row has is refused by name', () => {
  test.each<[string, HouseStyle, string]>([
    ['switched off', { ...none, off: [{ id: 'PX85', because: 'x' }] }, 'PX85'],
    ['reworded', { ...none, reword: [{ id: 'PX00', why: 'x' }] }, 'PX00'],
    ['misspelt', { ...none, off: [{ id: 'px41', because: 'x' }] }, 'px41'],
    [
      'among sound ones',
      {
        off: [
          { id: 'PX41', because: 'x' },
          { id: 'PX4', because: 'x' },
        ],
        reword: [{ id: 'PX57', why: 'x' }],
      },
      'PX4',
    ],
  ])('%s', (_, style, id) => {
    expect(() => rulesOf(phrases, style)).toThrow(new Error(`${id} is no row of lexicon.json`));
  });
});

describe('the file', () => {
  const read = (text: string) => readYaml('house-style.yaml', houseStyleSchema, text);

  test('as it ships is sound, and names only rows there are', () => {
    expect(() => rulesOf(phrases, readYaml('house-style.yaml', houseStyleSchema))).not.toThrow();
  });

  test('may switch off and reword', () => {
    const text =
      'off:\n  - id: PX41\n    because: Asked already.\nreword:\n  - id: PX57\n    better: ["Done. It is off your bill."]\n    why: Says what was done.\n';
    expect(read(text)).toEqual({
      off: [{ id: 'PX41', because: 'Asked already.' }],
      reword: [{ id: 'PX57', better: ['Done. It is off your bill.'], why: 'Says what was done.' }],
    });
  });

  test.each<[string, string, RegExp]>([
    ['a row switched off without a reason', 'off: [{ id: PX41 }]\nreword: []', /off\.0\.because/],
    ['a reason left blank', 'off: [{ id: PX41, because: }]\nreword: []', /off\.0\.because/],
    ['a reason that is only spaces', 'off: [{ id: PX41, because: "  " }]\nreword: []', /off\.0\.because/],
    ['a row switched off without its id', 'off: [{ because: Asked already. }]\nreword: []', /off\.0\.id/],
    ['a bare id', 'off: [PX41]\nreword: []', /off\.0/],
    ['no better line', 'off: []\nreword: [{ id: PX57, better: [] }]', /reword\.0\.better/],
    ['an empty better line', 'off: []\nreword: [{ id: PX57, better: [""] }]', /reword\.0\.better\.0/],
    ['one better line that is no list', 'off: []\nreword: [{ id: PX57, better: Done. }]', /reword\.0\.better/],
    ['an empty reason to say it so', 'off: []\nreword: [{ id: PX57, why: "" }]', /reword\.0\.why/],
    ['an unknown key in a row', 'off: []\nreword: [{ id: PX57, avoid: No problem. }]', /reword\.0: .*avoid/],
    ['an unknown key in a row switched off', 'off: [{ id: PX41, because: x, until: May }]\nreword: []', /off\.0: .*until/],
    ['an unknown key in the file', 'off: []\nreword: []\nadd: []', /add/],
    ['a pattern of its own', 'off: []\nreword: [{ id: PX57, pattern: no worries }]', /reword\.0: .*pattern/],
    ['a part that is missing', 'off: []', /reword/],
    ['an empty file', '', /expected object/],
  ])('is refused with %s', (_, text, reason) => {
    expect(() => read(text)).toThrow(/^house-style\.yaml: /);
    expect(() => read(text)).toThrow(reason);
  });
});

describe('what goes to the browser', () => {
  const styled = rulesOf(phrases, { off: [{ id: 'PX41', because: 'CANARY' }], reword: [{ id: 'PX57', better: ['Done.'], why: 'Ours.' }] });

  test.each<[string, CoachRule[]]>([
    ['as the lexicon has it', rulesOf(phrases, none)],
    ['in house style', styled],
  ])('%s holds no tests, no phrase to avoid and no words about exceptions', (_, rules) => {
    for (const rule of rules) {
      expect(Object.keys(rule).filter((name) => !['id', 'reason', 'why', 'pattern', 'better', 'except'].includes(name))).toEqual([]);
      if (rule.except) expect(Object.keys(rule.except).sort()).toEqual(['in', 'pattern']);
    }
  });

  test('does not say why a row is off', () => {
    expect(JSON.stringify(styled)).not.toContain('CANARY');
  });

  test('an exception goes with its row, and only with its row', () => {
    const rules = rulesOf(phrases, none);
    for (const [at, { except }] of phrases.entries()) expect(rules[at]!.except).toEqual(except && { pattern: except.pattern, in: except.in });
  });
});
