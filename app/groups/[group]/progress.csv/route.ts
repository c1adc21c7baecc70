import { listGroupProgressForFile, progressListing } from '#features/enrolments/group-progress.server.ts';
import { PROGRESS_HEADER, progressCells } from '#features/enrolments/group-progress.ts';
import { requireManager } from '#features/groups/group-guard.server.ts';
import { now } from '#lib/clock.ts';
import { csvResponse } from '#lib/csv.ts';
import { paramsOf } from '#lib/listing.ts';

/** The progress of a group as a file, for its managers: the same lines, filtered the same way. */
export async function GET(request: Request, { params }: { params: Promise<{ group: string }> }) {
  const manager = await requireManager((await params).group);
  const listing = progressListing(paramsOf(request));
  const rows = await listGroupProgressForFile(manager, listing);
  return csvResponse(
    'progress.csv',
    PROGRESS_HEADER,
    rows.map((row) => progressCells(row, now())),
  );
}
