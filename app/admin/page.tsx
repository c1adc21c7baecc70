import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';

export const metadata: Metadata = { title: 'Admin', robots: { index: false } };

export default async function AdminPage() {
  await requireAdmin();
  return (
    <>
      <PageHead title="Admin" />
      <ul className="list-disc ps-5">
        <li>
          <a href="/admin/certificates">Certificates: find one, revoke it with a reason</a>
        </li>
        <li>
          <a href="/admin/letters">Letters that wait to be marked</a>
        </li>
      </ul>
    </>
  );
}
