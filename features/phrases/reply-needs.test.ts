import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NEEDS, type Need, needsOf, strengthsOf } from './reply-needs.ts';

const LINES: Record<Need, { has: string[]; hasNot: string[] }> = {
  acknowledge: {
    has: [
      'You waited in all morning, and nobody came.',
      'You’ve been passed between three of us, and told three different things.',
      'Two missed visits, and a day off work for each.',
      'I can see why that letter worried you.',
      'I’m sorry about Tuesday. The van never left the yard.',
      'I’m so sorry that we lost your form.',
      'Dear Ms Okafor, Thank you for telling me about the broken step.',
      'They cut out, so they’re no use to you.',
      'Four nights without hot water isn’t what you paid for.',
      'OK so it sounds like you were given two answers',
    ],
    hasNot: [
      'I’m sorry you feel that way.',
      'I’m sorry for the confusion.',
      'I’m sorry, but that’s our policy.',
      'You have to call back later.',
      'If you’d called earlier, we could have helped.',
      'If you have any questions, reply to this email.',
      'Do you have your receipt with you?',
      'Have you called us before today?',
      'You have 30 days to return it.',
      'Once you’ve sent the form, we’ll look at it.',
      'Your request has been received and is being processed.',
    ],
  },
  own: {
    has: [
      'I missed that note, and it matters.',
      'I’ll ring the depot myself.',
      'That’s ours to put right.',
      'We sent it to the wrong house.',
      'We should have rung you on Monday.',
      'That was my mistake, not yours.',
      'I’m Lena, and I’ve taken this on.',
      'I am writing to the driver as we speak.',
      'We let you down on Friday.',
      'I’m sorry that we lost your form.',
      'I’ve not made that clear.',
    ],
    hasNot: [
      'I’m afraid it’s out of our hands.',
      'I’m sure it will turn up.',
      'I’m not authorised to do that.',
      'I’m sorry you feel that way.',
      'I’m sorry, but it’s too late to cancel.',
      'I’m sorry if this was confusing.',
      'The warehouse packed it, so you would have to ask them.',
      'Someone will look into it.',
      'I’ll try to get it changed.',
      'Let me see, I’ll see what I can do.',
      'As I’ve already told you, the form comes first.',
      'I will not be spoken to like that.',
    ],
  },
  option: {
    has: [
      'Would you rather wait, or shall I ring you back?',
      'Which suits you, Tuesday or Wednesday?',
      'I can send a new one or put the money back on your card.',
      'Either Dev comes on Friday or you collect it today.',
      'If you’d rather write, this is my address.',
      'Shall I book the nine o’clock?',
      'You can keep it, or send it back at our cost.',
      'do you want the refund on the card or in cash',
      'What do you want me to do first, the refund or the new date?',
    ],
    hasNot: [
      'You’ll have to wait for the letter.',
      'What do you want me to do about it?',
      'We can’t refund or exchange sale items.',
      'I can have it at the desk in a day or two.',
      'Can you just answer yes or no?',
      'I can tell you more or less what it costs.',
      'Two people check each claim, which is why it takes five days.',
      'Sooner or later it turns up.',
      'I can only offer you a voucher.',
    ],
  },
  'next-step': {
    has: [
      'I’ll ring you back by four.',
      'Sara will meet the van at 12:30 and text you the photo.',
      'The engineer is coming on Friday 14th, and his name is Dev.',
      'You will hear from me within five working days.',
      'I’m opening your order; that’s done in about 30 seconds.',
      'One page from me every Tuesday, whether or not there is news.',
      'We’ll write to you before the end of the week.',
      'I’ve moved it to Friday, and Dev will come between nine and eleven.',
      'You’re booked in for Tuesday at ten.',
      'Your refund leaves us tonight, and I’ll check on it tomorrow morning.',
      'I will call you next Wednesday at half past nine.',
      "hi, all booked. I'll message you here by 4.30pm",
      'Dear Ms Okafor, We will write to you again by 14 June.',
      'We are collecting it on Thursday morning.',
      'You were promised a reply by four, and Ana can still write it.',
      'I’m sending the form now.',
    ],
    hasNot: [
      'I’ll look into it and let you know.',
      'I’ll ring you as soon as I can.',
      'We’re not able to do that at all.',
      'I’ll make sure it is with you in time for the party.',
      'For now we are waiting for the warehouse.',
      'You should have had it by Friday.',
      'You were promised a call by four, and nobody rang.',
      'You’ve rung us on Monday and again today.',
      'You must have been worried, with no call until nine.',
      'It was delivered on Monday.',
      'I have it here: it was signed for by one of your neighbours.',
      'I’m at 14 Elm Road.',
      'We’ve had two of these, and I’m told that about two in ten are changed.',
      'Have you called us before today?',
      'How is this affecting you today?',
      'When will you be home on Friday?',
      'I’m afraid there is nothing we can do for you today.',
    ],
  },
};

const among = (lines: string[], need: Need, there: boolean) => lines.filter((line) => needsOf(line)[need] === there);

describe.each(NEEDS)('%s', (need) => {
  const { has, hasNot } = LINES[need];

  test.each(has)('is there in: %s', (line) => {
    expect(needsOf(line)[need]).toBe(true);
  });

  test.each(hasNot)('is not there in: %s', (line) => {
    expect(needsOf(line)[need]).toBe(false);
  });

  test('reads straight and curly apostrophes, capitals, and lines among others alike', () => {
    for (const change of [
      (line: string) => line.replaceAll('’', "'"),
      (line: string) => line.toUpperCase(),
      (line: string) => `Hello Sam,\n\n${line}\n\nBest wishes\nAna`,
      (line: string) => `“${line}”`,
      (line: string) => line.replaceAll(' ', '\u00a0'),
    ]) {
      expect(among(has.map(change), need, false)).toEqual([]);
      expect(among(hasNot.map(change), need, true)).toEqual([]);
    }
  });
});

test('a reply that has all four has them wherever they stand', () => {
  const parts = ['You waited in all day for nothing.', 'That’s on us.', 'Would Tuesday or Friday suit you?', 'I’ll ring you by four.'];
  fc.assert(
    fc.property(fc.shuffledSubarray(parts, { minLength: 4 }), fc.constantFrom(' ', '\n', '\n\n'), (shuffled, between) => {
      expect(needsOf(shuffled.join(between))).toEqual({ acknowledge: true, own: true, option: true, 'next-step': true });
    }),
  );
});

test('saying more never takes a part away', () => {
  const line = fc.constantFrom(...Object.values(LINES).flatMap(({ has, hasNot }) => [...has, ...hasNot]));
  fc.assert(
    fc.property(line, line, (one, other) => {
      const [first, second, both] = [needsOf(one), needsOf(other), needsOf(`${one}\n${other}`)];
      for (const need of NEEDS) expect(both[need]).toBe(first[need] || second[need]);
    }),
  );
});

describe('what works already', () => {
  const FACT = 'It names a fact they can check.';
  const TIME = 'It has a time in it.';
  const FALLBACK = 'It says what happens if things slip.';
  const CHOICE = 'It leaves them a choice.';
  const DOES = 'Somebody in it does something: “I”.';

  test.each<[string, string[]]>([
    ['It went to the old card: £40.', [FACT]],
    ['Order 4471 is in the van.', [FACT]],
    ['The van leaves at noon.', [TIME]],
    ['Ana rings you, even if there is no news.', [FALLBACK]],
    ['If that changes, Ana texts you.', [FALLBACK]],
    ['Use the side door, or would you like the key?', [CHOICE]],
    ['I checked the tracker.', [DOES]],
    ['I’ll ring you at noon.', [TIME, DOES]],
    ['I’ll ring you, either way.', [FALLBACK, DOES]],
    ['I can send the £40 on Friday, even if the form is late. Or would you rather wait?', [FACT, TIME, FALLBACK]],
    ['I refunded £42, so would you rather keep it?', [FACT, CHOICE, DOES]],
  ])('of %j', (text, strengths) => {
    expect(strengthsOf(text)).toEqual(strengths);
  });

  test.each([
    '',
    'The office moves slowly.',
    'I’m sorry you feel that way.',
    'I can’t do that, and I won’t.',
    'What do you want me to do about it?',
    'We cannot cancel or change the order.',
    'We’re not able to do that at all.',
  ])('is nothing in %j', (text) => {
    expect(strengthsOf(text)).toEqual([]);
  });

  test('is at most three things, each once', () => {
    const line = fc.constantFrom(...Object.values(LINES).flatMap(({ has, hasNot }) => [...has, ...hasNot]));
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const strengths = strengthsOf(lines.join(' '));
        expect(strengths.length).toBeLessThanOrEqual(3);
        expect(new Set(strengths).size).toBe(strengths.length);
      }),
    );
  });
});

describe('whatever is pasted', () => {
  const twenty = (text: string) => text.repeat(Math.ceil(20_000 / text.length)).slice(0, 20_000);

  test.each(['', '   \n\u00a0', '\ud800 \udc00', '\u202eמה שלומך?', '…!?', '“”'])('there is nothing in %j', (text) => {
    expect(needsOf(text)).toEqual({ acknowledge: false, own: false, option: false, 'next-step': false });
    expect(strengthsOf(text)).toEqual([]);
  });

  test.each([
    'a',
    ' ',
    '7',
    'I ',
    'you ',
    'we are ',
    'you have ',
    'either ',
    'you can ',
    'or ',
    'was by ',
    'at 14 elm ',
    'between 1 and ',
    'now ',
    'i am so sorry ',
  ])('20,000 characters of %j are read quickly', (text) => {
    const from = performance.now();
    needsOf(twenty(text));
    strengthsOf(twenty(text));
    expect(performance.now() - from).toBeLessThan(500);
  });

  test('any text at all is read, and the same way each time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect([needsOf(text), strengthsOf(text)]).toEqual([needsOf(text), strengthsOf(text)]);
      }),
    );
  });
});
