import { describe, expect, test } from 'vitest';
import { listCourses } from '../courses/course.server.ts';
import { isOpen } from '../courses/course.ts';
import { countOf, findUrl, narrow, readChoice, toggled } from './catalogue.ts';
import { find, findCourses, getFacets, listDocuments } from './search.server.ts';
import { fold, termsOf } from './search.ts';

const first = (query: string) => findCourses(query)[0]?.slug;

describe('people find a course by what they type', () => {
  test.each([
    ['by its title', 'Straight and Kind', 'straight-and-kind'],
    ['by half its title', 'lower the he', 'lower-the-heat'],
    ['by a need', 'someone is shouting', 'lower-the-heat'],
    ['by a synonym', 'angry customer', 'lower-the-heat'],
    ['by what the field says', 'difficult customer', 'lower-the-heat'],
    ['with a slip', 'angry custmer', 'lower-the-heat'],
    ['with two slips', 'compaint handeling', 'complaint-handling-certificate'],
    ['in the plural', 'complaints', 'complaint-handling-certificate'],
    ['by what they must do', 'saying no', 'straight-and-kind'],
    ['in American spelling', 'apologize', 'on-the-same-side'],
    ['by a phrase of theirs', 'they want my manager', 'lower-the-heat'],
    ['by a lesson', 'steady in sixty seconds', 'steady-under-fire'],
    ['by how they feel', 'burnout', 'steady-under-fire'],
    ['by a channel', 'chatbot', 'one-conversation-many-channels'],
    ['in capitals and with a mark', 'DE-ESCALATION!', 'lower-the-heat'],
  ])('%s: %s', (_, query, slug) => {
    expect(first(query)).toBe(slug);
  });

  test.each(['xyzzy', '', ' ', '(((', 'a', '%00', '*'.repeat(500), 'the and of'])('“%s” finds nothing and breaks nothing', (query) => {
    expect(findCourses(query)).toEqual([]);
  });

  test('words fold to what they have in common', () => {
    expect(fold('Complaints')).toBe(fold('complaint'));
    expect(fold('apologising')).toBe(fold('apologizing'));
    expect(fold('café')).toBe('cafe');
    expect(fold('The')).toBeNull();
  });
});

test('words that say nothing ask for nothing, and no query is dear', () => {
  for (const empty of ['training', 'courses', 'what courses do you have', '', '***']) expect(termsOf(empty)).toBe('');
  expect(
    termsOf('\ufdfa'.repeat(200))
      .split(' ')
      .every((word) => word.length <= 30),
  ).toBe(true);
  expect(termsOf('angry customer on the phone')).toBe('angry customer phone');
  expect(termsOf(Array.from({ length: 90 }, (_, at) => `w${at}`).join(' ')).split(' ').length).toBeLessThanOrEqual(12);
});

test('answers come with the page they stand on', () => {
  const [answer] = find('does an apology admit liability', ['question']);
  expect(answer).toMatchObject({ kind: 'question', url: '/articles/how-to-apologise-to-customers#questions' });
  expect(answer!.text.length).toBeGreaterThan(100);
  expect(new Set(listDocuments().map(({ id }) => id)).size).toBe(listDocuments().length);
});

describe('facets', () => {
  const facets = getFacets();
  const courses = listCourses();
  const facetNamed = (wanted: string) => facets.find(({ name }) => name === wanted)!;
  const read = (query: string) => readChoice(facets, new URLSearchParams(query));

  test('narrow by all of them, widen within one', () => {
    const advanced = narrow(courses, facets, read('level=advanced'));
    expect(advanced.map(({ slug }) => slug)).toEqual(['lower-the-heat', 'complaint-handling-certificate']);
    expect(narrow(courses, facets, read('level=advanced&level=foundation')).length).toBeGreaterThan(advanced.length);
    expect(narrow(courses, facets, read('level=advanced&certificate=marked')).map(({ slug }) => slug)).toEqual(['complaint-handling-certificate']);
    expect(narrow(courses, facets, read('certificate=later')).some(isOpen)).toBe(false);
  });

  test('count what an option has, with the other facets as they are chosen', () => {
    const level = facetNamed('level');
    expect(level.options.map((option) => countOf(courses, facets, read('level=advanced'), level, option))).toEqual([3, 4, 2, 3]);
    for (const choice of [read(''), read('level=advanced'), read('need=i-have-to-say-no&audience=counters')])
      for (const facet of facets)
        for (const option of facet.options)
          expect(countOf(courses, facets, choice, facet, option)).toBe(narrow(courses, facets, { ...choice, [facet.name]: [option.value] }).length);
  });

  test('live in the address: put on, taken off, and nothing else believed', () => {
    const choice = read('level=advanced&level=nonsense&colour=red');
    expect(choice).toMatchObject({ level: ['advanced'] });
    expect(findUrl('angry', choice)).toBe('/find?q=angry&level=advanced');
    expect(toggled('', choice, facetNamed('level'), 'advanced')).toBe('/courses');
    expect(toggled('', read(''), facetNamed('need'), 'i-have-to-say-no')).toBe('/find?need=i-have-to-say-no');
    const both = '/find?level=foundation&level=advanced';
    expect(toggled('', choice, facetNamed('level'), 'foundation')).toBe(both);
    expect(toggled('', read('level=foundation'), facetNamed('level'), 'advanced')).toBe(both);
    expect(readChoice(facets, new URLSearchParams(findUrl('x', choice).split('?')[1]))).toEqual(choice);
  });

  test('every course is reached by every facet it can be in', () => {
    for (const facet of facets.filter(({ name }) => name !== 'length'))
      for (const course of courses)
        expect(
          facet.options.some((option) => option.fits(course)),
          `${course.slug} by ${facet.name}`,
        ).toBe(true);
  });
});
