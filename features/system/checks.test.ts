import { describe, expect, test } from 'vitest';
import { days, hours, minutes } from '#lib/clock.ts';
import { type Facts, judgeAll, lasting } from './checks.ts';
import { below, FLOORS, NODE_FLOOR } from './floors.ts';

const WELL: Facts = {
  mode: 'production',
  node: NODE_FLOOR,
  postgres: '18.4',
  installed: FLOORS,
  mail: { waiting: 0, overdueMs: 0, tries: 0, failed: 0 },
  migrations: { inCode: ['1_init', '2_more'], applied: ['2_more', '1_init'] },
  backup: { ageMs: hours(25) },
  appUrl: 'https://learn.example.org',
  smtp: { protocol: 'smtps:', isLocal: false },
  demoPeople: 0,
  keptMail: 0,
  openFiles: [],
  admins: 2,
  adminsWithoutSecondFactor: 0,
  clockMs: 40,
};
const bad = (facts: Partial<Facts>) => judgeAll({ ...WELL, ...facts }).filter(({ ok }) => !ok);

test('where all is well every check is good, says what it saw, and asks for nothing', () => {
  const checks = judgeAll(WELL);
  expect(bad({})).toEqual([]);
  expect(new Set(checks.map(({ name }) => name)).size).toBe(14);
  for (const { says, todo } of checks) expect([says.length > 0, todo]).toEqual([true, '']);
});

describe('each check goes red by itself, first in the list, with what was seen and what to do', () => {
  test.each<[string, Partial<Facts>, RegExp]>([
    ['Node', { node: '24.20.9' }, /24\.20\.9 is older/],
    ['Packages', { installed: { ...FLOORS, next: '16.4.5' } }, /next 16\.4\.5 \(wanted: 16\.4\.6\)/],
    ['Packages', { installed: {} }, /cannot be read/],
    ['PostgreSQL', { postgres: '18.3' }, /older than 18\.4/],
    ['PostgreSQL', { postgres: '15.17 (Debian 15.17-0+deb12u1)' }, /older than 15\.18/],
    ['PostgreSQL', { postgres: '14.23' }, /no more fixes/],
    ['Mail that waits', { mail: { waiting: 3, overdueMs: minutes(11), tries: 0, failed: 0 } }, /has waited 11 minutes; 3 wait\./],
    ['Mail that waits', { mail: { waiting: 1, overdueMs: 0, tries: 5, failed: 0 } }, /tried 5 times/],
    ['Mail that failed', { mail: { waiting: 0, overdueMs: 0, tries: 0, failed: 1001 } }, /more than 1,000 mails were given up/],
    ['Migrations', { migrations: { inCode: ['1_init', '2_more'], applied: ['1_init'] } }, /Not applied: 2_more/],
    ['Migrations', { migrations: { inCode: ['1_init'], applied: ['1_init', '2_more'] } }, /does not know: 2_more/],
    ['Migrations', { migrations: { inCode: [], applied: [] } }, /cannot be read/],
    ['Backups', { backup: null }, /No backup is known/],
    ['Backups', { backup: { ageMs: null } }, /not there/],
    ['Backups', { backup: { ageMs: hours(26) + 1 } }, /26 hours ago/],
    ['Secrets', { openFiles: ['.env'] }, /can read \.env\./],
    ['Address', { appUrl: 'http://localhost:3000' }, /in the clear/],
    ['Mail over TLS', { smtp: { protocol: 'smtp:', isLocal: false } }, /in the clear/],
    ['Left over from the demo', { mode: 'demo' }, /This is the demo/],
    ['Left over from the demo', { demoPeople: 4 }, /4 accounts of the demo’s cast are in the database\./],
    ['Left over from the demo', { keptMail: 1 }, /1 mail lies in/],
    ['Second factor', { adminsWithoutSecondFactor: 1 }, /1 admin has not set one up/],
    ['Number of admins', { admins: 1 }, /one admin/],
    ['Number of admins', { admins: 11 }, /11 admins/],
    ['Clock', { clockMs: 2_001 }, /2 seconds apart/],
  ])('%s: %o', (name, facts, says) => {
    expect(bad(facts)).toMatchObject([{ name, says: expect.stringMatching(says), todo: expect.stringMatching(/\.$/) }]);
    expect(judgeAll({ ...WELL, ...facts })[0]!.name).toBe(name);
  });
});

test.each<[string, Partial<Facts>]>([
  ['a later Node', { node: '26.0.0' }],
  ['a PostgreSQL we have not heard of yet', { postgres: '19.1' }],
  ['an older one with its fixes', { postgres: '15.18 (Debian 15.18-0+deb12u1)' }],
  ['mail under way', { mail: { waiting: 40, overdueMs: 2_000, tries: 1, failed: 0 } }],
  ['a mail server on this machine', { smtp: { protocol: 'smtp:', isLocal: true } }],
  ['no mail server', { smtp: null }],
  ['a stamp a moment ahead of the clock', { backup: { ageMs: -500 } }],
])('%s is well', (_, facts) => {
  expect(bad(facts)).toEqual([]);
});

test.each([
  ['16.4.6', '16.4.6', false],
  ['16.4.5', '16.4.6', true],
  ['16.10.0', '16.4.6', false],
  ['9.9.9', '10.0.0', true],
  ['18.4', '18.4', false],
  ['16.4.6-canary.1', '16.4.6', false],
])('%s below %s: %s', (version, floor, is) => {
  expect(below(version, floor)).toBe(is);
});

test('how long, in the unit a person would use', () => {
  expect([1_000, 45_000, minutes(3), hours(5), days(4)].map(lasting)).toEqual(['1 second', '45 seconds', '3 minutes', '5 hours', '4 days']);
});
