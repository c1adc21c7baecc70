import { describe, expect, test } from 'vitest';
import { findCourse } from '../courses/course.server.ts';
import type { Course } from '../courses/course.ts';
import { missingPrompts, nextStep, noteKey, noteSchema, notesAsText, type Progress, placeSchema } from './progress.ts';

const course = findCourse('straight-and-kind')!;
const slugs = course.lessons.map(({ slug }) => slug);
const lesson = course.lessons[2]!;
const heading = lesson.headings[1]!.id;
const when = new Date('2026-11-21T09:30:00Z');

const progress = (part: Partial<Progress> = {}): Progress => ({
  enrolmentId: 'e1',
  courseSlug: course.slug,
  enrolledAt: when,
  dueAt: null,
  completed: new Set(),
  notes: new Map(),
  place: null,
  finals: [],
  delayed: [],
  letters: [],
  checks: [],
  exercises: new Map(),
  runs: [],
  allowance: false,
  due: 0,
  certificate: null,
  ...part,
});
const final = (part: Partial<Progress['finals'][number]>): Progress['finals'][number] => ({
  id: 'a1',
  open: false,
  passed: null,
  score: null,
  of: 15,
  startedAt: when,
  markedAt: null,
  ...part,
});
const at = (slug: string, where: string | null = null) => ({ lesson: slug, heading: where, at: when });
const url = (slug: string) => `/courses/${course.slug}/lessons/${slug}`;
const done = new Set(slugs);
const failed = final({ id: 'a0', passed: false, score: 9, markedAt: when });

const run = (scenario: string, verdict: Progress['runs'][number]['verdict']): Progress['runs'][number] => ({
  id: `r-${scenario}`,
  scenario,
  verdict,
  ending: verdict && 'sore',
  replies: 3,
  startedAt: when,
  endedAt: verdict && when,
});
const [wedding, laptop] = course.scenarios.map(({ slug }) => slug);
const practised = [run(wedding!, 'GOOD'), run(laptop!, 'POOR'), run(laptop!, 'ACCEPTABLE')];
const practice = (slug: string) => `/courses/${course.slug}/practice/${slug}`;

describe('the next step', () => {
  test.each<[string, Partial<Progress>, string, string]>([
    ['for somebody new is lesson 1', {}, 'Start lesson 1', url(slugs[0]!)],
    ['for somebody who looked in is the lesson they were in', { place: at(slugs[0]!) }, 'Continue lesson 1', url(slugs[0]!)],
    ['returns to the heading they were at', { place: at(lesson.slug, heading) }, 'Continue lesson 3', `${url(lesson.slug)}#${heading}`],
    ['forgets a heading the lesson no longer has', { place: at(lesson.slug, 'gone') }, 'Continue lesson 3', url(lesson.slug)],
    ['forgets a heading of another lesson', { place: at(slugs[0]!, heading) }, 'Continue lesson 1', url(slugs[0]!)],
    [
      'after a lesson that is done is the first that is not',
      { place: at(slugs[0]!, 'x'), completed: new Set(slugs.slice(0, 2)) },
      'Continue lesson 3',
      url(slugs[2]!),
    ],
    [
      'is the lesson they are in, though an earlier one is open',
      { place: at(slugs[4]!), completed: new Set([slugs[0]!]) },
      'Continue lesson 5',
      url(slugs[4]!),
    ],
    [
      'goes back to the lesson that was left out',
      { place: at(slugs[6]!), completed: new Set(slugs.filter((_, number) => number !== 1)) },
      'Continue lesson 2',
      url(slugs[1]!),
    ],
    ['survives a place in a lesson that no longer exists', { place: at('gone', 'x') }, 'Continue lesson 1', url(slugs[0]!)],
    [
      'with every lesson done is the final check',
      { completed: done, runs: practised, place: at(slugs[6]!) },
      'Take the final check',
      `/courses/${course.slug}/final-check`,
    ],
    [
      'after a final check not passed is another',
      { completed: done, runs: practised, finals: [failed] },
      'Take the final check again',
      `/courses/${course.slug}/final-check`,
    ],
    [
      'is an open final check before everything else',
      { completed: new Set(slugs.slice(0, 3)), place: at(slugs[4]!), finals: [final({ id: 'a2', open: true }), failed] },
      'Go on with the final check',
      '/attempts/a2',
    ],
    [
      'with the final check passed is still the lesson that is not done',
      { completed: new Set(slugs.slice(0, 6)), finals: [final({ passed: true })] },
      'Continue lesson 7',
      url(slugs[6]!),
    ],
    ['with every lesson done is the first conversation', { completed: done }, 'Practise a conversation', practice(wedding!)],
    ['goes on with a conversation that ended badly, or is open', { completed: done, runs: [run(wedding!, 'POOR')] }, 'Go on practising', practice(wedding!)],
    [
      'is the second conversation once the first ended well enough',
      { completed: done, runs: [run(wedding!, 'ACCEPTABLE'), run(wedding!, 'POOR')] },
      'Practise a conversation',
      practice(laptop!),
    ],
    [
      'with everything done is the certificate',
      { completed: done, finals: [final({ passed: true })], certificate: { code: 'ABCD', issuedAt: when } },
      'See your certificate',
      '/certificates/ABCD',
    ],
    [
      'with a certificate and a new lesson in the course is that lesson',
      { completed: new Set(slugs.slice(0, 6)), certificate: { code: 'ABCD', issuedAt: when } },
      'Continue lesson 7',
      url(slugs[6]!),
    ],
  ])('%s', (_, part, label, href) => {
    expect(nextStep(course, progress(part))).toMatchObject({ label, href });
  });

  test('says what it is: the lesson’s title, how many questions, or that answers are saved', () => {
    expect(nextStep(course, progress()).detail).toBe(course.lessons[0]!.title);
    expect(nextStep(course, progress({ completed: done, runs: practised })).detail).toBe('15 questions, no clock');
    expect(nextStep(course, progress({ finals: [final({ open: true })] })).detail).toBe('Your answers are saved.');
  });
});

describe('the prompts still to attempt', () => {
  const ids = lesson.prompts.map(({ id }) => id);
  const after = (...notes: [string, string][]) => missingPrompts(lesson, progress({ notes: new Map(notes) })).map(({ id }) => id);

  test('are all of them at first, in the order of the lesson', () => {
    expect(ids.length).toBeGreaterThan(1);
    expect(after()).toEqual(ids);
  });

  test('are fewer by one opened without writing', () => {
    expect(after([noteKey(lesson.slug, ids[0]!), ''])).toEqual(ids.slice(1));
  });

  test('are none when each was attempted', () => {
    expect(after(...ids.map((id): [string, string] => [noteKey(lesson.slug, id), 'My words.']))).toEqual([]);
  });

  test('are not met by a prompt of the same name in another lesson, nor by practice', () => {
    const written = lesson.noteIds.find((id) => !ids.includes(id))!;
    expect(after([noteKey(slugs[0]!, ids[0]!), 'x'], [noteKey(lesson.slug, written), 'x'])).toEqual(ids);
  });
});

test('a note holds up to 5,000 characters, and an empty box is a note too', () => {
  const note = { course: course.slug, lesson: lesson.slug, block: 'x' };
  expect(noteSchema.parse(note).text).toBe('');
  expect(noteSchema.safeParse({ ...note, text: 'x'.repeat(5_000) }).success).toBe(true);
  for (const text of ['x'.repeat(5_001), ['x'], null]) expect(noteSchema.safeParse({ ...note, text }).success).toBe(false);
  expect(noteSchema.safeParse({ ...note, userId: 'somebody-else' }).success).toBe(false);
});

test('a place is a heading or none, and nothing else', () => {
  expect([{ heading: 'x' }, { heading: null }].every((place) => placeSchema.safeParse(place).success)).toBe(true);
  expect(
    [{}, { heading: 'x'.repeat(121) }, { heading: ['x'] }, { heading: 'x', lesson: 'y' }, null].some((place) => placeSchema.safeParse(place).success),
  ).toBe(false);
});

test('in a course in preparation it is its conversations, and then the course itself', () => {
  const early: Course = { ...findCourse('lower-the-heat')!, status: 'in-preparation', lessons: [] };
  const played = early.scenarios.map(({ slug }) => run(slug, 'GOOD'));
  expect(nextStep(early, progress()).href).toBe(`/courses/${early.slug}/practice/${early.scenarios[0]!.slug}`);
  expect(nextStep(early, progress({ runs: played })).href).toBe(`/courses/${early.slug}`);
});

test('what was written is taken away as text, lesson by lesson, without the boxes that were only opened', () => {
  const [first] = course.lessons;
  const [prompt] = first!.prompts;
  const written = progress({
    notes: new Map([
      [noteKey(first!.slug, prompt!.id), 'My answer.'],
      [noteKey(slugs[1]!, course.lessons[1]!.noteIds[0]!), ''],
    ]),
    exercises: new Map([[noteKey(slugs[3]!, course.lessons[3]!.exercises[0]!.id), { value: { text: 'My version.' }, met: [] }]]),
  });
  const text = notesAsText(course, written);
  expect(text).toContain(`Lesson 1: ${first!.title}\n\n${prompt!.question}\n\nMy answer.`);
  expect(text).toContain('My version.');
  expect(text).not.toContain('Lesson 2:');
  expect(notesAsText(course, progress())).toContain('Nothing yet.');
});
