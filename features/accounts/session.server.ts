import 'server-only';
import { cookies } from 'next/headers';
import { notFound, redirect } from 'next/navigation';
import { decode } from 'next-auth/jwt';
import { cache } from 'react';
import { days, fromNow, hours, now } from '#lib/clock.ts';
import { db } from '#lib/db.ts';
import { env } from '#lib/env.ts';
import { hashSecret, newToken } from '#lib/secrets.ts';
import type { Admin, Viewer } from './account.ts';

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

/**
 * Who is asking, or null. Reads the session's and the person's row, so a sign-out, a deactivation or a changed role
 * counts from the very next request. Asked once per request.
 */
export const findViewer = cache(async (): Promise<Viewer | null> => {
  const sid = await readSessionId();
  if (!sid) return null;
  const idHash = hashSecret(sid);
  const session = await db.session.findUnique({
    where: { idHash },
    relationLoadStrategy: 'join',
    select: { createdAt: true, expiresAt: true, lastSeenAt: true, user: { select: { id: true, email: true, name: true, role: true, deactivatedAt: true } } },
  });
  if (!session || session.user.deactivatedAt) return null;
  const idle = now().getTime() - session.lastSeenAt.getTime();
  const { idle: idleLimit, absolute } = LIMITS[session.user.role];
  // By the role of today: somebody made admin since does not keep a learner's thirty days.
  if (session.expiresAt <= now() || idle > idleLimit || now().getTime() - session.createdAt.getTime() > absolute) return null;
  if (idle > hours(0.1)) await db.session.updateMany({ where: { idHash, lastSeenAt: session.lastSeenAt }, data: { lastSeenAt: now() } });
  const { id, email, name, role } = session.user;
  return { id, email, name, role, sessionHash: idHash } as Viewer;
});

/** The signed-in person; anybody else is sent to sign in and comes back to `returnTo`. */
export async function requireViewer(returnTo = '/dashboard'): Promise<Viewer> {
  const viewer = await findViewer();
  if (!viewer) redirect(`/sign-in?next=${encodeURIComponent(returnTo)}`);
  return viewer;
}

/** The signed-in admin; for everybody else the page does not exist. */
export async function requireAdmin(): Promise<Admin> {
  const viewer = await findViewer();
  if (viewer?.role !== 'ADMIN') notFound();
  return viewer as Admin;
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
