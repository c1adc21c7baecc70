import type { Metadata } from 'next';
import { AdminFrame } from '#components/layout/admin.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { getOverview } from '#features/reports/overview.server.ts';
import { AttentionList, Weeks } from '#features/reports/overview-parts.tsx';
import { checkSystem } from '#features/system/checks.server.ts';

export const metadata: Metadata = { title: 'Admin', robots: { index: false } };

export default async function AdminPage() {
  const admin = await requireAdmin();
  const [{ attention, weeks }, { checks }] = await Promise.all([getOverview(admin), checkSystem(admin)]);
  // What was given up by mail stands in the list by its number.
  const notGood = checks.flatMap(({ name, ok }) => (ok || name === 'Mail that failed' ? [] : name));
  return (
    <AdminFrame at="/admin" title="Overview">
      <AttentionList attention={attention} checks={notGood} />
      <Weeks weeks={weeks} />
    </AdminFrame>
  );
}
