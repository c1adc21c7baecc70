import { notFound } from 'next/navigation';
import { requireFreshAdmin } from '#features/accounts/session.server.ts';
import { exportPerson } from '#features/privacy/export.server.ts';
import { fileResponse } from '#lib/csv.ts';

/** A copy for somebody who has asked an admin for it. */
export async function GET(_: Request, { params }: { params: Promise<{ person: string }> }) {
  const { person } = await params;
  const admin = await requireFreshAdmin(`/admin/learners/${person}/data`);
  const copy = await exportPerson(admin, person);
  if (!copy) notFound();
  return fileResponse(`composure-data-${person}.json`, 'application/json; charset=utf-8', JSON.stringify(copy, null, 2));
}
