import { requireManager } from '#features/groups/group-guard.server.ts';
import { listGroupProgressForFile, PROGRESS_FILTERS, PROGRESS_SORTS } from '#features/groups/group-progress.server.ts';
import { PROGRESS_HEADER, progressCells } from '#features/groups/group-progress.ts';
import { now } from '#lib/clock.ts';
import { csvResponse } from '#lib/csv.ts';
import { readListing } from '#lib/listing.ts';

/** The progress of a group as a file, for its managers: the same lines, filtered the same way. */
export async function GET(request: Request, { params }: { params: Promise<{ group: string }> }) {
  const manager = await requireManager((await params).group);
  const listing = readListing(Object.fromEntries(new URL(request.url).searchParams), PROGRESS_SORTS, PROGRESS_FILTERS);
  const rows = await listGroupProgressForFile(manager, listing);
  return csvResponse(
    'progress.csv',
    PROGRESS_HEADER,
    rows.map((row) => progressCells(row, now())),
  );
}
