import { readdirSync, readFileSync } from 'node:fs';
import { getBank } from '#features/quizzes/bank.server.ts';
import { getExercises } from '#features/quizzes/exercise.server.ts';
import { INTERACTIONS, type Question } from '#features/quizzes/question.ts';
import { findScenario } from '#features/scenarios/scenario.server.ts';
import { decisionsOf } from '#features/scenarios/scenario.ts';
import { db } from '#lib/db.ts';
import { makeEnrolment, theCourse } from '#prisma/factories.ts';
import { aPerson, COURSE_URL, expect, LESSON_1, test } from './fixtures.ts';

const canary = (what: string) => `CANARY-KEY-${what}`;

/** One question per interaction, with a canary in every field that could give the answer away. */
function aQuestion(interaction: Question['interaction']): Question {
  const option = (id: string, more: object) => ({ id, text: `Option ${id}`, why: canary('why'), tempt: canary('tempt'), ...more });
  const shared = {
    id: `canary-${interaction}`,
    outcome: 'C03-O1',
    lesson: 1,
    look: canary('look'),
    level: 'Apply' as const,
    interaction,
    stem: `A ${interaction} question?`,
    shuffleNote: canary('note'),
  };
  if (interaction === 'match' || interaction === 'gap-match')
    return {
      ...shared,
      targets: [
        { id: 'x', text: 'X' },
        { id: 'y', text: 'Y' },
      ],
      options: [option('a', { match: 'x' }), option('b', { match: 'y' })],
    };
  if (interaction === 'text-entry')
    return { ...shared, options: [option('a', { text: canary('accepted'), key: true }), option('b', { text: canary('near') })] };
  if (interaction === 'rewrite')
    return { ...shared, line: 'The line as it was.', model: canary('model'), options: [option('a', {}), option('b', {})].map(({ tempt, ...rest }) => rest) };
  if (interaction === 'hottext')
    return {
      ...shared,
      targets: [
        { id: 'x', text: 'X' },
        { id: 'y', text: 'Y' },
      ],
      options: [option('a', { key: true, match: 'x' }), option('b', {})],
    };
  return { ...shared, options: [option('a', interaction === 'order' ? {} : { key: true }), option('b', {}), option('c', {})] };
}

test('no key reaches the browser before marking: not in HTML, RSC payload, JavaScript or a reply', async ({ request }) => {
  const person = await aPerson({ name: 'Ada' });
  const enrolment = await makeEnrolment(person.id);
  const questions = INTERACTIONS.map(aQuestion);
  const hash = `canary-${enrolment.id}`;
  await db.contentVersion.create({ data: { hash, courseSlug: 'straight-and-kind', content: { ...getBank(theCourse()), hash, finalItems: questions } } });
  const attempt = await db.attempt.create({ data: { enrolmentId: enrolment.id, contentVersion: hash, seed: 1, questionIds: questions.map(({ id }) => id) } });
  const headers = { cookie: `${person.cookie.name}=${person.cookie.value}` };
  const pages = [
    COURSE_URL,
    LESSON_1,
    `${COURSE_URL}/final-check`,
    '/dashboard',
    ...['', '?question=review', ...questions.map((_, at) => `?question=${at + 1}`)].map((query) => `/attempts/${attempt.id}${query}`),
  ];
  const bodies: string[] = [];
  for (const url of pages) for (const extra of [{}, { RSC: '1' }]) bodies.push(await (await request.get(url, { headers: { ...headers, ...extra } })).text());
  for (const { id } of questions) {
    for (const data of [
      { question: id, sequence: 1, value: { a: 'true' } },
      { question: id, sequence: 1, value: { zz: '9' } },
      { question: id, sequence: 1, value: {} },
    ]) {
      const reply = await request.post(`/attempts/${attempt.id}/answers`, { headers: { ...headers, origin: 'http://localhost:3100' }, data });
      bodies.push(await reply.text());
    }
  }
  expect(bodies.filter((body) => body.includes('question?')).length).toBeGreaterThanOrEqual(INTERACTIONS.length);
  for (const body of bodies) {
    expect(body).not.toContain('CANARY-KEY');
    expect(body).not.toMatch(/\\?"(key|match|tempt)\\?":/);
  }
});

test('no reason, misconception or key of the real bank stands in any file the browser can fetch, or in a page before marking', async ({ request }) => {
  const bank = getBank(theCourse());
  const secrets = [...bank.finalItems, ...Object.values(bank.checks).flatMap(({ items }) => items)]
    .flatMap(({ options }) => options.flatMap(({ why, tempt }) => [why, tempt]))
    .concat(
      theCourse().lessons.flatMap((lesson) => getExercises(theCourse(), lesson).flatMap(({ model, options }) => [model, ...options.map(({ why }) => why)])),
    )
    .concat(
      theCourse().scenarios.flatMap(({ slug }) =>
        decisionsOf(findScenario(theCourse(), slug)!.scenario).flatMap(([, { options }]) => options.flatMap(({ why, reaction }) => [why, reaction])),
      ),
    )
    .flatMap((text) => (text && text.length > 30 ? [text.trim().slice(0, 60)] : []));
  expect(secrets.length).toBeGreaterThan(200);
  const files = (function under(folder: string): string[] {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? under(`${folder}/${entry.name}`) : [`${folder}/${entry.name}`],
    );
  })('.next/static');
  const texts = files.map((file) => readFileSync(file, 'utf8'));
  for (const url of [
    '/',
    '/courses',
    COURSE_URL,
    LESSON_1,
    `${COURSE_URL}/practice/four-years-of-paying-in`,
    `${COURSE_URL}/practice/four-years-of-paying-in/try`,
  ])
    for (const headers of [{}, { RSC: '1' }]) texts.push(await (await request.get(url, { headers })).text());
  // One expectation for all: one for each of a quarter of a million pairs takes minutes.
  expect(secrets.filter((secret) => texts.some((text) => text.includes(secret)))).toEqual([]);
});
