import { sentencesIn, straighten } from './sentences.ts';

/** What a good reply needs. A part that is missing gets a prompt, never a score. */
export const NEEDS = ['acknowledge', 'own', 'option', 'next-step'] as const;
export type Need = (typeof NEEDS)[number];
export type Needs = Record<Need, boolean>;

export const NEED_WORDS: Record<Need, { name: string; prompt: string }> = {
  acknowledge: { name: 'Acknowledge', prompt: 'What happened, and what did it cost them? Say it in their words.' },
  own: { name: 'Own', prompt: 'Which part is yours? Put your name to it.' },
  option: { name: 'Option', prompt: 'Is there a choice you can put in front of them?' },
  'next-step': { name: 'Next step with a time', prompt: 'Who does what, and by when?' },
};

const NUMBER = '(?:\\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty)';
const SPAN = '(?:minutes?|hours?|days?|weeks?|months?|nights?|mornings?|times?|calls?|visits?|emails?|letters?|years?)';
const DAY = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const MONTH = '(?:january|february|march|april|may|june|july|august|september|october|november|december)';
/** After a number on its own: it counts things, or is a house in a street, and is no time of day. */
const COUNTED = `(?:%| (?:of|in (?:\\d|four|five|ten|every)|more|other|people|engineers?|colleagues?|neighbours?|occasions?|condition|point|hand|side|${SPAN}|(?:\\w+ ){1,2}(?:road|street|lane|avenue))\\b)`;
const CLOCK = `(?:noon|midday|midnight|lunchtime|(?:half (?:past )?|quarter (?:past|to) )?${NUMBER}\\b(?!${COUNTED}))`;
const DATE = `(?:the \\d{1,2}(?:st|nd|rd|th)|\\d{1,2}(?:st|nd|rd|th)? ${MONTH}|${MONTH} \\d{1,2})`;
const WHEN = `(?:today|tonight|tomorrow|(?:next |this )?${DAY}|${CLOCK}|\\d{1,2}(?:[.:]\\d\\d)?(?:am|pm)\\b|${DATE}|next week|(?:the )?end of (?:the (?:day|week|month)|today|${DAY}|${MONTH})|close of business)`;

/** A promise of its own: by four, every Tuesday. */
const DEADLINE = new RegExp(`\\b(?:by|before(?! today| tonight)) ${WHEN}\\b|\\bevery ${DAY}\\b`, 'i');

/** What was due and did not come is no promise, unless something is said of what comes now. */
const LOOKS_BACK = /\b(?:was|were|should(?: have|'ve)|promised|owed|missed|did(?:n't| not)|never)\b[^.!?]{0,80}\b(?:by|before|every)\b/i;
const LOOKS_AHEAD = /(?:'ll|\bwill|\bcan|\bgoing to)\b(?!'t| not)/i;

/** A time somebody could hold you to. */
const TIME = new RegExp(
  [
    `\\b(?:by|at|before|until|till|from|on|around|about) (?:about |around )?${WHEN}\\b`,
    `\\bbetween (?:noon|${NUMBER})\\b[^.!?]{0,8} and (?:noon|midnight|${NUMBER})\\b`,
    `\\b(?:within|in|about|around) (?:about |around |the next )?${NUMBER} (?:working |more )?${SPAN}\\b`,
    '\\b(?:within|in) (?:about )?(?:a|an|half an) (?:hour|day|week|fortnight)\\b|\\bwithin the (?:hour|day|week)\\b',
    `\\bevery ${DAY}\\b|\\bnext (?:${DAY}|week)\\b|\\b${DAY} (?:morning|lunchtime|afternoon|evening)\\b`,
    '\\b(?:today|tonight|tomorrow|this (?:morning|afternoon|evening))\\b',
    '(?<!\\b(?:for|by|until|till|before|just|even|up to) )\\bnow\\b(?! and (?:then|again)\\b| that\\b)',
    `\\b${NUMBER} (?:minutes|seconds)\\b`,
  ].join('|'),
  'i',
);

const ASKING = 'what|how|who|which|why|where|when|else';

/** Somebody does something, or something is arranged; not what the customer has done or has to be. */
const ACTION = new RegExp(
  [
    `(?<!\\b(?:${ASKING}))(?:'ll| will)(?! not\\b) \\w`,
    `\\b(?!(?:you|${ASKING})\\b)[a-z]{1,20}(?:'m| am| is|'re| are)(?! (?:afraid|sorry|sure|no|not|nothing|nobody|unable|closed|shut|busy|full)\\b) \\w`,
    `\\b(?!(?:you|who|should|could|would|might|must)\\b)[a-z]{1,20}(?:'ve| have)(?! (?:to|no|not|nothing)\\b) \\w`,
    "\\byou(?:'re| are) (?:\\w+ )?(?:booked|down for|first|next)\\b",
  ].join('|'),
  'i',
);

/** Sorry, and nothing named: it neither acknowledges nor owns. */
const EMPTY_SORRY =
  ",? (?:but|if|there is|there's|(?:that )?you feel (?:that|this|the|so|like|we|you)|(?:for|about) (?:any |the (?:inconvenience|misunderstanding|confusion(?! \\w))))";

const ACKNOWLEDGES = [
  /(?<!\b(?:if|unless|once|until|have) )\byou(?: had| were| waited| needed| paid| expected| rang| called| asked| told| said| planned| counted| sent| trusted| booked| lost| missed)\b/i,
  /(?<!\b(?:if|unless|once|until) )\byou'd\b(?! (?:like|need|be|have|better)\b)/i,
  /(?<!\b(?:if|unless|once|until|when) )\byou(?:'ve| have) (?:already |now |just |only |both |all )?(?:been|had|lost|paid|told|sent|rung|spent|done|come|gone|written|made|kept|heard|put|taken|given|\w{2,20}ed)\b(?! to\b)/i,
  /\bi can (?:see|hear) (?:how|why|that|what)\b/i,
  /\b(?:that|this|it)(?:'s| is| must be| sounds)(?: \w+)? (?:a lot|hard|worrying|unfair|upsetting|a shock|not what you)\b/i,
  /\bno use to you\b/i,
  new RegExp(`\\b${NUMBER} (?:missed|unanswered|failed|wrong|wasted) \\w+`, 'i'),
  /\b(?:that|it) sounds (?:like|as)\b/i,
  /\bthank you for (?:telling|ringing|calling|waiting|letting|writing)\b/i,
  new RegExp(`\\b(?:the |${NUMBER} |your )?(?:first|second|third|fourth|fifth) (?:time|call|visit|e-?mail|letter)\\b`, 'i'),
  new RegExp(`^${NUMBER} (?:\\w+ )?${SPAN}\\b`, 'i'),
  new RegExp(`\\bi(?:'m| am) (?:so |very |really )?sorry(?!${EMPTY_SORRY}) (?:about|for|that|to hear|you|we|i)\\b`, 'i'),
];

const OWNS = [
  /\b(?:i|we) (?:missed|sent|lost|broke|forgot|gave|made|did(?:n't| not)|should have|got|let you down|promised|told|was|were)\b/i,
  /\b(?:on us|ours to|our (?:mistake|error|fault|part|doing)|my (?:mistake|error|fault)|i own|i take that back|let you down)\b/i,
  /\bi(?:'ll| will|'m going to)\b(?! (?:try|see what|not)\b)/i,
  /(?<!\bas )\bi've\b(?! (?:been told|already (?:told|said|explained)|no)\b)/i,
  new RegExp(`\\bi(?:'m| am) (?!(?:afraid|sure|not|unable)\\b|only doing my job|(?:so |very |really )?sorry${EMPTY_SORRY})`, 'i'),
];

/** Two ways; “a day or two”, “yes or no” and “sooner or later” are one. */
const OR = '\\bor\\b(?! (?:so|two|three|less|more|later|no)\\b)';

const OFFERS = [
  /\bwould you (?:rather|prefer|like|want)\b/i,
  /(?<!\bwhat )\bdo you (?:prefer|want)\b/i,
  /\bwhich (?:of|one|would|suits|matters|do you)\b/i,
  /\bwhich (?:is|works)\b[^.!?]{0,60}\?/i,
  new RegExp(`\\beither\\b[^.!?]{1,80}${OR}`, 'i'),
  /\b(?:two|three|2|3|some|a few) (?:options|routes|ways|choices|things i can|things are)\b/i,
  new RegExp(`\\b(?:i|we|you) (?:can|could)\\b(?!'t| not)[^.!?]{1,90}${OR}`, 'i'),
  new RegExp(`${OR}[^.!?]{2,60}\\?`, 'i'),
  /\bif you(?:'d)? (?:rather|prefer)\b/i,
  new RegExp(`^${OR}`, 'i'),
  /\bshall i\b/i,
  /\byou can (?:use|ask|take|have|choose|keep)\b/i,
  /\b(?:your choice|up to you)\b/i,
];

const FALLBACK =
  /\b(?:even if|either way|if (?:that|it|this) (?:slips|changes|fails)|if (?:i|we|he|she|they) can(?:'t|not)|if (?:nobody|nothing)|whatever happens)\b/i;

/** “I” with a verb of doing: not “I can't”, “I'm afraid” or “I'm sorry you feel”. */
const DOES =
  /\bI(?:'ll|'ve|'m)? (?!(?:ca|do|wo|did|could|would|have|has)n't\b|cannot\b|(?:am |can |do |did |will |could )?(?:not|afraid|sorry|sure|unable)\b|never\b)\w+/;

const some = (patterns: RegExp[], text: string) => patterns.some((pattern) => pattern.test(text));

const promises = (sentence: string) =>
  (DEADLINE.test(sentence) && (!LOOKS_BACK.test(sentence) || LOOKS_AHEAD.test(sentence))) || (TIME.test(sentence) && ACTION.test(sentence));

/** Which parts of a good reply are there. It reads words, not the situation: a tick is a hint and no mark. */
export function needsOf(text: string): Needs {
  const sentences = sentencesIn(straighten(text)).map((sentence) => sentence.text);
  return {
    acknowledge: sentences.some((sentence) => some(ACKNOWLEDGES, sentence)),
    own: sentences.some((sentence) => some(OWNS, sentence)),
    option: sentences.some((sentence) => some(OFFERS, sentence)),
    'next-step': sentences.some(promises),
  };
}

/** What works in it already; at most three are said. */
export function strengthsOf(text: string): string[] {
  const plain = straighten(text);
  const found = [
    /[£$€]\s?\d|\b\d{1,3}(?:st|nd|rd|th)\b|\b\d{2,}\b/.test(plain) ? 'It names a fact they can check.' : '',
    TIME.test(plain) ? 'It has a time in it.' : '',
    FALLBACK.test(plain) ? 'It says what happens if things slip.' : '',
    some(OFFERS, plain) ? 'It leaves them a choice.' : '',
    DOES.test(plain) ? 'Somebody in it does something: “I”.' : '',
  ];
  return found.filter(Boolean).slice(0, 3);
}
