import type { Finding } from '#lib/finding.ts';

/*
 * The accessibility rules of the content brief (3.2, A3–A10), as far as the sources of the pages can be held to them. What
 * only a browser can tell (axe, keyboard journeys, 320 px) is in e2e/. A1 and A2 are about lessons (features/courses).
 */
export type Source = { file: string; text: string };

/** Where a colour depends on a state, and the words beside it that say the same. A new place has to be entered here, with its words. */
const SAID_IN_WORDS: Record<string, string[]> = {
  'app/certificates/[code]/page.tsx': ['Genuine', 'Revoked'],
  'app/admin/system/page.tsx': ["'Good.'", "'Not good.'"],
  'app/dashboard/page.tsx': ["'done'", "'to do'"],
  'components/ui/field.tsx': ['{message}'],
  'features/enrolments/enrolment-table.tsx': ['stateWords('],
  'features/phrases/coach-notes.tsx': [': there', ': not yet'],
  'features/quizzes/attempt-page.tsx': [', answered', ', not answered'],
  'features/quizzes/attempt-result.tsx': ["'right'", "'not right'"],
  'features/quizzes/marked-answer.tsx': ['You chose this, and it is right', 'You chose this'],
  'features/reviews/card-form.tsx': ["'Right'", 'Not this time'],
  'features/scenarios/debrief-page.tsx': ['{label}'],
  'features/scenarios/meter.tsx': ['wordFor(', 'of 10'],
};

const STATE_COLOUR = /\?\s*'[^']*\b(?:text|border|bg)-(?:coral|pine|amber)\b|var\(--coral\)/;
const lineOf = (text: string, at: number) => text.slice(0, at).split('\n').length;

/** Every rule on every source; the tokens of the style sheet are measured for contrast. */
export function checkPages(sources: Source[]): Finding[] {
  const findings: Finding[] = [];
  for (const source of sources) {
    if (source.file.endsWith('.css')) findings.push(...checkStyles(source));
    else findings.push(...checkMarkup(source));
  }
  return findings;
}

type Pattern = { rule: string; where?: RegExp; wrong: RegExp; unless?: RegExp; message: string };

const PATTERNS: Pattern[] = [
  { rule: 'A4', wrong: /\btext-(?:ink|ink-mid|ink-soft|pine|coral|amber)\/\d+/g, message: 'text made paler than its token, which is what was measured' },
  {
    rule: 'A4',
    wrong: /(?:text|bg|border)-\[(?:#|rgb|hsl|oklch)[^\]]*\]|style=\{\{[^}]*\bcolor: ?'#/g,
    message: 'a colour that is no token, so nobody measured it',
  },
  { rule: 'A5', wrong: /\b(?:min-)?w-\[(?:[3-9]\d\d|\d{4,})px\]/g, message: 'is wider than a page of 320 px' },
  { rule: 'A5', wrong: /\btext-\[\d+px\]/g, message: 'text sized in px does not grow with the reader’s own size' },
  { rule: 'A5', wrong: /user-scalable=no|maximum-?scale/gi, message: 'stops the reader from zooming' },
  {
    rule: 'A5',
    wrong: /\b(?:-?m[lr]|p[lr]|border-[lr]|rounded-[lr]|text-left|text-right)-?(?=[\d[ '"`])/g,
    message: 'names a side; use start and end (ms-, pe-, border-s-)',
  },
  { rule: 'A6', wrong: /tabIndex=\{[1-9]/g, message: 'jumps the order of the keys' },
  { rule: 'A6', wrong: /<(?:div|span|li|p|section|article|tr|td)\b[^>]*\sonClick=/g, message: 'can be clicked and not reached by key' },
  { rule: 'A6', wrong: /(?<!tabIndex=\{-1\}[^>]*)\boutline-none\b/g, message: 'hides the focus of something that keys reach' },
  {
    rule: 'A6',
    wrong: /className="[^"]*(?<![:\w-])(?:fixed\b|sticky[^"]*\b(?:top-0|bottom-0|inset))/g,
    message: 'stays in front of the page and can cover what has focus',
  },
  { rule: 'A7', wrong: /\bdraggable\b|\bonDrag\w*=|\bonPointerMove=/g, message: 'asks for dragging' },
  {
    rule: 'A8',
    wrong: /<input\b[^>]*type="(?:radio|checkbox)"(?![^>]*\bsize-(?:[5-9]|1\d)\b)[^>]*>/g,
    message: 'a box or a button too small to hit (size-5 in a label of 44 px)',
  },
  { rule: 'A8', wrong: /<button\b(?![^>]*className=)[^>]*>/g, message: 'a bare button has no size; use Button' },
  {
    rule: 'A9',
    where: /^features\/(?:quizzes|scenarios|letters|reviews)\//,
    wrong: /\btime(?:Limit|Left)\b|\bcountdown\b|\bsetInterval\(/gi,
    message: 'puts the learner under a clock',
  },
  { rule: 'A10', wrong: /<Field(?:set)?\b[^>]*\bautoFocus\b/g, message: 'takes the focus before anything is said' },
];

function checkMarkup({ file, text }: Source): Finding[] {
  const findings: Finding[] = [];
  const add = (rule: string, message: string, line?: number) => findings.push({ rule, level: 'error', file, message, ...(line ? { line } : {}) });
  for (const { rule, where, wrong, message } of PATTERNS) {
    if (where && !where.test(file)) continue;
    for (const hit of text.matchAll(wrong)) add(rule, `“${hit[0].slice(0, 60)}” ${message}`, lineOf(text, hit.index));
  }
  const colour = STATE_COLOUR.exec(text);
  if (colour) {
    const words = SAID_IN_WORDS[file];
    if (!words) add('A3', 'a colour depends on a state; say which words beside it say the same (SAID_IN_WORDS)', lineOf(text, colour.index));
    for (const word of words ?? [])
      if (!text.includes(word)) add('A3', `a colour depends on a state, and its words are gone: ${word}`, lineOf(text, colour.index));
  }
  if (text.includes('useActionState(') && !/FormMessage|<Field|<TextArea|role="(?:status|alert)"|<CoachedText/.test(text))
    add('A10', 'a form whose answer no screen reader hears (FormMessage, or role="status")');
  if (file === 'components/layout/site.tsx' && !/'\/contact'[\s\S]*<footer/.test(text))
    add('A10', 'help is not in the same place on every page: the footer has no link to it');
  return findings;
}

/* Contrast, as WCAG 2.2 measures it (1.4.3, 1.4.6, 1.4.11), of the tokens themselves. */

type Rgb = [number, number, number];

/** OKLCH to linear sRGB, cut to what a screen can show (Björn Ottosson, 2020). */
export function fromOklch(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const rgb: Rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return rgb.map((channel) => Math.min(1, Math.max(0, channel))) as Rgb;
}

export function contrastOf(one: Rgb, other: Rgb): number {
  const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return light / dark;
}

const GROUNDS = ['paper', 'sand', 'mist'];
/** Each token on each ground, and the least contrast it needs there. */
const NEEDED: [string, string[], number][] = [
  ['ink', GROUNDS, 7],
  ['ink-mid', GROUNDS, 7],
  ...['ink-soft', 'pine', 'pine-deep', 'coral', 'amber'].map((token): [string, string[], number] => [token, GROUNDS, 4.5]),
  ['on-pine', ['pine', 'pine-deep'], 4.5],
  ['rule-strong', GROUNDS, 3],
];

function checkStyles({ file, text }: Source): Finding[] {
  const findings: Finding[] = [];
  const add = (rule: string, message: string) => findings.push({ rule, level: 'error', file, message });
  const [light = '', dark = ''] = text.split('@media (prefers-color-scheme: dark)');
  for (const [theme, part] of [
    ['light', light],
    ['dark', dark],
  ] as const) {
    const tokens = new Map<string, Rgb>();
    for (const [, name, l, c, h] of part.matchAll(/--([a-z-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g))
      if (!tokens.has(name!)) tokens.set(name!, fromOklch(Number(l), Number(c), Number(h)));
    for (const [token, grounds, least] of NEEDED) {
      for (const ground of grounds) {
        const [front, back] = [tokens.get(token), tokens.get(ground)];
        if (!front || !back) add('A4', `the ${theme} theme has no ${front ? ground : token}`);
        else if (contrastOf(front, back) < least)
          add('A4', `${token} on ${ground} is ${contrastOf(front, back).toFixed(2)}:1 in the ${theme} theme; ${least}:1 is needed`);
      }
    }
  }
  if (!/:focus-visible \{[^}]*outline: [2-9]px/.test(text)) add('A6', 'the focus has no outline of 2 px or more');
  if (!/summary \{[^}]*min-block-size: 1\.5rem/.test(text)) add('A8', 'a summary can be less than 24 px high');
  if (!/overflow-wrap: break-word/.test(text)) add('A5', 'a long word can push the page sideways');
  return findings;
}
