import 'server-only';
import { cookies } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { decode } from 'next-auth/jwt';
import { cache } from 'react';
import { days, fromNow, hours, minutes, now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { env } from '#lib/env.ts';
import { callerNetwork } from '#lib/network.ts';
import { hashSecret, newToken } from '#lib/secrets.ts';
import { type Admin, secondFactorUrl, type Viewer } from './account.ts';

const LIMITS = {
  LEARNER: { idle: days(14), absolute: days(30) },
  ADMIN: { idle: hours(0.5), absolute: hours(12) },
} as const;

/** `__Host-` wherever the site has https, so that no sibling host can plant it. */
export function sessionCookieName(): string {
  return env().APP_URL.startsWith('https:') ? '__Host-composure-session' : 'composure-session';
}

/** The random session id inside the sealed cookie, or null for anything else that came in its place. */
async function readSessionId(): Promise<string | null> {
  const sealed = (await cookies()).get(sessionCookieName())?.value;
  if (!sealed || sealed.length > 2_000) return null;
  const token = await decode({ token: sealed, secret: env().AUTH_SECRET }).catch(() => null);
  return typeof token?.['sid'] === 'string' ? token['sid'] : null;
}

const MANAGED = { where: { role: 'MANAGER', group: { archivedAt: null } }, take: 1, select: { groupId: true } } as const;

/**
 * Who is asking, or null. Reads the session's and the person's row, so a sign-out, a deactivation or a changed role
 * counts from the very next request. Asked once per request.
 */
export const findViewer = cache(async (): Promise<SignedIn | null> => {
  const sid = await readSessionId();
  if (!sid) return null;
  const idHash = hashSecret(sid);
  const session = await db.session.findUnique({
    where: { idHash },
    relationLoadStrategy: 'join',
    select: {
      createdAt: true,
      expiresAt: true,
      lastSeenAt: true,
      secondFactorAt: true,
      user: { select: { id: true, email: true, name: true, role: true, deactivatedAt: true, memberships: MANAGED } },
    },
  });
  if (!session || session.user.deactivatedAt) return null;
  const idle = now().getTime() - session.lastSeenAt.getTime();
  const { idle: idleLimit, absolute } = LIMITS[session.user.role];
  // By the role of today: somebody made admin since does not keep a learner's thirty days.
  if (session.expiresAt <= now() || idle > idleLimit || now().getTime() - session.createdAt.getTime() > absolute) return null;
  if (idle > hours(0.1)) await db.session.updateMany({ where: { idHash, lastSeenAt: session.lastSeenAt }, data: { lastSeenAt: now() } });
  const { id, email, name } = session.user;
  const { secondFactorAt } = session;
  const role = secondFactorAt ? session.user.role : 'LEARNER';
  return {
    id,
    email,
    name,
    role,
    isStaff: session.user.role === 'ADMIN',
    isManager: session.user.memberships.length > 0,
    secondFactorAt,
    sessionHash: idHash,
  } as SignedIn;
});

/** A viewer, and what the guards below and the way to an admin's and a manager's pages need to know. It permits nothing. */
export type SignedIn = Viewer & { readonly isStaff: boolean; readonly isManager: boolean; readonly secondFactorAt: Date | null };

/** The signed-in person; anybody else is sent to sign in and comes back to `returnTo`. */
export async function requireViewer(returnTo = '/dashboard'): Promise<SignedIn> {
  const viewer = await findViewer();
  if (!viewer) redirect(`/sign-in?next=${encodeURIComponent(returnTo)}`);
  return viewer;
}

/**
 * The signed-in admin, second factor given; an admin who has not given it is sent to do so, and comes back to `returnTo`.
 * For everybody else the page does not exist.
 */
export async function requireAdmin(returnTo = '/admin'): Promise<Admin> {
  const viewer = await requireStaff();
  if (viewer.role !== 'ADMIN') redirect(secondFactorUrl(returnTo));
  return { ...viewer, network: await callerNetwork() } as unknown as Admin;
}

/** The same, for what asks again: roles, exports, erasure. The second factor was given within ten minutes. */
export async function requireFreshAdmin(returnTo = '/admin'): Promise<Admin> {
  const admin = await requireAdmin(returnTo);
  if (!isFresh(admin)) redirect(secondFactorUrl(returnTo));
  return admin;
}

export const isFresh = ({ secondFactorAt }: Admin): boolean => secondFactorAt > fromNow(-minutes(10));

/** Whoever may give a second factor: an admin, whether or not they have given it. */
export async function requireStaff(): Promise<SignedIn> {
  const viewer = await findViewer();
  if (!viewer?.isStaff) notFound();
  return viewer;
}

/** Opens a session for a person and answers its id, which only their cookie will know. */
export async function openSession(userId: string, device: string): Promise<string> {
  const { role } = await db.user.findUniqueOrThrow({ where: { id: userId }, select: { role: true } });
  const sid = newToken();
  await db.session.deleteMany({ where: { userId, expiresAt: { lt: now() } } });
  await db.session.create({
    data: { idHash: hashSecret(sid), userId, createdAt: now(), device: device.slice(0, 200), lastSeenAt: now(), expiresAt: fromNow(LIMITS[role].absolute) },
  });
  return sid;
}

/** A `__Host-` cookie is only let go by one that looks like it. */
const dropCookie = async () =>
  (await cookies()).set(sessionCookieName(), '', { path: '/', httpOnly: true, sameSite: 'lax', secure: env().APP_URL.startsWith('https:'), maxAge: 0 });

/** Ends this device's session. The cookie is worthless from now on, copies included. */
export async function endSession(viewer: Viewer): Promise<void> {
  await db.session.deleteMany({ where: { idHash: viewer.sessionHash, userId: viewer.id } });
  await dropCookie();
}

/** Ends every session of this person, this one too. */
export async function endAllSessions(viewer: Viewer): Promise<void> {
  await db.session.deleteMany({ where: { userId: viewer.id } });
  await dropCookie();
}

export type SessionView = { device: string; lastSeenAt: Date; current: boolean };

/** The devices this person is signed in on, the latest first. */
export async function listSessions(viewer: Viewer): Promise<SessionView[]> {
  const rows = await db.session.findMany({
    where: { userId: viewer.id, expiresAt: { gt: now() } },
    orderBy: { lastSeenAt: 'desc' },
    take: 50,
    select: { idHash: true, device: true, lastSeenAt: true },
  });
  return rows.map(({ idHash, device, lastSeenAt }) => ({ device, lastSeenAt, current: idHash === viewer.sessionHash }));
}

/** Saves the person's name, for greetings and for certificates issued from now on. */
export async function saveName(viewer: Viewer, name: string): Promise<void> {
  await db.user.update({ where: { id: viewer.id }, data: { name } });
}
