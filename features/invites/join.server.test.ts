import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { days, fromNow } from '#lib/clock.ts';
import { env } from '#lib/env.ts';
import { COURSE } from '#prisma/factories.ts';
import { anAdmin, aViewer } from '#test/people.ts';
import type { Viewer } from '../accounts/account.ts';
import { linkOf, makeInvite } from './invite.server.ts';
import { findInvitation, joinByInvite } from './join.server.ts';

async function anInvite() {
  const answer = await makeInvite(await anAdmin(), { label: 'Spring', course: COURSE, group: null, places: null, due: null, expires: fromNow(days(30)) });
  if ('closed' in answer) throw new Error(answer.closed);
  return { id: answer.id, link: linkOf(answer.id) };
}

/** Somebody else's connection, which holds an invite and sees how many of ours wait or are kept in a transaction. */
async function holding(inviteId: string) {
  const other = new pg.Client({ connectionString: env().DATABASE_URL });
  await other.connect();
  // Ending lets go of what it holds.
  onTestFinished(() => other.end());
  await other.query('BEGIN');
  await other.query('SELECT 1 FROM "Invite" WHERE "id" = $1 FOR UPDATE', [inviteId]);
  const kept = async (): Promise<number> =>
    (
      await other.query(
        `SELECT count(*)::int AS "kept" FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
          AND backend_type = 'client backend' AND (wait_event_type = 'Lock' OR state LIKE 'idle in transaction%')`,
      )
    ).rows[0].kept;
  return { kept, letGo: () => other.query('ROLLBACK') };
}

test('of 21 who join by a link that is held up, one waits with a connection; others, and other links, are answered meanwhile', async () => {
  const [held, other] = [await anInvite(), await anInvite()];
  const [people, stranger] = [await Promise.all(Array.from({ length: 21 }, () => aViewer())), await aViewer()];
  const { kept, letGo } = await holding(held.id);
  const joining = Promise.allSettled(people.map((person) => joinByInvite(person, held.link)));
  await expect.poll(kept).toBeGreaterThan(0);
  // As many looks again as there are people: by the last of them, all of theirs are over.
  for (const person of people) expect(await findInvitation(person, held.link)).toMatchObject({ state: 'open', holds: false });
  expect(await joinByInvite(stranger, other.link)).toBe('joined');
  expect(await kept()).toBe(1);
  await letGo();
  expect(await joining).toEqual(people.map(() => ({ status: 'fulfilled', value: 'joined' })));
});

test('a join that fails holds up nobody behind it', async () => {
  const { link } = await anInvite();
  const gone = { ...(await aViewer()), id: crypto.randomUUID() } as Viewer;
  const people = [gone, await aViewer(), gone, await aViewer()];
  const answers = await Promise.allSettled(people.map((person) => joinByInvite(person, link)));
  expect(answers.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
});
