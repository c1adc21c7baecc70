import 'server-only';
import { notFound } from 'next/navigation';
import { db } from '#lib/db.ts';
import { isUuid } from '#lib/form.ts';
import type { Viewer } from '../accounts/account.ts';
import { requireViewer } from '../accounts/session.server.ts';
import type { Manager } from './group.ts';
import { groupUrl } from './group-words.ts';

const managed = (viewer: Viewer) => ({ userId: viewer.id, role: 'MANAGER' as const, group: { archivedAt: null } });

/** The viewer as the manager of an open group; null for everybody else, its members and former managers included. */
export async function findManager(viewer: Viewer, groupId: string): Promise<Manager | null> {
  if (!isUuid(groupId)) return null;
  const row = await db.membership.findFirst({
    where: { ...managed(viewer), groupId },
    relationLoadStrategy: 'join',
    select: { group: { select: { name: true } } },
  });
  return row && ({ viewer, groupId, groupName: row.group.name } as Manager);
}

/** The signed-in manager of this group, whatever else they are; for everybody else it does not exist. Read anew on every request. */
export async function requireManager(groupId: string): Promise<Manager> {
  const manager = await findManager(await requireViewer(groupUrl(groupId)), groupId);
  if (!manager) notFound();
  return manager;
}

/** The open groups somebody manages, by name. */
export async function listManagedGroups(viewer: Viewer): Promise<{ id: string; name: string }[]> {
  const rows = await db.membership.findMany({
    where: managed(viewer),
    relationLoadStrategy: 'join',
    orderBy: { group: { name: 'asc' } },
    take: 200,
    select: { group: { select: { id: true, name: true } } },
  });
  return rows.map(({ group }) => group);
}
