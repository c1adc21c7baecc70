import { encode } from 'next-auth/jwt';
import pg from 'pg';
import { days, fromNow } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { env } from '#lib/env.ts';
import { hashSecret, newToken } from '#lib/secrets.ts';
import { makePerson } from '#prisma/factories.ts';
import { seedMany } from '../seed-many.ts';

const ROUNDS = 15;
/** A page that reads more rows than this of a large table, one after the other, is looking for something no index finds. */
const MANY_ROWS = 2_000;
const LARGE = ['User', 'Enrolment', 'LessonCompletion', 'Attempt', 'Answer', 'AuditEntry', 'Certificate'];

type Say = (...cells: (string | number)[]) => void;
type Visit = { name: string; path: string; cookie: string };

/** A session of somebody's, second factor given. */
async function cookieOf(userId: string): Promise<string> {
  const sid = newToken();
  await db.session.create({
    data: { idHash: hashSecret(sid), userId, expiresAt: fromNow(days(0.5)), lastSeenAt: fromNow(0), device: 'Bench', secondFactorAt: fromNow(0) },
  });
  return `composure-session=${await encode({ token: { sid }, secret: env().AUTH_SECRET })}`;
}

/** Where the next page of a list begins, as its own link says; the page without scripts is the page. */
async function nextPage(origin: string, path: string, cookie: string): Promise<string | null> {
  const html = await (await fetch(origin + path, { headers: { cookie } })).text();
  const href = /href="([^"]*[?&](?:amp;)?after=[^"]*)"/.exec(html)?.[1];
  return href ? href.replaceAll('&amp;', '&') : null;
}

async function listVisits(origin: string, cookie: string): Promise<Visit[]> {
  const learner = await db.user.findFirstOrThrow({ where: { email: { endsWith: '@many.example.org' }, enrolments: { some: { finishedAt: { not: null } } } } });
  const group = await db.group.findFirstOrThrow({ where: { name: 'Many 01' } });
  const manager = await db.membership.findFirstOrThrow({ where: { groupId: group.id, role: 'MANAGER' } });
  const course = '/admin/reports/straight-and-kind';
  const paths: [string, string | null][] = [
    ['/admin', '/admin'],
    ['/admin/learners', '/admin/learners'],
    ['/admin/learners?q=ada', '/admin/learners?q=ada'],
    ['/admin/learners, page 2', await nextPage(origin, '/admin/learners', cookie)],
    ['/admin/learners/…', `/admin/learners/${learner.id}`],
    ['/admin/enrolments', '/admin/enrolments'],
    ['/admin/enrolments, page 2', await nextPage(origin, '/admin/enrolments', cookie)],
    ...['open', 'overdue', 'stuck', 'finished', 'waived', 'withdrawn'].map((state): [string, string] => [
      `/admin/enrolments?state=${state}`,
      `/admin/enrolments?state=${state}`,
    ]),
    ['/admin/groups', '/admin/groups'],
    ['/admin/groups/…', `/admin/groups/${group.id}`],
    ['/admin/reports', '/admin/reports'],
    ['/admin/reports, one group', `/admin/reports?group=${group.id}`],
    ['/admin/reports/…', course],
    ['/admin/reports/…, one group', `${course}?group=${group.id}`],
    ...['certificates', 'letters', 'enquiries', 'newsletter', 'audit', 'system', 'imports', 'invites'].map((page): [string, string] => [
      `/admin/${page}`,
      `/admin/${page}`,
    ]),
  ];
  const visits = paths.flatMap(([name, path]) => (path ? [{ name, path, cookie }] : []));
  return [...visits, { name: '/groups/… as its manager', path: `/groups/${group.id}`, cookie: await cookieOf(manager.userId) }];
}

async function visit(origin: string, { path, cookie }: Visit): Promise<{ status: number; took: number }> {
  const from = performance.now();
  const response = await fetch(origin + path, { headers: { cookie }, redirect: 'manual' });
  await response.arrayBuffer();
  return { status: response.status, took: performance.now() - from };
}

/**
 * The rows of large tables that were read one after the other so far. Connections tell what they read when they end, so the
 * server's are ended first; it opens others when it needs them.
 */
async function rowsRead(client: pg.Client): Promise<Map<string, number>> {
  await client.query(`SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid() AND application_name <> 'pgboss'`);
  await client.query('SELECT pg_stat_clear_snapshot()');
  const { rows } = await client.query('SELECT relname, seq_tup_read FROM pg_stat_user_tables WHERE relname = ANY($1)', [LARGE]);
  return new Map(rows.map(({ relname, seq_tup_read }) => [relname as string, Number(seq_tup_read)]));
}

/** Says which pages read a large table from end to end. */
async function measureScans(origin: string, visits: Visit[], say: Say) {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  let scans = 0;
  for (const each of visits) {
    const before = await rowsRead(client);
    await visit(origin, each);
    const after = await rowsRead(client);
    const over = LARGE.flatMap((table) => {
      const read = (after.get(table) ?? 0) - (before.get(table) ?? 0);
      return read > MANY_ROWS ? [`${table} ${read}`] : [];
    });
    if (over.length > 0) say(each.name, over.join(', '));
    scans += over.length;
  }
  if (scans === 0) console.log('No page reads a large table from end to end.');
  await client.end();
}

/** The admin's pages with 20,000 learners: what each takes, and whether any reads a large table from end to end. */
export async function measureAdmin(origin: string, say: Say): Promise<void> {
  const from = performance.now();
  await seedMany();
  console.log(`\nThe admin at 20,000 learners, seeded in ${((performance.now() - from) / 1_000).toFixed(0)} s (ms, ${ROUNDS} interleaved rounds)`);
  const admin = await makePerson({ name: 'Bench Admin', role: 'ADMIN' });
  const visits = await listVisits(origin, await cookieOf(admin.id));
  const times = new Map<string, number[]>(visits.map(({ name }) => [name, []]));
  const bad = new Map<string, number>();
  for (const each of visits) await visit(origin, each);
  for (let round = 0; round < ROUNDS; round++) {
    for (const each of visits) {
      const { status, took } = await visit(origin, each);
      times.get(each.name)!.push(took);
      if (status !== 200) bad.set(each.name, status);
    }
  }
  say('', 'median', 'p95');
  for (const [name, all] of times) {
    all.sort((a, b) => a - b);
    const at = (share: number) => all[Math.min(all.length - 1, Math.floor(share * all.length))]!.toFixed(0);
    say(name, at(0.5), at(0.95), ...(bad.has(name) ? [`answered ${bad.get(name)}`] : []));
  }
  console.log(`\nRows of a large table read one after the other by one visit, where more than ${MANY_ROWS}`);
  await measureScans(origin, visits, say);
}
