import 'server-only';
import { now } from '#lib/clock.ts';
import { db, type Transaction } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import type { Viewer } from '../accounts/account.ts';
import type { Course } from '../courses/course.ts';
import { enrolNewcomer } from '../enrolments/enrolment.server.ts';
import { lockEnrolment } from '../progress/progress.server.ts';
import { type Conversation, replay } from './conversation.ts';
import { choicesAfter, MOST_REPLIES, type Reply, type Run } from './run.ts';
import { findScenario, getScenarioByHash, storeScenario } from './scenario.server.ts';
import { type Choice, endingOf, type Scenario, type Verdict, verdictOf } from './scenario.ts';

/**
 * Starts a conversation, or answers the one already open on any device. Puts the learner on the course if need be: what
 * is practised is kept there. Many starts at once make one run: the partial unique index settles it. Null when the course
 * has no such scenario, and for whoever was taken off it.
 */
export async function startRun(viewer: Viewer, course: Course, scenarioSlug: string): Promise<string | null> {
  const found = findScenario(course, scenarioSlug);
  if (!found) return null;
  await enrolNewcomer(viewer, course.slug);
  await storeScenario(course.slug, found);
  // The same lock as a reply takes, so that starting and going back in another tab come one after the other.
  return db.$transaction(async (tx) => {
    const enrolmentId = await lockEnrolment(tx, viewer, course.slug);
    if (!enrolmentId) return null;
    const open = await tx.scenarioRun.findFirst({ where: { enrolmentId, scenarioSlug, endedAt: null }, select: { id: true } });
    if (open) return open.id;
    return (await tx.scenarioRun.create({ data: { enrolmentId, scenarioSlug, contentVersion: found.hash, startedAt: now() }, select: { id: true } })).id;
  });
}

/** The learner's own run, in one round trip; null for anybody else's, as for one that is not there. */
export async function findRun(viewer: Viewer, runId: string): Promise<Run | null> {
  if (!isUuid(runId)) return null;
  const row = await db.scenarioRun.findFirst({
    where: { id: runId, enrolment: { userId: viewer.id, withdrawnAt: null } },
    relationLoadStrategy: 'join',
    select: {
      id: true,
      scenarioSlug: true,
      contentVersion: true,
      verdict: true,
      enrolment: { select: { courseSlug: true } },
      replies: { select: { turn: true, choice: true }, orderBy: { sequence: 'asc' } },
    },
  });
  if (!row) return null;
  const { courseSlug } = row.enrolment;
  const scenario = await getScenarioByHash(row.contentVersion, courseSlug, row.scenarioSlug);
  const choices = choicesAfter(row.replies);
  return { id: row.id, courseSlug, scenario, choices, conversation: played(scenario, choices), sequence: row.replies.length, verdict: row.verdict };
}

function played(scenario: Scenario, choices: Choice[]): Conversation {
  const conversation = replay(scenario, choices);
  if (!conversation) throw new Error(`A stored run does not fit ${scenario.id}`);
  return conversation;
}

export type Replied =
  /** `ended` is there for the reply that has just ended it, once. */
  | { ok: true; runId: string; verdict: Verdict | null; ended?: { contentVersion: string; conversation: Conversation } }
  | { ok: false; reason: 'stale' | 'unfit'; runId: string }
  /** Going back in a run that has ended begins another, and another is open already. */
  | { ok: false; reason: 'open-elsewhere'; runId: string };

/**
 * Gives a reply in a run, inside the caller's transaction, which holds the enrolment's lock: so replies come one after
 * the other. Sending the same reply twice is normal and changes nothing. A reply to an earlier turn takes back what
 * followed; in a run that has ended it begins another run, and the ended one stays as it is.
 */
export async function giveReply(tx: Transaction, run: Run, reply: Reply): Promise<Replied> {
  const replies = await tx.scenarioReply.findMany({ where: { runId: run.id }, orderBy: { sequence: 'asc' }, select: { turn: true, choice: true } });
  const row = await tx.scenarioRun.findUniqueOrThrow({
    where: { id: run.id },
    select: { endedAt: true, verdict: true, enrolmentId: true, contentVersion: true },
  });
  const last = replies.at(-1);
  if (replies.length === reply.sequence + 1 && last?.turn === reply.turn && last.choice === reply.choice)
    return { ok: true, runId: run.id, verdict: row.verdict };
  if (replies.length !== reply.sequence) return { ok: false, reason: 'stale', runId: run.id };
  if (replies.length >= MOST_REPLIES) return { ok: false, reason: 'unfit', runId: run.id };
  const before = choicesAfter(replies);
  const wanted = [...before.slice(0, reply.turn), reply.choice];
  const conversation = reply.turn <= before.length ? replay(run.scenario, wanted) : null;
  if (!conversation) return { ok: false, reason: 'unfit', runId: run.id };
  if (!row.endedAt) return addReply(tx, run, row.contentVersion, replies.length + 1, reply, conversation);
  const begun = await tx.scenarioRun.findUnique({ where: { id: reply.next }, select: { enrolmentId: true, verdict: true } });
  if (begun)
    return begun.enrolmentId === row.enrolmentId ? { ok: true, runId: reply.next, verdict: begun.verdict } : { ok: false, reason: 'unfit', runId: run.id };
  const open = await tx.scenarioRun.findFirst({
    where: { enrolmentId: row.enrolmentId, scenarioSlug: run.scenario.slug, endedAt: null },
    select: { id: true },
  });
  if (open) return { ok: false, reason: 'open-elsewhere', runId: open.id };
  const next = await tx.scenarioRun.create({
    data: { id: reply.next, enrolmentId: row.enrolmentId, scenarioSlug: run.scenario.slug, contentVersion: row.contentVersion, startedAt: now() },
    select: { id: true },
  });
  const kept = conversation.turns.slice(0, -1);
  await tx.scenarioReply.createMany({
    data: kept.map((turn, at) => ({ runId: next.id, sequence: at + 1, turn: at, choice: turn.choice, ...turn.levels, createdAt: now() })),
  });
  return addReply(tx, { ...run, id: next.id }, row.contentVersion, kept.length + 1, reply, conversation);
}

async function addReply(tx: Transaction, run: Run, contentVersion: string, sequence: number, reply: Reply, conversation: Conversation): Promise<Replied> {
  await tx.scenarioReply.create({ data: { runId: run.id, sequence, turn: reply.turn, choice: reply.choice, ...conversation.levels, createdAt: now() } });
  if (conversation.ending === null) return { ok: true, runId: run.id, verdict: null };
  const verdict = verdictOf(endingOf(run.scenario, conversation.ending).grade);
  await tx.scenarioRun.updateMany({ where: { id: run.id, endedAt: null }, data: { endedAt: now(), ending: conversation.ending, verdict } });
  return { ok: true, runId: run.id, verdict, ended: { contentVersion, conversation } };
}
