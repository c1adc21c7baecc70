import 'server-only';
import { db } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import type { Admin } from '../accounts/account.ts';
import { ACTIONS, type Action } from '../audit/audit.ts';
import { learningSelect, toLearning } from './learning.server.ts';
import type { Learning } from './learning.ts';

export type AuditLine = { id: string; at: Date; what: string; actor: string; detail: string };
export type Person = {
  id: string;
  name: string;
  email: string;
  role: 'LEARNER' | 'ADMIN';
  createdAt: Date;
  deactivatedAt: Date | null;
  mergedIntoId: string | null;
  devices: number;
  lastSeenAt: Date | null;
  groups: { id: string; name: string; manager: boolean }[];
  courses: Learning[];
  /** What admins did to this account, the latest first. */
  audit: AuditLine[];
};

/** Somebody, and everything they did in every course, in two questions asked at once; null when there is nobody with this id. */
export async function findPerson(_: Admin, id: string): Promise<Person | null> {
  if (!isUuid(id)) return null;
  const [row, audit] = await Promise.all([findRow(id), listAudit(id)]);
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
      _count: { select: { sessions: true } },
      sessions: { orderBy: { lastSeenAt: 'desc' }, take: 1, select: { lastSeenAt: true } },
      memberships: { take: 100, select: { role: true, group: { select: { id: true, name: true } } } },
      enrolments: { orderBy: { createdAt: 'asc' }, take: 200, select: learningSelect() },
    },
  });

async function listAudit(personId: string): Promise<AuditLine[]> {
  const rows = await db.$queryRaw<{ id: string; at: Date; action: string; subject: string; detail: unknown; actor: string | null }[]>`
    SELECT a."id", a."at", a."action", a."subject", a."detail", COALESCE(NULLIF(u."name", ''), u."email") AS "actor"
    FROM "AuditEntry" a LEFT JOIN "User" u ON u."id" = a."actorId"
    WHERE a."personId" = ${personId}::uuid ORDER BY a."at" DESC LIMIT 20`;
  return rows.map(({ id, at, action, subject, detail, actor }) => ({
    id,
    at,
    what: ACTIONS[action as Action] ?? action,
    actor: actor ?? 'Somebody who is gone',
    detail: [subject, ...Object.entries((detail ?? {}) as Record<string, unknown>).map(([name, value]) => `${name}: ${value}`)].filter(Boolean).join(' · '),
  }));
}

/** Whose account an address is, to merge it; null when there is none. */
export const findByAddress = (_: Admin, email: string): Promise<{ id: string } | null> => db.user.findUnique({ where: { email }, select: { id: true } });
