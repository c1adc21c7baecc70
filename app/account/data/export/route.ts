import { requireViewer } from '#features/accounts/session.server.ts';
import { exportOf } from '#features/privacy/export.server.ts';
import { fileResponse } from '#lib/csv.ts';

/** Everything stored about whoever asks, as a file of their own. */
export async function GET() {
  const viewer = await requireViewer('/account/data');
  const copy = await exportOf(viewer);
  return fileResponse(`composure-my-data-${copy.madeAt.toISOString().slice(0, 10)}.json`, 'application/json; charset=utf-8', JSON.stringify(copy, null, 2));
}
