import { requireFreshAdmin } from '#features/accounts/session.server.ts';
import { enrolmentListing, stateWords } from '#features/enrolments/enrolment.ts';
import { exportEnrolments } from '#features/enrolments/enrolment-admin.server.ts';
import { now } from '#lib/clock.ts';
import { csvResponse } from '#lib/csv.ts';
import { listingUrl, paramsOf } from '#lib/listing.ts';

const HEADER = ['Name', 'Address', 'Course', 'Groups', 'Lessons done', 'Lessons', 'Due', 'State', 'Started', 'Last active', 'Finished', 'Since'];

/** The enrolments as a file, as their list is narrowed. */
export async function GET(request: Request) {
  const listing = enrolmentListing(paramsOf(request));
  const admin = await requireFreshAdmin(listingUrl('/admin/enrolments', listing));
  const today = now();
  const rows = (await exportEnrolments(admin, listing)).map((row) => {
    const { name, email, course, groups, lessonsDone, lessons, dueAt, startedAt, activeAt, finishedAt, createdAt } = row;
    return [name, email, course, groups, lessonsDone, lessons, dueAt, stateWords(row, today), startedAt, activeAt, finishedAt, createdAt];
  });
  return csvResponse('enrolments.csv', HEADER, rows);
}
