import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { fromNow, now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { Prisma } from '#prisma/client/client.ts';
import { bestChoices, COURSE, makeCertificate, makeEnrolment, makeMarkedFinal, makeRun, theCourse } from '#prisma/factories.ts';
import { anAdmin, aViewer } from '#test/people.ts';
import { findOrCreatePerson } from '../accounts/sign-in-request.server.ts';
import { markLetterOnce } from '../certificates/award.server.ts';
import { issueIfDue } from '../certificates/certificate.server.ts';
import { DELAYED } from '../courses/course.ts';
import { CRITERIA, type Scores } from '../letters/letter.ts';
import { findLetterToMark } from '../letters/marking.server.ts';
import { startAttempt } from '../quizzes/attempt.server.ts';
import { reactivate } from './access.server.ts';
import { mergePeople, planMerge } from './merge.server.ts';

const course = theCourse();
const SCORES = Object.fromEntries(CRITERIA.map((criterion) => [criterion, 1])) as Scores;
const [first, second] = course.lessons;

const theirs = (userId: string) =>
  db.user.findUniqueOrThrow({
    where: { id: userId },
    include: {
      memberships: true,
      claims: true,
      sessions: true,
      enrolments: {
        include: {
          completions: true,
          notes: true,
          exercises: true,
          attempts: { include: { answers: true } },
          runs: { include: { replies: true } },
          letters: { include: { mark: true } },
          cards: true,
          certificates: true,
          waivers: true,
          allowances: true,
        },
      },
    },
  });

async function twoAccounts() {
  const [admin, keep, other] = [await anAdmin(), await aViewer(), await aViewer()];
  return { admin, keep, other };
}

const note = (enrolmentId: string, lessonSlug: string, blockId: string, text: string) =>
  db.note.upsert({
    where: { enrolmentId_lessonSlug_blockId: { enrolmentId, lessonSlug, blockId } },
    create: { enrolmentId, lessonSlug, blockId, text },
    update: { text },
  });

test('a course only the other is on moves as it is, and both addresses sign in to the account that stays', async () => {
  const { admin, keep, other } = await twoAccounts();
  const enrolment = await makeEnrolment(other.id, { lessonsDone: course.lessons.length });
  const attempt = await makeMarkedFinal(enrolment.id, 18);
  await makeCertificate(enrolment.id, attempt.id, 'Ada');
  await db.session.create({ data: { idHash: `m-${other.id}`, userId: other.id, expiresAt: fromNow(1e6) } });
  const [before] = (await theirs(other.id)).enrolments;
  expect(await planMerge(admin, keep.id, other.id)).toMatchObject({ refusals: [], joins: [], moves: [{ lessons: course.lessons.length, certificates: 1 }] });
  expect(await mergePeople(admin, keep.id, other.id)).toEqual({ ok: true });
  expect((await theirs(keep.id)).enrolments).toEqual([{ ...before, userId: keep.id }]);
  expect(await theirs(other.id)).toMatchObject({ enrolments: [], sessions: [], mergedIntoId: keep.id, deactivatedAt: expect.any(Date) });
  expect(await findOrCreatePerson(other.email)).toEqual({ id: keep.id });
  expect(await reactivate(admin, other.id, 'By mistake')).toBeNull();
  const written = await db.auditEntry.findMany({ where: { actorId: admin.id } });
  expect(written).toMatchObject([{ action: 'person.merge', personId: keep.id, subject: other.id, detail: { moved: 1, joined: 0 } }]);
});

test('of a course both are on nothing is lost', async () => {
  const { admin, keep, other } = await twoAccounts();
  const kept = await makeEnrolment(keep.id, { lessonsDone: 1 });
  const gone = await makeEnrolment(other.id, { lessonsDone: 3, practised: false });
  await db.note.deleteMany({ where: { enrolmentId: { in: [kept.id, gone.id] } } });
  await note(kept.id, first!.slug, 'both', 'Kept');
  await note(gone.id, first!.slug, 'both', 'Other');
  await note(kept.id, first!.slug, 'same', 'Same');
  await note(gone.id, first!.slug, 'same', 'Same');
  await note(kept.id, first!.slug, 'empty', '');
  await note(gone.id, first!.slug, 'empty', 'Other only');
  await note(gone.id, second!.slug, 'new', 'New');
  const exercise = (enrolmentId: string, exerciseId: string) =>
    db.exerciseAnswer.create({ data: { enrolmentId, lessonSlug: first!.slug, exerciseId, value: { text: enrolmentId } } });
  for (const [id, name] of [
    [kept.id, 'a'],
    [gone.id, 'a'],
    [gone.id, 'b'],
  ] as const)
    await exercise(id, name);
  await makeMarkedFinal(kept.id, 3, 2);
  const failed = await makeMarkedFinal(gone.id, 4, 3);
  const slug = course.scenarios[0]!.slug;
  const ended = await makeRun(gone.id, slug, bestChoices(slug), 1);
  const open = await makeRun(gone.id, slug, bestChoices(slug).slice(0, 1));
  const card = (enrolmentId: string, item: string, box: number) =>
    db.reviewCard.create({ data: { enrolmentId, item, box, contentVersion: failed.contentVersion, dueAt: now() } });
  await card(kept.id, 'question/a', 2);
  await card(gone.id, 'question/a', 3);
  await card(gone.id, 'question/b', 4);
  const done = { handedInAt: now(), selfScores: {}, askedAt: now(), closedAt: now(), passed: false };
  const letter = await db.letter.create({
    data: { enrolmentId: gone.id, text: 'Dear', ...done, mark: { create: { markerId: admin.id, markedBy: 'an admin', scores: {}, comment: '' } } },
  });
  await db.letter.create({ data: { enrolmentId: kept.id, text: 'Draft' } });
  await db.waiver.create({ data: { enrolmentId: gone.id, reason: 'Away', createdById: admin.id } });
  await db.allowance.create({ data: { enrolmentId: gone.id, reason: 'Power', createdById: admin.id } });
  const dates = new Map((await db.lessonCompletion.findMany({ where: { enrolmentId: gone.id } })).map((row) => [row.lessonSlug, row.createdAt]));

  expect(await mergePeople(admin, keep.id, other.id)).toEqual({ ok: true });
  const { enrolments } = await theirs(keep.id);
  expect(enrolments).toHaveLength(1);
  const [joined] = enrolments;
  expect(joined).toMatchObject({ id: kept.id, lessonsDone: 3 });
  expect(joined!.completions).toHaveLength(3);
  expect(joined!.completions.find(({ lessonSlug }) => lessonSlug === second!.slug)?.createdAt).toEqual(dates.get(second!.slug));
  expect(Object.fromEntries(joined!.notes.map(({ blockId, text }) => [blockId, text]))).toEqual({
    both: 'Kept\n—\nOther',
    same: 'Same',
    empty: 'Other only',
    new: 'New',
  });
  expect(Object.fromEntries(joined!.exercises.map(({ exerciseId, value }) => [exerciseId, value]))).toEqual({ a: { text: kept.id }, b: { text: gone.id } });
  expect(joined!.attempts.map(({ score }) => score).sort()).toEqual([3, 4]);
  expect(joined!.attempts.find(({ id }) => id === failed.id)?.answers).toHaveLength(4);
  expect(joined!.runs.map(({ id }) => id).sort()).toEqual([ended.id, open.id].sort());
  expect(joined!.runs.find(({ id }) => id === ended.id)?.replies).toHaveLength(bestChoices(slug).length);
  expect(joined!.letters.find(({ id }) => id === letter.id)?.mark).not.toBeNull();
  expect(joined!.letters).toHaveLength(2);
  expect(Object.fromEntries(joined!.cards.map(({ item, box }) => [item, box]))).toEqual({ 'question/a': 2, 'question/b': 4 });
  expect([joined!.waivers.length, joined!.allowances.length]).toEqual([1, 1]);
  expect(joined!.startedAt! <= failed.startedAt).toBe(true);
  expect(await db.enrolment.count({ where: { id: gone.id } })).toBe(0);
});

test('what the two have done together may earn the certificate, once; a revoked one does not come back', async () => {
  for (const revoked of [false, true]) {
    const { admin, keep, other } = await twoAccounts();
    const kept = await makeEnrolment(keep.id, { lessonsDone: course.lessons.length });
    const gone = await makeEnrolment(other.id);
    const attempt = await makeMarkedFinal(gone.id, 18);
    if (revoked) {
      const { id } = await makeCertificate(gone.id, attempt.id, 'Ada');
      await db.certificate.update({ where: { id }, data: { revokedAt: now(), revokedReason: 'Not theirs' } });
    }
    expect(await mergePeople(admin, keep.id, other.id)).toEqual({ ok: true });
    const certificates = await db.certificate.findMany({ where: { enrolmentId: kept.id } });
    expect(certificates.map(({ revokedAt }) => revokedAt !== null)).toEqual([revoked]);
    expect((await db.enrolment.findUniqueOrThrow({ where: { id: kept.id } })).finishedAt).not.toBeNull();
  }
});

test('a certificate that was revoked does not come back by a final that the other account passed before', async () => {
  const { admin, keep, other } = await twoAccounts();
  const kept = await makeEnrolment(keep.id, { lessonsDone: course.lessons.length });
  const { id } = await makeCertificate(kept.id, (await makeMarkedFinal(kept.id, 18)).id, 'Ada');
  await db.certificate.update({ where: { id }, data: { revokedAt: now(), revokedReason: 'Not theirs' } });
  await makeMarkedFinal((await makeEnrolment(other.id)).id, 18, 9);
  await mergePeople(admin, keep.id, other.id);
  expect(await db.$transaction((tx) => issueIfDue(tx, kept.id, course))).toBe(false);
  expect(await db.certificate.findMany({ where: { enrolmentId: kept.id } })).toMatchObject([{ id, revokedReason: 'Not theirs' }]);
});

test('groups and seats move; those both have stay one', async () => {
  const { admin, keep, other } = await twoAccounts();
  const groups = await Promise.all([1, 2, 3].map((at) => db.group.create({ data: { name: `Merged ${at} ${crypto.randomUUID()}` } })));
  const invites = await Promise.all(
    [1, 2].map((at) => db.invite.create({ data: { courseSlug: COURSE, label: `Link ${at}`, expiresAt: fromNow(1e9), createdById: admin.id } })),
  );
  await db.membership.createMany({
    data: [
      { groupId: groups[0]!.id, userId: keep.id, role: 'MANAGER' },
      { groupId: groups[0]!.id, userId: other.id },
      { groupId: groups[1]!.id, userId: other.id },
      { groupId: groups[2]!.id, userId: keep.id },
      { groupId: groups[2]!.id, userId: other.id, role: 'MANAGER' },
    ],
  });
  await db.inviteClaim.createMany({
    data: [
      { inviteId: invites[0]!.id, userId: keep.id },
      { inviteId: invites[0]!.id, userId: other.id },
      { inviteId: invites[1]!.id, userId: other.id },
    ],
  });
  await mergePeople(admin, keep.id, other.id);
  const { memberships, claims } = await theirs(keep.id);
  const roles = Object.fromEntries(memberships.map(({ groupId, role }) => [groupId, role]));
  expect(roles).toEqual({ [groups[0]!.id]: 'MANAGER', [groups[1]!.id]: 'MEMBER', [groups[2]!.id]: 'MANAGER' });
  expect(claims).toHaveLength(3);
  expect(claims.filter(({ inviteId, releasedAt }) => inviteId === invites[0]!.id && !releasedAt)).toHaveLength(1);
});

test('two open checks, conversations or letters, or two valid certificates, are refused with what to do, and nothing changes', async () => {
  const slug = course.scenarios[0]!.slug;
  const makers: [RegExp, (userId: string, enrolmentId: string) => Promise<unknown>][] = [
    [/final check .* handed in first/, async (userId) => startAttempt({ id: userId } as never, course)],
    [/conversation .* ended first/, (_, enrolmentId) => makeRun(enrolmentId, slug, bestChoices(slug).slice(0, 1))],
    [/letter open .* marked first/, (_, enrolmentId) => db.letter.create({ data: { enrolmentId, text: 'Draft' } })],
    [/valid certificate .* Revoke/, async (_, enrolmentId) => makeCertificate(enrolmentId, (await makeMarkedFinal(enrolmentId, 18)).id, 'Ada')],
  ];
  for (const [why, make] of makers) {
    const { admin, keep, other } = await twoAccounts();
    for (const { id } of [keep, other]) await make(id, (await makeEnrolment(id)).id);
    const before = [await theirs(keep.id), await theirs(other.id)];
    expect((await planMerge(admin, keep.id, other.id))?.refusals).toEqual([expect.stringMatching(why)]);
    expect(await mergePeople(admin, keep.id, other.id)).toEqual({ ok: false, refusals: [expect.stringMatching(why)] });
    expect([await theirs(keep.id), await theirs(other.id)]).toEqual(before);
    expect(await db.auditEntry.count({ where: { actorId: admin.id } })).toBe(0);
  }
});

test('an account is not merged into itself, into a closed one or as an admin; a stranger’s id is not there', async () => {
  const { admin, keep, other } = await twoAccounts();
  expect(await mergePeople(admin, keep.id, keep.id)).toMatchObject({ ok: false });
  expect(await mergePeople(admin, keep.id, (await anAdmin()).id)).toMatchObject({ ok: false, refusals: [/admin/] });
  for (const id of ['nobody', crypto.randomUUID()]) {
    expect(await planMerge(admin, keep.id, id)).toBeNull();
    expect(await mergePeople(admin, id, other.id)).toBeNull();
  }
  await db.user.update({ where: { id: keep.id }, data: { deactivatedAt: now() } });
  expect(await mergePeople(admin, keep.id, other.id)).toMatchObject({ ok: false, refusals: [/deactivated/] });
});

test('of two merges at once, either way round, one is done; merged again, the first address still finds its way in one step', async () => {
  const { admin, keep, other } = await twoAccounts();
  await makeEnrolment(keep.id, { lessonsDone: 1 });
  await makeEnrolment(other.id, { lessonsDone: 2 });
  const answers = await Promise.all([mergePeople(admin, keep.id, other.id), mergePeople(admin, other.id, keep.id), mergePeople(admin, keep.id, other.id)]);
  expect(answers.filter((answer) => answer?.ok)).toHaveLength(1);
  const left = await db.user.findMany({ where: { id: { in: [keep.id, other.id] }, deactivatedAt: null } });
  expect(left).toHaveLength(1);
  expect(await db.enrolment.findMany({ where: { userId: { in: [keep.id, other.id] } } })).toMatchObject([{ userId: left[0]!.id, lessonsDone: 2 }]);
  const third = await aViewer();
  expect(await mergePeople(admin, third.id, left[0]!.id)).toEqual({ ok: true });
  for (const { email } of [keep, other, third]) expect(await findOrCreatePerson(email)).toEqual({ id: third.id });
  await db.user.update({ where: { id: third.id }, data: { deactivatedAt: now() } });
  expect(await findOrCreatePerson(keep.email)).toBeNull();
});

test('a date that comes from the other brings what was sent for it; who wants no reminders gets none; withdrawn from both, no certificate', async () => {
  const { admin, keep, other } = await twoAccounts();
  const kept = await makeEnrolment(keep.id, { lessonsDone: course.lessons.length });
  const gone = await makeEnrolment(other.id);
  await makeMarkedFinal(gone.id, 18);
  const [dueAt, sent, withdrawnAt] = [fromNow(1e8), fromNow(-1e6), fromNow(-1e5)];
  await db.enrolment.update({ where: { id: kept.id }, data: { withdrawnAt } });
  await db.enrolment.update({ where: { id: gone.id }, data: { dueAt, remindedAt: sent, overdueMailAt: sent, reminders: false, withdrawnAt } });
  expect(await mergePeople(admin, keep.id, other.id)).toEqual({ ok: true });
  const [joined] = (await theirs(keep.id)).enrolments;
  expect(joined).toMatchObject({ dueAt, remindedAt: sent, overdueMailAt: sent, reminders: false, withdrawnAt, certificates: [] });
});

test('a date of the kept one keeps what was sent for it', async () => {
  const { admin, keep, other } = await twoAccounts();
  const kept = await makeEnrolment(keep.id);
  const gone = await makeEnrolment(other.id);
  const dueAt = fromNow(1e8);
  await db.enrolment.update({ where: { id: kept.id }, data: { dueAt } });
  await db.enrolment.update({ where: { id: gone.id }, data: { dueAt: fromNow(1e7), remindedAt: now() } });
  await mergePeople(admin, keep.id, other.id);
  expect((await theirs(keep.id)).enrolments).toMatchObject([{ dueAt, remindedAt: null, reminders: true }]);
});

test('a date of an account that was off the course gives way to the one they work by', async () => {
  const { admin, keep, other } = await twoAccounts();
  const kept = await makeEnrolment(keep.id);
  const gone = await makeEnrolment(other.id);
  const dueAt = fromNow(1e8);
  await db.enrolment.update({ where: { id: kept.id }, data: { dueAt: fromNow(-1e8), overdueMailAt: now(), withdrawnAt: fromNow(-1e9) } });
  await db.enrolment.update({ where: { id: gone.id }, data: { dueAt } });
  await mergePeople(admin, keep.id, other.id);
  expect((await theirs(keep.id)).enrolments).toMatchObject([{ dueAt, overdueMailAt: null, withdrawnAt: null }]);
});

test('the mail that a delayed check is open comes all the same, and to nobody who has passed it', async () => {
  for (const passed of [false, true]) {
    const { admin, keep, other } = await twoAccounts();
    const kept = await makeEnrolment(keep.id);
    const gone = await makeEnrolment(other.id);
    const delayedMailAt = fromNow(1e8);
    await db.enrolment.update({ where: { id: passed ? kept.id : gone.id }, data: { delayedMailAt } });
    const final = await makeMarkedFinal(gone.id, 18);
    const { contentVersion, state, markedAt, score } = final;
    if (passed)
      await db.attempt.create({ data: { enrolmentId: gone.id, lessonSlug: DELAYED, contentVersion, seed: 7, state, markedAt, score, passed, byOutcome: {} } });
    await mergePeople(admin, keep.id, other.id);
    expect((await theirs(keep.id)).enrolments).toMatchObject([{ delayedMailAt: passed ? null : delayedMailAt }]);
  }
});

test('every column of an enrolment is reckoned with when two become one', () => {
  const source = readFileSync('features/people/join-enrolments.server.ts', 'utf8');
  const keptAsTheyAre = ['id', 'userId', 'courseSlug', 'lessonsDone'];
  expect(Object.keys(Prisma.EnrolmentScalarFieldEnum).filter((column) => !source.includes(` "${column}" =`))).toEqual(keptAsTheyAre);
});

test('a letter that waits for the other’s mark waits for the one who is kept, as does one put to the old address later', async () => {
  const { admin, keep, other } = await twoAccounts();
  const { id: enrolmentId } = await makeEnrolment((await aViewer()).id);
  const asked = { enrolmentId, handedInAt: now(), selfScores: {}, askedAt: now(), mentorEmail: other.email, text: 'Dear Alan' };
  const before = await db.letter.create({ data: asked });
  expect(await findLetterToMark(keep, before.id)).toBeNull();
  await mergePeople(admin, keep.id, other.id);
  expect(await findLetterToMark(keep, before.id)).not.toBeNull();
  expect(await markLetterOnce(keep, before.id, SCORES, 'Name the date of the fix.')).toEqual({ passed: false });
  expect(await db.letterMark.findFirst({ where: { letterId: before.id } })).toMatchObject({ markedBy: 'their named mentor' });
  const later = await db.letter.create({ data: asked });
  expect(await findLetterToMark(keep, later.id)).not.toBeNull();
  expect(await findLetterToMark(await aViewer(), later.id)).toBeNull();
});
