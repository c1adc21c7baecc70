import { describe, expect, test } from 'vitest';
import { readText } from '#lib/content.ts';
import { getCompiledRules } from '../phrases/phrase.server.ts';
import { readBank } from '../quizzes/bank.server.ts';
import { findCourse, getSources } from './course.server.ts';
import type { Lesson } from './course.ts';
import { checkLesson } from './lesson-checks.ts';
import { parseMdx } from './lesson-mdx.ts';
import { readingEase, runsOf, sentencesOf, wordsOf } from './prose-checks.ts';

const course = findCourse('straight-and-kind')!;
const bank = readBank(course);
const avoid = getCompiledRules();
const fileOf = (lesson: Lesson) => `courses/${course.slug}/${lesson.file}`;

const check = (lesson: Lesson, text: string) =>
  checkLesson({
    course,
    lesson,
    file: fileOf(lesson),
    text,
    tree: parseMdx(text),
    quizItems: bank.checks[lesson.slug]?.draw ?? 0,
    avoid,
    register: getSources(),
  });

const sound = course.lessons[2]!;
const words = readText(fileOf(sound));
const found = check(sound, words).map(({ rule, level, message }) => `${level} ${rule} ${message}`);

const HEADING = '## Your turn\n';
/** The sound lesson with something added under one of its headings. */
const adding = (prose: string) => words.replace(HEADING, `${HEADING}\n${prose}\n`);
const without = (name: string) => words.replaceAll(new RegExp(`<${name}\\b[^>]*>[\\s\\S]*?</${name}>`, 'g'), '');
const front = words.slice(0, words.indexOf('\n---', 4) + 5);
const repeat = (text: string, count: number) => Array(count).fill(text).join(' ');
const cited = (id: string) => ({ ...sound.sources[0]!, id });

test('L12: eight words in a row out of a text it was written from', () => {
  const seeds = new Set(runsOf('They rang, and nobody at all came to the door that day.'));
  const tree = parseMdx(words);
  const input = { course, lesson: sound, file: fileOf(sound), tree, quizItems: 4, avoid, register: getSources(), seeds };
  const shared = checkLesson({ ...input, text: adding('“They rang and nobody at all CAME to the door,” she said.') });
  expect(shared.filter(({ rule }) => rule === 'L12').map(({ level }) => level)).toEqual(['error']);
  expect(checkLesson({ ...input, text: adding('They rang and nobody at all came by.') }).filter(({ rule }) => rule === 'L12')).toEqual([]);
});

test('every rule of the brief is broken below', () => {
  const rules = new Set(broken.map(([rule]) => rule.split(' ')[1]));
  expect([...rules]).toEqual([...Array.from({ length: 16 }, (_, at) => `L${at + 1}`), 'T23', 'A1']);
});

/** Level and rule, what the author did, the text, the reason, and what the lesson says of itself. */
const broken: [string, string, string, RegExp, Partial<Lesson>?][] = [
  ['error L1', 'too few words', `${front}${repeat('Say it now.', 120)}`, /360 words of body text; 400–1,300/],
  ['error L1', 'too many words', adding(repeat('Say it now.\n\n', 300)), /words of body text; 400–1,300/],
  ['warn L1', 'rather few words', `${front}${repeat('Say it now.', 150)}`, /450 words of body text; 500–1,100/],
  ['warn L1', 'rather many words', adding(repeat('Say it now.\n\n', 60)), /words of body text; 500–1,100/],
  ['error L2', 'hard words', adding(repeat('Organisational communication necessitates considerable administrative deliberation.\n\n', 40)), /50 is the limit/],
  ['warn L2', 'rather hard words', adding(repeat('Communication necessitates deliberation.\n\n', 30)), /60 is the aim/],
  ['error L3', 'long sentences throughout', adding(repeat(`So ${repeat('we say it', 8)} at once.\n\n`, 200)), /words a sentence on average; 18/],
  ['error L3', 'a sentence of 40 words', adding(`So ${repeat('say it', 19)} now.`), /a sentence of 40 words/],
  ['warn L3', 'a sentence of 30 words', adding(`So ${repeat('say it', 14)} now.`), /a sentence of 30 words/],
  ['error L4', 'nothing to try', without('TryIt'), /has no <TryIt>/],
  ['error L4', 'a prompt without a question', adding('<TryIt id="x">\nAn answer.\n</TryIt>'), /asks no question/],
  ['error L4', 'a prompt without an answer', adding('<TryIt id="x" question="Why?">\n</TryIt>'), /no answer to hide/],
  ['error L5', 'no worked example', without('WorkedExample'), /has no <WorkedExample>/],
  ['error L5', 'no practice', without('Practice'), /has no <Practice>/],
  [
    'error L5',
    'practice before the example',
    words.replace('## Is now all right?', '<Practice id="x" title="Now">\nWrite one.\n</Practice>\n\n## Is now all right?'),
    /<Practice> comes before/,
  ],
  ['error L6', 'no outcome', words, /names no outcome/, { outcomes: [] }],
  ['error L6', 'an outcome of another course', words, /C04-O1 is not an outcome/, { outcomes: ['C04-O1'] }],
  ['error L7', 'one source', words, /lists 1 source; two are wanted/, { sources: [cited('BAIL00')] }],
  ['error L7', 'a source nobody knows', adding('So.<Cite id="NOPE99" />'), /cites NOPE99, which is not in the register/],
  ['error L7', 'a source it does not list', adding('So.<Cite id="ORSI10" />'), /cites ORSI10, which its front matter does not list/],
  ['warn L7', 'a source it never cites', words, /lists ORSI10 and never cites it/, { sources: [...sound.sources, cited('ORSI10')] }],
  ['warn L8', 'a claim without a source', adding('One experiment found that people prefer it so.'), /a claim without a source: “One experiment/],
  ['error L9', 'a figure from a source nobody checked', adding('It helped 78 of them.<Cite id="CARP" />'), /a figure rests on CARP/],
  ['error L10', 'a skipped level', adding('#### Too deep'), /“Too deep” skips a heading level/],
  ['error L10', 'a second title', adding('# A title'), /“A title” skips a heading level/],
  ['warn L10', 'too much under one heading', adding(repeat('Say it now.', 110)), /words under “Your turn”; 300/],
  ['warn L11', 'no return to an earlier lesson', words.replace(' recalls="2"', ''), /no <TryIt recalls/],
  ['warn L11', 'a return to itself', words.replace(' recalls="2"', ' recalls="3"'), /no <TryIt recalls/],
  ['error L12', 'a trademark in its title', words, /“SPIKES” in a title or slug/, { title: 'SPIKES for service' }],
  ['error L13', 'a guarantee', adding('This is guaranteed.'), /banned copy: “guaranteed”/],
  ['error L13', 'a hundred per cent', adding('It is 100% sure.'), /banned copy: “100%”/],
  ['error L13', 'studies that show', adding('Studies show it.'), /“studies show” with no source/],
  ['error L13', 'a guarantee in its point', words, /banned copy: “guaranteed”/, { point: 'This is guaranteed.' }],
  ['warn L14', 'a phrase we avoid', adding('You should have read the terms.'), /our own avoid list \(PX01\)/],
  ['warn L15', 'too many minutes', words, /says 40 minutes/, { minutes: 40 }],
  ['warn L15', 'too few minutes', words, /says 2 minutes/, { minutes: 2 }],
  ['warn L16', 'American spelling', adding('We apologize.'), /not British spelling: “apologize”/],
  ['warn L16', 'a difficult customer', adding('A difficult customer rings.'), /our word is “difficult situation”/],
  ['error T23', 'an import', `${words}\nimport fs from 'node:fs'\n`, /holds code/],
  ['error T23', 'an export', `${words}\nexport const x = 1\n`, /holds code/],
  ['error T23', 'an expression', adding('It is {process.env.AUTH_SECRET}.'), /holds code/],
  ['error T23', 'an attribute that is code', adding('<Callout title={1}>\nSo.\n</Callout>'), /<Callout> has an attribute that is not a plain string/],
  ['error T23', 'spread attributes', adding('<Callout {...props}>\nSo.\n</Callout>'), /<Callout> has an attribute that is not a plain string/],
  ['error A1', 'an image without words', adding('![](line.png)'), /an image without alternative text/],
];

describe('a lesson is told of', () => {
  test.each(broken)('%s: %s', (rule, _, text, reason, about = {}) => {
    const now = check({ ...sound, ...about }, text).map(({ rule: id, level, message }) => `${level} ${id} ${message}`);
    expect(now.filter((line) => line.startsWith(`${rule} `)).join('\n')).toMatch(reason);
    expect(found.filter((line) => line.startsWith(`${rule} `) && reason.test(line))).toEqual([]);
  });

  test('a finding with its file and line', () => {
    const text = adding('It is {1}.');
    const line = text.split('\n').indexOf('It is {1}.') + 1;
    expect(check(sound, text)).toContainEqual({ rule: 'T23', level: 'error', file: fileOf(sound), line, message: expect.any(String) });
  });
});

describe('a lesson is not told of', () => {
  test.each<[string, string]>([
    ['L14', '<Exchange title="x">\n<Turn who="Jo" side="you">You should have read the terms.</Turn>\n</Exchange>'],
    ['L14', 'He said “You should have read the terms.”'],
    ['L13', 'They call it “guaranteed”.'],
    ['L8', 'A study of 12 people found so.<Cite id="MANN17" />'],
    ['L9', 'It helped 78 of them.<Cite id="MANN17" />'],
    ['L3', `“${repeat('say it', 20)}.”`],
    ['A1', '![A settling line](line.png)'],
    ['L16', 'We apologise, and organise it.'],
  ])('%s for %j', (rule, prose) => {
    expect(
      check(sound, adding(prose))
        .filter((finding) => finding.rule === rule)
        .map(({ message }) => message),
    ).toEqual(
      check(sound, words)
        .filter((finding) => finding.rule === rule)
        .map(({ message }) => message),
    );
  });
});

test.each(course.lessons.map((lesson): [string, Lesson] => [lesson.slug, lesson]))('the real lesson %s breaks no rule', (_, lesson) => {
  expect(check(lesson, readText(fileOf(lesson))).filter(({ level }) => level === 'error')).toEqual([]);
});

test.each([
  ['Say it. Now!', ['Say it.', 'Now!']],
  ['Mr. Osei pays £2.50, e.g. today. Yes?', ['Mr Osei pays £2·50, e.g today.', 'Yes?']],
  ['He said “Go on.” She went.', ['He said “Go on.', 'She went.']],
  ['— … !', []],
])('%j is the sentences %j', (text, sentences) => {
  expect(sentencesOf(text)).toEqual(sentences);
});

test('words and reading ease are counted as a person would', () => {
  expect(wordsOf('It’s £2,900 – Colette’s van.')).toEqual(['It’s', '2,900', 'Colette’s', 'van.']);
  expect(readingEase('The cat sat. It was on the mat.')).toBeGreaterThan(100);
  expect(readingEase('Organisational communication necessitates administrative deliberation.')).toBeLessThan(0);
});
