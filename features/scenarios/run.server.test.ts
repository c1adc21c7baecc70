import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { db } from '#lib/db.ts';
import { bestChoices, COURSE, makeEnrolment, makeMarkedFinal, makeRun, theCourse } from '#prisma/factories.ts';
import { aViewer } from '#test/people.ts';
import { replyInRun } from '../certificates/award.server.ts';
import { findProgress } from '../progress/progress.server.ts';
import { findRun, startRun } from './run.server.ts';
import type { Reply } from './run.ts';
import type { Choice } from './scenario.ts';

const course = theCourse();
const SCENARIO = 'four-years-of-paying-in';
const BEST = bestChoices(SCENARIO);

async function aRun(choices: Choice[] = []) {
  const viewer = await aViewer({ name: 'Grace' });
  await makeEnrolment(viewer.id);
  const id = (await startRun(viewer, course, SCENARIO))!;
  for (const [turn, choice] of choices.entries()) await say(viewer, id, turn, choice, turn);
  return { viewer, id };
}
const say = (viewer: Parameters<typeof replyInRun>[0], id: string, turn: number, choice: Choice, sequence: number, next = randomUUID()) =>
  replyInRun(viewer, id, { turn, choice, sequence, next } satisfies Reply);
const replies = (runId: string) => db.scenarioReply.findMany({ where: { runId }, orderBy: { sequence: 'asc' } });

test('50 starts at once make one run, and put the learner on the course', async () => {
  const viewer = await aViewer();
  const ids = await Promise.all(Array.from({ length: 50 }, () => startRun(viewer, course, SCENARIO)));
  expect(new Set(ids).size).toBe(1);
  expect(await db.scenarioRun.count({ where: { enrolment: { userId: viewer.id } } })).toBe(1);
});

test('a scenario the course does not have is not started', async () => {
  const viewer = await aViewer();
  for (const slug of ['nope', '../final', 'third-call-no-signal', '__proto__', '']) expect(await startRun(viewer, course, slug)).toBeNull();
  expect(await db.enrolment.count({ where: { userId: viewer.id } })).toBe(0);
});

test('each reply is kept with where it left the customer, and the run goes on from there', async () => {
  const { viewer, id } = await aRun(['a', 'c']);
  expect((await replies(id)).map(({ sequence, turn, choice, heat, trust, fix }) => [sequence, turn, choice, heat, trust, fix])).toEqual([
    [1, 0, 'a', 7, 3, 0],
    [2, 1, 'c', 8, 4, 2],
  ]);
  expect(await findRun(viewer, id)).toMatchObject({ courseSlug: COURSE, choices: ['a', 'c'], sequence: 2, verdict: null });
});

test('100 of the same reply at once are one reply, and each is told that it was said', async () => {
  const { viewer, id } = await aRun();
  const answers = await Promise.all(Array.from({ length: 100 }, () => say(viewer, id, 0, 'b', 0)));
  expect(answers.every((answer) => answer?.ok)).toBe(true);
  expect(await replies(id)).toHaveLength(1);
});

test('of different replies to one turn at once, one is said and the others are told', async () => {
  const { viewer, id } = await aRun();
  const answers = await Promise.all((['a', 'b', 'c'] as const).map((choice) => say(viewer, id, 0, choice, 0)));
  expect(answers.filter((answer) => answer?.ok)).toHaveLength(1);
  expect(answers.filter((answer) => answer && !answer.ok).map((answer) => answer && !answer.ok && answer.reason)).toEqual(['stale', 'stale']);
  expect(await replies(id)).toHaveLength(1);
});

test('going back takes back what followed, and nothing that was said is deleted', async () => {
  const { viewer, id } = await aRun(['a', 'c', 'a']);
  expect(await say(viewer, id, 1, 'b', 3)).toMatchObject({ ok: true, runId: id });
  expect(await findRun(viewer, id)).toMatchObject({ choices: ['a', 'b'], sequence: 4 });
  expect(await replies(id)).toHaveLength(4);
});

test('a reply to a turn that has not come is refused and changes nothing', async () => {
  const { viewer, id } = await aRun(['a']);
  expect(await say(viewer, id, 3, 'a', 1)).toMatchObject({ ok: false, reason: 'unfit' });
  expect(await say(viewer, id, 0, 'a', 7)).toMatchObject({ ok: false, reason: 'stale' });
  expect(await replies(id)).toHaveLength(1);
});

test('an ending ends the run for good: going back begins another, once, however often it is asked', async () => {
  const { viewer, id } = await aRun(BEST);
  expect(await db.scenarioRun.findUniqueOrThrow({ where: { id } })).toMatchObject({ ending: 'repaired', verdict: 'GOOD' });
  const page = randomUUID();
  const answers = await Promise.all(Array.from({ length: 20 }, () => say(viewer, id, 2, 'b', BEST.length, page)));
  const next = new Set(answers.map((answer) => answer?.runId));
  expect(answers.every((answer) => answer?.ok)).toBe(true);
  expect(next.size).toBe(1);
  expect(await findRun(viewer, [...next][0]!)).toMatchObject({ choices: [...BEST.slice(0, 2), 'b'], verdict: null });
  expect(await db.scenarioRun.count({ where: { enrolment: { userId: viewer.id } } })).toBe(2);
  // Another way back while that one is open: it is shown, and neither is changed.
  expect(await say(viewer, id, 0, 'a', BEST.length)).toMatchObject({ ok: false, reason: 'open-elsewhere', runId: [...next][0] });
  expect(await replies(id)).toHaveLength(BEST.length);
});

test('going back to the last turn of an ended run, sent three times from one page, ends one more run and no third', async () => {
  const { viewer, id } = await aRun(BEST);
  const page = randomUUID();
  const last = BEST.length - 1;
  const answers = [];
  for (let time = 0; time < 3; time++) answers.push(await say(viewer, id, last, 'a', BEST.length, page));
  expect(answers).toEqual(Array.from({ length: 3 }, () => expect.objectContaining({ ok: true, runId: page, verdict: 'ACCEPTABLE' })));
  expect(await db.scenarioRun.count({ where: { enrolment: { userId: viewer.id } } })).toBe(2);
  // An id that is somebody else's run begins nothing.
  const other = await aRun(BEST);
  expect(await say(other.viewer, other.id, last, 'a', BEST.length, page)).toMatchObject({ ok: false, reason: 'unfit' });
});

test('starting and going back at the same moment, in two tabs, leave one open run', async () => {
  for (let round = 0; round < 5; round++) {
    const { viewer, id } = await aRun(BEST);
    await Promise.all([startRun(viewer, course, SCENARIO), say(viewer, id, 1, 'a', BEST.length)]);
    expect(await db.scenarioRun.count({ where: { enrolment: { userId: viewer.id }, endedAt: null } })).toBe(1);
  }
});

test('the database itself refuses to rewrite a reply or an ended run, and a level out of range', async () => {
  const { id } = await aRun(BEST);
  await expect(db.scenarioReply.updateMany({ where: { runId: id }, data: { choice: 'a' } })).rejects.toThrow(/not rewritten/);
  await expect(db.scenarioRun.updateMany({ where: { id }, data: { verdict: 'POOR' } })).rejects.toThrow(/not rewritten/);
  await expect(db.scenarioReply.create({ data: { runId: id, sequence: 9, turn: 0, choice: 'a', heat: 11, trust: 0, fix: 0 } })).rejects.toThrow();
  await expect(db.scenarioReply.create({ data: { runId: id, sequence: 9, turn: 0, choice: 'd', heat: 1, trust: 0, fix: 0 } })).rejects.toThrow();
});

test('the best ending counts, whatever came before or after', async () => {
  const { viewer, id } = await aRun(BEST);
  const enrolment = await db.enrolment.findFirstOrThrow({ where: { userId: viewer.id } });
  await makeRun(enrolment.id, SCENARIO, ['a', 'a', 'b', 'a', 'a']);
  const progress = (await findProgress(viewer, COURSE))!;
  expect(progress.runs.map(({ verdict }) => verdict).sort()).toEqual(['GOOD', 'POOR']);
  expect(progress.runs.some((run) => run.id === id && run.verdict === 'GOOD')).toBe(true);
});

test('a run begun before a change of content is shown and played by the words it began with', async () => {
  const { viewer, id } = await aRun();
  const row = await db.contentVersion.findFirstOrThrow({ where: { runs: { some: { id } } } });
  const content = JSON.parse(JSON.stringify(row.content).replace('Any news on my laptop?', 'Any news of the old laptop?')) as object;
  await db.contentVersion.create({ data: { hash: `old-${id}`, courseSlug: COURSE, content } });
  await db.scenarioRun.update({ where: { id }, data: { contentVersion: `old-${id}` } });
  expect(JSON.stringify((await findRun(viewer, id))?.scenario)).toContain('Any news of the old laptop?');
  for (const [turn, choice] of BEST.entries()) expect(await say(viewer, id, turn, choice, turn)).toMatchObject({ ok: true });
  expect((await findRun(viewer, id))?.verdict).toBe('GOOD');
});

test('a stranger neither sees nor plays a run; what is no id is not looked for', async () => {
  const { id } = await aRun(['a']);
  const stranger = await aViewer();
  await makeEnrolment(stranger.id);
  expect(await findRun(stranger, id)).toBeNull();
  expect(await say(stranger, id, 1, 'a', 1)).toBeNull();
  for (const odd of ['', 'nope', `${id}x`, "' OR 1=1", '../']) expect(await findRun(stranger, odd)).toBeNull();
  expect(await replies(id)).toHaveLength(1);
});

test('the last conversation and the final check at the same moment still issue exactly one certificate', async () => {
  for (let round = 0; round < 5; round++) {
    const viewer = await aViewer({ name: 'Grace' });
    const enrolment = await makeEnrolment(viewer.id, { lessonsDone: course.lessons.length, practised: false });
    await makeMarkedFinal(enrolment.id, 15);
    const last = await Promise.all(
      course.scenarios.map(async ({ slug }) => {
        const choices = bestChoices(slug);
        const id = (await startRun(viewer, course, slug))!;
        for (const [turn, choice] of choices.slice(0, -1).entries()) await say(viewer, id, turn, choice, turn);
        return { id, turn: choices.length - 1, choice: choices.at(-1)! };
      }),
    );
    expect(await db.certificate.count({ where: { enrolmentId: enrolment.id } })).toBe(0);
    await Promise.all(last.map(({ id, turn, choice }) => say(viewer, id, turn, choice, turn)));
    expect(await db.certificate.count({ where: { enrolmentId: enrolment.id } })).toBe(1);
  }
});
