import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coach, compile, findFlags } from './coach.ts';
import { listPhrases } from './phrase.server.ts';
import { type CoachRule, REASONS, type Reason, rulesOf } from './phrase.ts';
import { sentencesIn, straighten } from './sentences.ts';

const phrases = listPhrases();
const compiled = compile(rulesOf(phrases, { off: [], reword: [] }));

const found = (text: string) => findFlags(text, compiled).map(({ start, end }) => text.slice(start, end));
const rowsIn = (text: string) => findFlags(text, compiled).map(({ rule }) => rule.id);
const rule = (id: string, reason: Reason, pattern: string): CoachRule => ({ id, reason, pattern, why: 'Because.', better: ['Better.'] });

describe('a phrase is found exactly where it stands', () => {
  test.each<[string, string, string[]]>([
    ['straight apostrophes', "Don't worry, it's company policy.", ["Don't worry", "it's company policy"]],
    ['curly apostrophes', 'Don’t worry, it’s company policy.', ['Don’t worry', 'it’s company policy']],
    ['a turned and a modifier apostrophe', 'Don‘t worry. Donʼt worry.', ['Don‘t worry', 'Donʼt worry']],
    ['emoji before it', '😀👩‍👩‍👧 Please calm down.', ['calm down']],
    ['leading spaces', '   \t  Please calm down.', ['calm down']],
    ['several lines', 'Hello Sam,\n\nPlease calm down.\n\nAnyway, the van left.\n', ['calm down', 'Anyway']],
    ['line ends as Windows writes them', 'Hello Sam,\r\n\r\nAnyway, please calm down\r\nBye', ['Anyway', 'calm down']],
    ['non-breaking spaces', 'Please\u00a0calm\u00a0down, it’s\u00a0company policy.', ['calm\u00a0down', 'it’s\u00a0company policy']],
    ['no full stop at the end', 'I hear you, but the shop is shut', ['hear you, but']],
    ['several phrases in one sentence', 'Calm down, it’s company policy and rules are rules.', ['Calm down', 'it’s company policy', 'rules are rules']],
    ['text that runs from right to left', 'שלום רב, calm down. مرحبا rules are rules', ['calm down', 'rules are rules']],
    ['lone surrogates around it', '\ud83d calm down \ude00', ['calm down']],
  ])('%s', (_, text, places) => {
    expect(found(text)).toEqual(places);
  });

  test('and its sentence with it, without what the sentence begins with', () => {
    const text = '  Thank you, Ana. “Please calm down, Sam!  Bye.';
    const [flag] = findFlags(text, compiled);
    expect(text.slice(flag!.from, flag!.to)).toBe('Please calm down, Sam!');
  });

  test.each(['I am calm. Down the road is the shop.', 'Keep calm\n\ndown there', 'A plain reply: your refund is £32, and it went to your card.'])(
    'nothing is found across sentences or where there is nothing: %j',
    (text) => {
      expect(found(text)).toEqual([]);
      expect(findFlags(text, compile([rule('R1', 'blame', 'calm\\.?\\s+down')]))).toEqual([]);
    },
  );
});

describe('^ in a pattern is the start of a sentence', () => {
  test.each<[string, string]>([
    ['at the start of the text', 'Anyway, the van left.'],
    ['after an ellipsis', 'Well… anyway, the van left.'],
    ['on a new line', 'Hello Sam\nanyway, the van left.'],
    ['after an opening quotation mark', '“Anyway, the van left.”'],
    ['after an opening bracket', '(Anyway, the van left.)'],
    ['after a hyphen', '- Anyway, the van left.'],
    ['after a dash', '– Anyway, the van left.'],
    ['in an indented bullet on a later line', 'Two things:\n  * Anyway, the van left.'],
  ])('%s', (_, text) => {
    expect(found(text).map((place) => place.toLowerCase())).toEqual(['anyway']);
  });

  test.each(['The van left anyway.', 'I was calling you anyway, with good news.', 'So, anyway, the van left.'])('and not further on: %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('the customer’s own words', () => {
  test.each<[string, string, string[]]>([
    ['in curly quotation marks are skipped', 'You wrote that he said “calm down” to you, and I am sorry for that.', []],
    ['in straight quotation marks are skipped', 'You wrote that he said "calm down" to you, and I am sorry for that.', []],
    ['on lines that begin with > are skipped', '> He told me to calm down.\nThank you for writing. I rang the shop today, and he is coming back to you.', []],
    ['on an indented > line are skipped', '  > Calm down, he said.\nThank you for writing. I rang the shop today, and he is coming back to you.', []],
    [
      'are skipped, and what is said after them is not',
      'You wrote “he said calm down, sir”. Rules are rules, and that goes for all of us.',
      ['Rules are rules'],
    ],
    ['in a quotation that is never closed are read', 'You wrote “calm down, and then he left.', ['calm down']],
    ['in a quotation that runs over a line are read', 'You wrote “calm down,\nand then” he left.', ['calm down']],
    ['are not those of a line with > in the middle', 'Look under Bills > March: rules are rules.', ['rules are rules']],
  ])('%s', (_, text, places) => {
    expect(found(text)).toEqual(places);
  });

  test('are skipped where only part of the phrase is quoted', () => {
    const rules = compile([rule('R1', 'blame', 'driver said “calm'), rule('R2', 'blame', 'down” to')]);
    expect(findFlags('The driver said “calm down” to you, and I am sorry for that.', rules)).toEqual([]);
  });

  test.each<[string, string]>([
    ['in curly marks', '“Please calm down.”'],
    ['in straight marks', '"Please calm down."'],
    ['after who says it', 'You say: “Please calm down, we can sort this out together.”'],
    ['in several quotations', '“Please calm down.” You wait. “We can sort this out together, you and I.”'],
  ])('a reply that is wholly, or nearly wholly, in quotation marks is read: %s', (_, text) => {
    expect(found(text)).toEqual(['calm down']);
  });
});

describe('of phrases that overlap', () => {
  test('the longer stays', () => {
    const rules = compile([rule('R1', 'jargon', 'leave it with me'), rule('R2', 'nonapology', 'leave it'), rule('R3', 'blame', 'with me now')]);
    expect(findFlags('Please leave it with me now.', rules).map((flag) => flag.rule.id)).toEqual(['R1']);
  });

  test('the more harmful stays when they are equally long', () => {
    const rules = compile([rule('R1', 'jargon', 'leave it'), rule('R2', 'nonapology', 'leave it'), rule('R3', 'blame', 'leave it')]);
    expect(findFlags('Please leave it.', rules).map((flag) => flag.rule.id)).toEqual(['R2']);
  });

  test('two that only touch both stay, without the space after them', () => {
    const text = 'leave it with me';
    for (const patterns of [
      ['leave', ' it with '],
      ['leave it', ' with '],
    ]) {
      const rules = compile(patterns.map((pattern, at) => rule(`R${at}`, 'jargon', pattern)));
      expect(findFlags(text, rules).map(({ start, end }) => text.slice(start, end))).toEqual(patterns.map((pattern) => pattern.trimEnd()));
    }
  });

  test('a real one: being told to call back says more than having to', () => {
    expect(rowsIn('You have to call back later.')).toEqual(['PX45']);
  });
});

describe('what to look at first', () => {
  const harm = (text: string) => coach(text, compiled).first.map((flag) => flag.rule.reason);

  test.each<[string, string, Reason[]]>([
    ['nothing where nothing is found', 'Your refund is £32.', []],
    [
      'the three most harmful of six',
      'Please be advised. At least it came. You must sign. Rules are rules. Don’t worry. Calm down.',
      ['dismissive', 'promise', 'policy'],
    ],
    [
      'the most harmful, though it comes last',
      'Rules are rules. Don’t worry. Calm down. You must have dropped it. Sorry if it broke.',
      ['nonapology', 'blame', 'dismissive'],
    ],
    ['the first in the text of those equally harmful', 'Calm down. Whatever. Anyway, like I said.', ['dismissive', 'dismissive', 'dismissive']],
  ])('%s', (_, text, reasons) => {
    expect(harm(text)).toEqual(reasons);
  });

  test('is at most three, and all the others are still marked', () => {
    const { flags, first } = coach('Calm down. Whatever. Anyway, rules are rules. Don’t worry.', compiled);
    expect(flags.map((flag) => flag.rule.id)).toEqual(['PX33', 'PX36', 'PX38', 'PX18', 'PX25']);
    expect(first.map((flag) => flag.rule.id)).toEqual(['PX33', 'PX36', 'PX38']);
  });

  test('goes by the eight reasons, from a non-apology to jargon', () => {
    const rules = compile([...REASONS].reverse().map((reason, at) => rule(`R${at}`, reason, `word${at}`)));
    const text = REASONS.map((_, at) => `word${at}`).join(' ');
    const seen: Reason[] = [];
    for (let turn = 0; turn < REASONS.length; turn++) {
      const [worst] = coach(text, rules, new Set(rules.filter(({ rule: { reason } }) => seen.includes(reason)).map((one) => one.rule.id))).first;
      seen.push(worst!.rule.reason);
    }
    expect(seen).toEqual(REASONS);
  });
});

test('a phrase that somebody keeps is left out of the marks and of the notes', () => {
  const text = 'Calm down. Rules are rules. Don’t worry. No problem. Calm down.';
  const { flags, first } = coach(text, compiled, new Set(['PX33', 'PX99']));
  expect(flags.map((flag) => flag.rule.id)).toEqual(['PX18', 'PX25', 'PX57']);
  expect(first.map((flag) => flag.rule.id)).toEqual(['PX25', 'PX18', 'PX57']);
});

describe('an exception', () => {
  test.each<[string, string, string[]]>([
    ['in the sentence holds there', 'The part takes at least two days.', []],
    ['in the sentence does not hold in the next', 'The part takes at least two days. At least it came.', ['PX55']],
    ['in the sentence does not hold in the one before', 'It’s our policy. That is because two children were hurt.', ['PX12']],
    ['in the sentence does not hold on the next line', 'It’s our policy\nbecause two children were hurt', ['PX12']],
    ['in the sentence holds for safety', 'If you smell gas, you need to leave the house.', []],
    ['for safety does not hold for the sentence after', 'You smell gas. You need to fill in the form.', ['PX44']],
    ['in the message holds when it comes after', 'I can’t do that. It is Sunday.\n\nBut I can move you to the 4:10.', []],
    ['in the message holds when it comes before', 'What I can do is move you to the 4:10. The fee stays, and there’s nothing I can do about that.', []],
    ['in the message has to be there', 'I can’t do that. It is Sunday.', ['PX13']],
    ['in the message that is only half there does not hold', 'I can’t do that, but I can only say no.', ['PX13']],
    ['with curly apostrophes holds as well', 'I don’t think you’re overreacting.', []],
  ])('%s', (_, text, rows) => {
    expect(rowsIn(text)).toEqual(rows);
  });
});

describe('whatever is pasted', () => {
  const twenty = (text: string) => text.repeat(Math.ceil(20_000 / text.length)).slice(0, 20_000);

  test.each<[string, string]>([
    ['nothing', ''],
    ['only spaces', ' \t \u00a0 \n\r\n '],
    ['only marks', '…!?.,;:“”"\'()>>-–—•*'],
    ['lone surrogates', '\ud800 \udc00 \udfff\ud800'],
    ['text from right to left', '\u202eמה שלומך היום? \u200fشكرا جزيلا لك.'],
    ['20,000 letters', twenty('a')],
    ['20,000 quotation marks', twenty('"')],
  ])('nothing is found in %s', (_, text) => {
    expect(coach(text, compiled)).toMatchObject({ flags: [], first: [] });
  });

  test('20,000 characters of a phrase are marked 300 times and no more, and three are said', () => {
    const { flags, first } = coach(twenty('Please calm down. '), compiled);
    expect([flags.length, first.length]).toEqual([300, 3]);
  });

  const scrap = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 8 }),
    fc.constantFrom(...phrases.flatMap(({ avoid, matches, passes }) => [avoid, ...matches, ...passes])),
    fc.constantFrom(...[' ', '\n', '\r\n', '. ', '! ', '…', '“', '”', '"', '> ', '(', '- ', '\u00a0', '😀', '\ud83d', '\ude00', 'שלום ', '’', "'"]),
  );
  const anyText = fc.array(scrap, { maxLength: 12 }).map((parts) => parts.join(''));

  test('flags lie in the text and in their sentence, in order, apart from one another, and each is what its row looks for', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let last = 0;
        const sentences = sentencesIn(straighten(text));
        for (const { rule, start, end, from, to } of findFlags(text, compiled)) {
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(sentences.some((sentence) => sentence.from === from && sentence.to === to && from <= start && end <= to)).toBe(true);
          expect(straighten(text.slice(start, end))).toMatch(new RegExp(`^(?:${rule.pattern})$`, 'i'));
          last = end;
        }
        expect(last).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 400 },
    );
  });

  test('first is the most harmful of what is marked, whatever is kept', () => {
    const ids = fc.uniqueArray(fc.constantFrom(...phrases.map(({ id }) => id)), { maxLength: 60 });
    fc.assert(
      fc.property(anyText, ids, (text, kept) => {
        const { flags, first } = coach(text, compiled, new Set(kept));
        expect(flags).toEqual(findFlags(text, compiled).filter(({ rule }) => !kept.includes(rule.id)));
        expect(first.length).toBe(Math.min(3, flags.length));
        const harms = first.map(({ rule }) => REASONS.indexOf(rule.reason));
        expect(harms).toEqual([...harms].sort((a, b) => a - b));
        for (const flag of flags) if (!first.includes(flag)) expect(REASONS.indexOf(flag.rule.reason)).toBeGreaterThanOrEqual(harms.at(-1)!);
      }),
    );
  });

  test('the same text gives the same answer, and rules may be compiled again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = coach(text, compiled);
        expect(coach(text, compiled)).toEqual(once);
        expect(coach(text, compile(compiled.map(({ rule }) => rule)))).toEqual(once);
      }),
    );
  });
});
