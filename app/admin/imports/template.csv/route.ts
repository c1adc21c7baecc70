import { requireAdmin } from '#features/accounts/session.server.ts';
import { csvResponse } from '#lib/csv.ts';

/** The columns alone: a row of example would be somebody put on a course. */
export async function GET() {
  await requireAdmin('/admin/imports');
  return csvResponse('people.csv', { header: ['email', 'name', 'course', 'group', 'due date', 'action'], rows: [] });
}
