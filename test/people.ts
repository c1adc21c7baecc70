import type { Admin, Viewer } from '#features/accounts/account.ts';
import { makePerson } from '#prisma/factories.ts';

/** A signed-in person for tests of data functions; only sessions make viewers in the product. */
export async function aViewer(data: Parameters<typeof makePerson>[0] = {}): Promise<Viewer> {
  const { id, email, name, role } = await makePerson(data);
  return { id, email, name, role, sessionHash: 'none' } as Viewer;
}

export const anAdmin = async () => ({ ...(await aViewer({ role: 'ADMIN' })), network: '192.0.2.1', secondFactorAt: new Date() }) as Admin;
