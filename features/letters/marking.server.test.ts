import { expect, test } from 'vitest';
import { days, fromNow, now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { anAdmin, aViewer } from '#test/people.ts';
import type { Admin, Viewer } from '../accounts/account.ts';
import { giveSecondOpinion, markLetterOnce } from '../certificates/award.server.ts';
import { monthsAfter } from '../certificates/certificate.ts';
import { findCourse } from '../courses/course.server.ts';
import { DELAYED, FINAL } from '../courses/course.ts';
import { enrol } from '../enrolments/enrolment.server.ts';
import { getBank, storeBank } from '../quizzes/bank.server.ts';
import { findScenario, storeScenario } from '../scenarios/scenario.server.ts';
import { askForMark, findLetters, handInLetter, saveDraft, scoreOwnLetter } from './letter.server.ts';
import { CRITERIA, type Scores } from './letter.ts';
import { letterListing, listLettersToMark, listMarkedLetters } from './letter-list.server.ts';
import { findLetterToMark } from './marking.server.ts';

const course = findCourse('complaint-handling-certificate')!;
const scores = (each: number): Scores => Object.fromEntries(CRITERIA.map((criterion) => [criterion, each])) as Scores;
const COMMENT = 'The apology owns it. Name the date of the fix.';
const SECOND = 'Read as the customer would, every point is answered.';

/** A letter that waits for its mark. */
async function anAskedLetter(mentor: string | null = null) {
  const viewer = await aViewer({ name: 'Ada' });
  await enrol(viewer, course.slug);
  await saveDraft(viewer, course, 'Dear Alan, we did not ring. I am sorry.');
  await handInLetter(viewer, course.slug);
  await scoreOwnLetter(viewer, course.slug, scores(2));
  await askForMark(viewer, course, mentor);
  const { id, enrolmentId } = await db.letter.findFirstOrThrow({ where: { enrolment: { userId: viewer.id } } });
  return { viewer, id, enrolmentId };
}
const mails = (email: string) =>
  db.$queryRaw<{ subject: string; text: string }[]>`
    SELECT data->>'subject' AS subject, data->>'text' AS text FROM pgboss.job WHERE name = 'mail' AND data->>'to' = ${email} ORDER BY created_on`;
const audit = (subject: string) => db.auditEntry.findMany({ where: { subject }, orderBy: { at: 'asc' } });
const listing = (params: Record<string, string> = {}) => letterListing(params);

/** Everything else the certificate asks for, which is other tests' business. */
async function doTheRest(enrolmentId: string) {
  await db.lessonCompletion.createMany({ data: course.lessons.map(({ slug }) => ({ enrolmentId, lessonSlug: slug })) });
  const bank = getBank(course);
  await storeBank(bank);
  for (const lessonSlug of [FINAL, DELAYED])
    await db.attempt.create({
      data: { enrolmentId, lessonSlug, contentVersion: bank.hash, seed: 1, state: 'MARKED', markedAt: now(), score: 30, passed: true, byOutcome: {} },
    });
  for (const { slug } of course.scenarios) {
    const found = findScenario(course, slug)!;
    await storeScenario(course.slug, found);
    await db.scenarioRun.create({ data: { enrolmentId, scenarioSlug: slug, contentVersion: found.hash, endedAt: now(), ending: 'x', verdict: 'GOOD' } });
  }
}

test('marked once, by whoever is first; its writer is told once, and may write another when it falls short', async () => {
  const { viewer, id } = await anAskedLetter();
  const admin = await anAdmin();
  const all = await Promise.all(Array.from({ length: 20 }, () => markLetterOnce(admin, id, scores(1), COMMENT)));
  expect(all.filter(Boolean)).toEqual([{ passed: false }]);
  expect(await mails(viewer.email)).toHaveLength(1);
  expect(await audit(id)).toMatchObject([{ action: 'letter.mark', actorId: admin.id, personId: viewer.id, detail: { passed: false } }]);
  expect((await findLetters(viewer, course.slug))![0]).toMatchObject({ state: 'marked', passed: false, mark: { markedBy: 'an admin', comment: COMMENT } });
  expect(await saveDraft(viewer, course, 'A better letter')).toMatchObject({ ok: true });
  expect((await findLetters(viewer, course.slug))!.map(({ text }) => text)).toEqual(['A better letter', 'Dear Alan, we did not ring. I am sorry.']);
});

test('whose account is closed is not written to, neither of the mark nor of a second opinion', async () => {
  const { viewer, id } = await anAskedLetter();
  await db.user.update({ where: { id: viewer.id }, data: { deactivatedAt: now() } });
  expect(await markLetterOnce(await anAdmin(), id, scores(1), COMMENT)).toEqual({ passed: false });
  expect(await giveSecondOpinion(await anAdmin(), id, scores(1), SECOND)).toEqual({ passes: false });
  expect(await mails(viewer.email)).toEqual([]);
});

test('the named mentor marks it, by the address they signed in with; the certificate will say so', async () => {
  const mentor = await aViewer({ name: 'Mo' });
  const { viewer, id } = await anAskedLetter(mentor.email);
  expect(await mails(mentor.email)).toHaveLength(1);
  expect(await findLetterToMark(mentor, id)).toMatchObject({ writer: 'Ada', state: 'open', mark: null });
  expect(await markLetterOnce(mentor, id, scores(3), COMMENT)).toEqual({ passed: true });
  expect((await findLetters(viewer, course.slug))![0]!.mark!.markedBy).toBe('their named mentor');
  expect(await audit(id)).toEqual([]);
});

test('nobody else reads or marks it: not a stranger, not another mentor, not its writer, be they an admin', async () => {
  const { viewer, id } = await anAskedLetter((await aViewer()).email);
  for (const person of [await aViewer(), viewer]) {
    expect(await findLetterToMark(person, id)).toBeNull();
    expect(await markLetterOnce(person, id, scores(3), COMMENT)).toBeNull();
  }
  const admin = await anAdmin();
  await db.letter.updateMany({ where: { id }, data: {} });
  await db.enrolment.updateMany({ where: { letters: { some: { id } } }, data: { userId: admin.id } });
  expect(await findLetterToMark(admin, id)).toBeNull();
  expect((await listLettersToMark(admin, listing())).rows.some((letter) => letter.id === id)).toBe(false);
  expect(await markLetterOnce(admin, id, scores(3), COMMENT)).toBeNull();
});

test('an admin marks as one only as one whom requireAdmin let in; otherwise nothing is marked', async () => {
  const { id } = await anAskedLetter();
  await expect(markLetterOnce(await aViewer({ role: 'ADMIN' }), id, scores(3), COMMENT)).rejects.toThrow(/requireAdmin/);
  expect(await db.letterMark.count({ where: { letterId: id } })).toBe(0);
});

test('a second opinion passes what the first did not, and issues the certificate that waited for it, which says so', async () => {
  const { viewer, id, enrolmentId } = await anAskedLetter();
  await doTheRest(enrolmentId);
  const [first, second] = [await anAdmin(), await anAdmin()];
  await markLetterOnce(first, id, scores(1), COMMENT);
  expect(await db.certificate.count({ where: { enrolmentId } })).toBe(0);
  expect(await findLetterToMark(second, id)).toMatchObject({ state: 'second-opinion', mark: null, secondOpinion: null });
  expect(await giveSecondOpinion(second, id, scores(2), SECOND)).toEqual({ passes: true });
  const both = { state: 'marked', mark: { comment: COMMENT }, secondOpinion: { comment: SECOND } };
  expect(await findLetterToMark(second, id)).toMatchObject(both);
  expect(await findLetterToMark(first, id)).toMatchObject(both);
  const [letter] = (await findLetters(viewer, course.slug))!;
  expect(letter).toMatchObject({ passed: true, mark: { comment: COMMENT }, secondOpinion: { comment: SECOND, scores: scores(2) } });
  const certificate = await db.certificate.findFirstOrThrow({ where: { enrolmentId } });
  expect(certificate).toMatchObject({ letterMarkedBy: 'an admin, on a second opinion', refreshBy: monthsAfter(certificate.issuedAt, 24) });
  expect((await mails(viewer.email)).map(({ subject }) => subject).sort()).toEqual([
    'A second opinion on your letter',
    'Your Composure certificate',
    'Your letter has been marked',
  ]);
  expect((await audit(id)).map(({ action, actorId, personId }) => [action, actorId, personId])).toEqual([
    ['letter.mark', first.id, viewer.id],
    ['letter.second-opinion', second.id, viewer.id],
  ]);
});

test.each([
  [1, false, 'It does not meet all six criteria by this one either.'],
  [3, true, 'Nothing changes: your letter met all six criteria'],
])('a second opinion that falls short changes nothing where the first gave %i on each, and its writer is told', async (each, passed, words) => {
  const { viewer, id } = await anAskedLetter();
  await markLetterOnce(await anAdmin(), id, scores(each), COMMENT);
  expect(await giveSecondOpinion(await anAdmin(), id, scores(1), SECOND)).toEqual({ passes: false });
  expect((await findLetters(viewer, course.slug))![0]).toMatchObject({ passed, secondOpinion: { comment: SECOND } });
  expect((await mails(viewer.email)).at(-1)!.text).toContain(words);
});

test('there is one second opinion, by whoever is first, and it is never altered', async () => {
  const { viewer, id } = await anAskedLetter();
  await markLetterOnce(await anAdmin(), id, scores(1), COMMENT);
  const admins = await Promise.all(Array.from({ length: 8 }, anAdmin));
  const all = await Promise.all(admins.map((admin, at) => giveSecondOpinion(admin, id, scores(at % 2 ? 3 : 1), SECOND)));
  expect(all.filter(Boolean)).toHaveLength(1);
  expect(await mails(viewer.email)).toHaveLength(2);
  expect((await audit(id)).filter(({ action }) => action === 'letter.second-opinion')).toHaveLength(1);
  const { passed } = await db.letter.findUniqueOrThrow({ where: { id } });
  expect(passed).toBe(all.some((given) => given?.passes));
  await expect(db.secondOpinion.updateMany({ where: { letterId: id }, data: { comment: 'x' } })).rejects.toThrow(/not rewritten/);
});

test('nobody else gives one: not the marker, not the writer, not the mentor, not a stranger; and not before the first', async () => {
  const mentor = await aViewer();
  const { viewer, id } = await anAskedLetter(mentor.email);
  const marker = await anAdmin();
  expect(await giveSecondOpinion(marker, id, scores(3), SECOND)).toBeNull();
  await markLetterOnce(marker, id, scores(1), COMMENT);
  expect(await findLetterToMark(mentor, id)).toMatchObject({ state: 'marked', mark: null, secondOpinion: null });
  expect(await findLetterToMark(marker, id)).toMatchObject({ state: 'marked', mark: { comment: COMMENT } });
  const byMentor = await anAskedLetter(mentor.email);
  await markLetterOnce(mentor, byMentor.id, scores(1), COMMENT);
  // The mentor's own letter to mark, and then made an admin: still the one who marked it.
  const asAdmin = (person: Viewer) => ({ ...person, role: 'ADMIN', network: '192.0.2.1' }) as unknown as Admin;
  const tries: [Viewer, string][] = [
    [marker, id],
    [asAdmin(viewer), id],
    [await aViewer(), id],
    [mentor, byMentor.id],
    [asAdmin(mentor), byMentor.id],
    [marker, 'nope'],
    [marker, '00000000-0000-0000-0000-000000000000'],
  ];
  for (const [person, letter] of tries) expect(await giveSecondOpinion(person as Admin, letter, scores(3), SECOND)).toBeNull();
  expect(await db.secondOpinion.count({ where: { letterId: { in: [id, byMentor.id] } } })).toBe(0);
});

test('the lists: the longest waiting first, page by page, and what was marked lately by its outcome', async () => {
  const admin = await anAdmin();
  const [older, newer] = [await anAskedLetter(), await anAskedLetter((await aViewer()).email)];
  await db.letter.update({ where: { id: older.id }, data: { askedAt: fromNow(-days(400)) } });
  await db.letter.update({ where: { id: newer.id }, data: { askedAt: fromNow(-days(399)) } });
  const { rows } = await listLettersToMark(admin, listing());
  expect(rows.slice(0, 2)).toMatchObject([
    { id: older.id, writer: 'Ada', mentorNamed: false },
    { id: newer.id, mentorNamed: true },
  ]);
  const after = `${rows[0]!.askedAt.toISOString()}~${older.id}`;
  expect((await listLettersToMark(admin, listing({ after }))).rows[0]!.id).toBe(newer.id);
  expect((await listLettersToMark(admin, listing({ course: 'straight-and-kind' }))).rows).toEqual([]);
  await markLetterOnce(admin, older.id, scores(1), COMMENT);
  expect((await listLettersToMark(admin, listing())).rows[0]!.id).toBe(newer.id);
  const marked = async (who: Admin, outcome?: string) => (await listMarkedLetters(who, listing(outcome ? { outcome } : {}))).find(({ id }) => id === older.id);
  expect(await marked(admin)).toMatchObject({ passed: false, second: false, secondIsOpen: false });
  const other = await anAdmin();
  expect(await marked(other, 'not-passed')).toMatchObject({ secondIsOpen: true });
  expect([await marked(other, 'passed'), await marked(other, 'second-opinion')]).toEqual([undefined, undefined]);
  await giveSecondOpinion(other, older.id, scores(3), SECOND);
  expect(await marked(other, 'second-opinion')).toMatchObject({ passed: true, second: true, secondIsOpen: false });
  await db.enrolment.update({ where: { id: newer.enrolmentId }, data: { withdrawnAt: now() } });
  expect((await listLettersToMark(admin, listing())).rows.some(({ id }) => id === newer.id)).toBe(false);
  expect(await markLetterOnce(admin, newer.id, scores(3), COMMENT)).toBeNull();
});
