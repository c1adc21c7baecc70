import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { ContentError } from '#lib/content.ts';
import { readCourse } from '../courses/course.server.ts';
import { readScenario } from './scenario.server.ts';

/* Authors' mistakes in a conversation: each is made in a copy of a real one, and each must be refused by file, node and reason. */
const home = process.cwd();
const scratch = mkdtempSync(join(tmpdir(), 'composure-scenario-'));
const COURSE = 'content/courses/lower-the-heat';
const DESK = 'returns-desk-raised-voice.scenario.yaml';

beforeEach(() => {
  process.chdir(home);
  rmSync(join(scratch, 'content'), { recursive: true, force: true });
  cpSync(join(home, COURSE), join(scratch, COURSE), { recursive: true });
  cpSync(join(home, 'content/sources.yaml'), join(scratch, 'content/sources.yaml'));
  process.chdir(scratch);
});
afterAll(() => {
  process.chdir(home);
  rmSync(scratch, { recursive: true });
});

const path = (file: string) => join(scratch, COURSE, file);
const edit = (from: string | RegExp, to: string, { file = DESK, after = '' } = {}) => {
  const text = readFileSync(path(file), 'utf8');
  const start = text.indexOf(after);
  expect(start).toBeGreaterThanOrEqual(0);
  const edited = text.slice(0, start) + text.slice(start).replace(from, to);
  expect(edited).not.toBe(text);
  writeFileSync(path(file), edited);
};
/** The same, from the beginning of one node on. */
const inNode = (node: string, from: string | RegExp, to: string) => edit(from, to, { after: `\n  ${node}:\n` });
const inCourse = (from: string | RegExp, to: string) => edit(from, to, { file: 'course.yaml' });

/** What the build reads: the course, and each conversation it lists. */
const read = () => {
  const course = readCourse('lower-the-heat');
  return course.scenarios.map(({ slug }) => readScenario(course, slug));
};

const REPLY = /- line: [\s\S]*?\n {8}reaction/;
const SECOND = /( {6}- line: “Nobody’s[\s\S]*?)(?= {6}- line: “No, no)/;
const FIRST_ROUTE = /( {6}- when: heat >= 7\n.*\n)/;
const LAST_ENDING = 'when: otherwise\n    grade: acceptable';

test('the files as they stand are read, in the order the course lists them', () => {
  expect(read().map(({ id }) => id)).toEqual(['C01-S1', 'C01-S2']);
});

describe('is refused, with its file, node and reason:', () => {
  const desk = (reason: RegExp) => new RegExp(`^courses/lower-the-heat/${DESK.replaceAll('.', '\\.')}: ${reason.source}`);

  test.each<[string, () => unknown, RegExp]>([
    ['no title', () => edit(/^title: .*\n/m, ''), /title: .*expected string/],
    ['no start', () => edit(/^start: .*\n/m, ''), /start: .*expected object/],
    ['no first node', () => edit(/^first: .*\n/m, ''), /first: .*expected string/],
    ['a start without one of its levels', () => edit('trust: 4, fix: 0 }', 'trust: 4 }'), /start\.fix: .*expected number/],
    ['a turn without its outcome', () => inNode('d2', / +outcome: .*\n/, ''), /nodes\.d2: outcome: .*expected string/],
    ['a turn without its prompt', () => inNode('d2', / +prompt: .*\n/, ''), /nodes\.d2: prompt: .*expected string/],
    ['a turn without replies', () => inNode('d2', / +options:\n[\s\S]*?(?= {2}d3:)/, ''), /nodes\.d2: options: .*expected array/],
    ['a reply without its line', () => inNode('d2', REPLY, '- reaction'), /nodes\.d2: options\.0\.line: .*expected string/],
    ['a reply without its reaction', () => inNode('d2', / +reaction: .*\n/, ''), /nodes\.d2: options\.0\.reaction: .*expected string/],
    ['a reply without its commentary', () => inNode('d2', / +why: .*\n/, ''), /nodes\.d2: options\.0\.why: .*expected string/],
    ['a reply that changes two levels of the three', () => inNode('d2', ', fix: 3 }', ' }'), /nodes\.d2: options\.0\.change\.fix: .*expected number/],
    ['a lesson in words', () => edit('lesson: 7', 'lesson: seven'), /lesson: .*expected number, received string/],
    ['a change in words', () => inNode('d2', 'heat: -1', 'heat: down'), /nodes\.d2: options\.0\.change\.heat: .*expected number, received string/],
    ['a change of half a point', () => inNode('d2', 'heat: -1', 'heat: -0.5'), /nodes\.d2: options\.0\.change\.heat: .*expected int/],
    ['one move that is not in a list', () => inNode('d2', '[options]', 'options'), /nodes\.d2: options\.0\.moves: .*expected array/],
    ['a node that is a sentence', () => inNode('d2', /\n {4}outcome[\s\S]*?(?= {2}d3:)/, ' Hello.\n'), /nodes\.d2: .*expected object, received string/],
    ['two replies', () => inNode('d2', SECOND, ''), /nodes\.d2.*: has to offer exactly three replies \(S2\)/],
    ['four replies', () => inNode('d2', SECOND, '$1$1'), /nodes\.d2.*: has to offer exactly three replies \(S2\)/],
    ['a level of 11', () => edit('{ heat: 6', '{ heat: 11'), /start\.heat: Too big: .*<=10/],
    ['a level below 0', () => edit('{ heat: 6', '{ heat: -1'), /start\.heat: Too small: .*>=0/],
    ['a fraction as a level', () => edit('{ heat: 6', '{ heat: 6.5'), /start\.heat: .*expected int/],
    [
      'a reply that leads nowhere',
      () => inNode('d3', 'next: gate', 'next: d9'),
      /nodes\.d3\.options\.0\.next: leads to “d9”, and there is no such node \(S4\)/,
    ],
    ['a reply that leads to a sentence', () => inNode('d3', 'next: gate', 'next: the gate'), /nodes\.d3\.options\.0\.next: is not a node, “end”/],
    ['a misspelt ending', () => inNode('d4b', 'end safe', 'end saef'), /nodes\.d4b\.options\.1\.next: “saef” is no ending with “when: direct”/],
    [
      'a way straight to an ending that has a guard',
      () => inNode('d4a', 'next: end', 'next: end sore'),
      /nodes\.d4a\.options\.0\.next: “sore” is no ending with/,
    ],
    ['a first node that is not there', () => edit('first: d1', 'first: d0'), /first: there is no node “d0”/],
    ...['heat < 3', 'flag', 'anger >= 3', 'heat <= 11', 'heat >= 7 or trust <= 2', 'heat >= -1'].map<[string, () => unknown, RegExp]>((bad) => [
      `a route when “${bad}”`,
      () => inNode('gate', 'heat >= 7', bad),
      new RegExp(`nodes\\.gate: routes\\.0\\.when: “${bad}” is not a condition such as`),
    ]),
    ['an ending when “flag”', () => edit('when: flag paidnoise', 'when: flag'), /endings\.3\.when: “flag” is not a condition such as/],
    ['an ending when “heat < 3” and more', () => edit('when: heat <= 3 and', 'when: heat < 3 and'), /endings\.4\.when: “heat < 3” is not a condition/],
    ['an ending that asks for a flag nobody sets', () => edit('flag paidnoise', 'flag paid'), /endings\.paid: asks for the flag “paid”, which no reply sets/],
    ['a gate that does', () => inNode('gate', 'heat >= 7', 'flag paid'), /nodes\.gate: asks for the flag “paid”, which no reply sets/],
    ['a gate to nowhere', () => inNode('gate', 'next: d4b', 'next: d9'), /nodes\.gate\.routes\.0.*: leads to “d9”, and there is no such node \(S4\)/],
    ['a gate to a gate', () => inNode('gate', 'next: d4b', 'next: gate'), /nodes\.gate\.routes\.0: a gate leads to a reply, never to another gate/],
    ['a gate without “otherwise”', () => inNode('gate', 'otherwise', 'heat <= 6'), /nodes\.gate\.routes: the last route has to be “otherwise”/],
    [
      'a gate that begins with it',
      () => inNode('gate', FIRST_ROUTE, '      - when: otherwise\n        next: d4b\n'),
      /nodes\.gate\.routes\.0: only the last route is/,
    ],
    ['a gate with a “direct” route', () => inNode('gate', 'heat >= 7', 'direct'), /nodes\.gate\.routes\.0: .*none is “direct”/],
    ['a gate with one route', () => inNode('gate', FIRST_ROUTE, ''), /nodes\.gate\.routes: Too small: .*>=2 items/],
    [
      'an ending after “otherwise”',
      () => edit('when: heat >= 7\n    grade', 'when: otherwise\n    grade'),
      /endings\.5: “broken” is “otherwise” and not the last/,
    ],
    [
      'no “otherwise” among the endings',
      () => edit(LAST_ENDING, LAST_ENDING.replace('otherwise', 'heat <= 6')),
      /endings: the last ending has to be “otherwise”/,
    ],
    ['a last ending that is “direct”', () => edit(LAST_ENDING, LAST_ENDING.replace('otherwise', 'direct')), /endings: the last ending has to be “otherwise”/],
    ['two endings with one id', () => edit('- id: broken', '- id: repaired'), /endings: two endings share the id “repaired”/],
    ['an unknown grade', () => edit('grade: retry', 'grade: so-so'), /endings\.1\.grade: Invalid option: .*"retry"/],
    ['no best reply', () => inNode('d2', 'quality: best', 'quality: ok'), /nodes\.d2: wants exactly one best reply \(S7\)/],
    ['two best replies', () => inNode('d2', 'quality: poor', 'quality: best'), /nodes\.d2: wants exactly one best reply \(S7\)/],
    ['an unknown move', () => inNode('d2', '[options]', '[choices]'), /nodes\.d2: options\.0\.moves\.0: Invalid option: .*"options"/],
    ['an unknown quality', () => inNode('d2', 'quality: poor', 'quality: bad'), /nodes\.d2: options\.1\.quality: Invalid option: .*"poor"/],
    ['an empty line', () => inNode('d2', REPLY, '- line: ""\n        reaction'), /nodes\.d2.*options\.0\.line: Too small: .*>=1 characters/],
    ['a line of spaces', () => inNode('d2', REPLY, '- line: "  "\n        reaction'), /nodes\.d2.*options\.0\.line: Too small: .*>=1 characters/],
    ['a flag that is not an id', () => inNode('d2', 'flag: paidnoise', 'flag: Paid noise'), /nodes\.d2\.options\.2\.flag: is not an id/],
    ['an outcome of another course', () => inNode('d2', 'C01-O4', 'C03-O4'), /nodes\.d2\.outcome: C03-O4 is not an outcome of this course \(S2\)/],
    ['an outcome the course does not have', () => inNode('d2', 'C01-O4', 'C01-O9'), /nodes\.d2\.outcome: C01-O9 is not an outcome of this course/],
    ['a lesson that does not exist', () => edit('lesson: 7', 'lesson: 9'), /lesson: there is no lesson 9/],
    ['an id that is not one', () => edit('id: C01-S2', 'id: returns'), /id: is not a scenario id such as C03-S1/],
    ['an unknown key', () => edit('first: d1', 'first: d1\nhint: Step back.'), /Unrecognized key: "hint"/],
    ['an unknown key of a turn', () => inNode('d2', 'outcome:', 'hint: Step back.\n    outcome:'), /nodes\.d2: Unrecognized key: "hint"/],
    ['an unknown key of a reply', () => inNode('d2', 'moves:', 'hint: Step back.\n        moves:'), /nodes\.d2.*options\.0: Unrecognized key: "hint"/],
    ['an unknown level to change', () => inNode('d2', 'fix: 3 }', 'fix: 3, mood: 2 }'), /nodes\.d2.*options\.0\.change: Unrecognized key: "mood"/],
    ['an unknown key of a gate', () => inNode('gate', 'routes:', 'prompt: Well?\n    routes:'), /nodes\.gate: Unrecognized key: "prompt"/],
    ['two nodes of one name', () => edit('\n  d2:', '\n  d1:'), /is not YAML: Map keys must be unique at line \d+/],
    ['a colon that wants quotes', () => inNode('d3', /prompt: .*\n/, 'prompt: He says: well?\n'), /is not YAML: .* at line \d+/],
    ['no YAML at all', () => writeFileSync(path(DESK), '{ He says: “Well?”'), /is not YAML: .* at line 1/],
    ['an empty file', () => writeFileSync(path(DESK), ''), /.*expected object, received null/],
  ])('%s', (_, mistake, reason) => {
    mistake();
    expect(refusal()).toMatch(desk(reason));
  });

  test.each<[string, () => unknown, RegExp]>([
    [
      'a conversation that is listed and not there',
      () => rmSync(path(DESK)),
      /lists returns-desk-raised-voice, and there is no returns-desk.*\.scenario\.yaml$/,
    ],
    [
      'one that is there and not listed',
      () => inCourse('  - returns-desk-raised-voice\n', ''),
      /does not list returns-desk-raised-voice, and there is a returns-desk/,
    ],
    ['one that is listed by another name', () => inCourse('  - returns-desk-raised-voice', '  - returns-desk'), /(does not list|lists) returns-desk/],
  ])('%s', (_, mistake, reason) => {
    mistake();
    expect(refusal()).toMatch(new RegExp(`^courses/lower-the-heat/course\\.yaml: scenarios: ${reason.source}`));
  });

  function refusal(): string {
    let refused: unknown;
    try {
      read();
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(ContentError);
    return (refused as ContentError).message;
  }
});
