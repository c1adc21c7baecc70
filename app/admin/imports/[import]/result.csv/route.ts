import { notFound } from 'next/navigation';
import { requireFreshAdmin } from '#features/accounts/session.server.ts';
import { exportImport } from '#features/imports/import.server.ts';
import { csvResponse } from '#lib/csv.ts';

/** Every row of a spreadsheet with what was done because of it, or what is wrong with it. */
export async function GET(_: Request, { params }: { params: Promise<{ import: string }> }) {
  const { import: id } = await params;
  const admin = await requireFreshAdmin(`/admin/imports/${id}`);
  const sheet = await exportImport(admin, id);
  if (!sheet) notFound();
  return csvResponse(`spreadsheet-${id.slice(-8)}-result.csv`, sheet);
}
