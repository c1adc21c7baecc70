import 'server-only';
import { now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import type { Admin } from '../accounts/account.ts';
import { type AuditRow, listAuditOf } from '../audit/audit.server.ts';
import { learningSelect, toLearning } from './learning.server.ts';
import type { Learning } from './learning.ts';
import type { Account } from './person.ts';

export type Person = Account & {
  devices: number;
  lastSeenAt: Date | null;
  groups: { id: string; name: string; manager: boolean }[];
  courses: Learning[];
  /** What admins did to this account, the latest first. */
  audit: AuditRow[];
};

/** Somebody, and everything they did in every course, in two questions asked at once; null when there is nobody with this id. */
export async function findPerson(admin: Admin, id: string): Promise<Person | null> {
  if (!isUuid(id)) return null;
  const [row, audit] = await Promise.all([findRow(id), listAuditOf(admin, { personId: id }, 20)]);
  if (!row) return null;
  const { _count, sessions, memberships, enrolments, ...account } = row;
  return {
    ...account,
    devices: _count.sessions,
    lastSeenAt: sessions[0]?.lastSeenAt ?? null,
    groups: memberships.map(({ role, group }) => ({ ...group, manager: role === 'MANAGER' })),
    courses: enrolments.map(toLearning),
    audit,
  };
}

const findRow = (id: string) =>
  db.user.findUnique({
    where: { id },
    relationLoadStrategy: 'join',
    select: {
      id: true,
      name: true,
      email: true,
      role: true,
      createdAt: true,
      deactivatedAt: true,
      mergedIntoId: true,
      _count: { select: { sessions: { where: { expiresAt: { gt: now() } } } } },
      sessions: { orderBy: { lastSeenAt: 'desc' }, take: 1, select: { lastSeenAt: true } },
      memberships: { take: 100, select: { role: true, group: { select: { id: true, name: true } } } },
      enrolments: { orderBy: { createdAt: 'asc' }, take: 200, select: learningSelect() },
    },
  });

/** Whose account an address is, to merge it; null when there is none. */
export const findByAddress = (_: Admin, email: string): Promise<{ id: string } | null> => db.user.findUnique({ where: { email }, select: { id: true } });
