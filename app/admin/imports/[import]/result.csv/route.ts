import { notFound } from 'next/navigation';
import { requireFreshAdmin } from '#features/accounts/session.server.ts';
import { exportImport } from '#features/imports/import.server.ts';
import { actionInWords, stateInWords } from '#features/imports/import.ts';
import { csvResponse } from '#lib/csv.ts';
import { dayOf } from '#lib/dates.ts';

/** Every row of a spreadsheet with what was done because of it, or what is wrong with it. */
export async function GET(_: Request, { params }: { params: Promise<{ import: string }> }) {
  const { import: id } = await params;
  const admin = await requireFreshAdmin(`/admin/imports/${id}`);
  const found = await exportImport(admin, id);
  if (!found) notFound();
  const header = ['row', 'email', 'name', 'course', 'group', 'due date', 'what', 'done', 'to mend', 'state'];
  const rows = found.rows.map((row) => [
    row.line,
    row.email,
    row.name,
    row.course,
    row.groupName,
    row.dueAt ? dayOf(row.dueAt) : '',
    actionInWords[row.action],
    row.did,
    row.problem,
    stateInWords[found.state],
  ]);
  return csvResponse(`spreadsheet-${id.slice(-8)}-result.csv`, header, rows);
}
