import { exportGroupProgress, progressListing } from '#features/enrolments/group-progress.server.ts';
import { requireManager } from '#features/groups/group-guard.server.ts';
import { csvResponse } from '#lib/csv.ts';
import { paramsOf } from '#lib/listing.ts';

/** The progress of a group as a file, for its managers: the same lines, filtered the same way. */
export async function GET(request: Request, { params }: { params: Promise<{ group: string }> }) {
  const manager = await requireManager((await params).group);
  const listing = progressListing(paramsOf(request));
  return csvResponse('progress.csv', await exportGroupProgress(manager, listing));
}
