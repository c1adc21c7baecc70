import type { Metadata } from 'next';
import { AdminFrame } from '#components/layout/admin.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { getOverview } from '#features/reports/overview.server.ts';
import { AttentionList, Weeks } from '#features/reports/overview-parts.tsx';

export const metadata: Metadata = { title: 'Admin', robots: { index: false } };

export default async function AdminPage() {
  const admin = await requireAdmin();
  const { attention, weeks } = await getOverview(admin);
  return (
    <AdminFrame at="/admin" title="Overview">
      <AttentionList attention={attention} />
      <Weeks weeks={weeks} />
    </AdminFrame>
  );
}
