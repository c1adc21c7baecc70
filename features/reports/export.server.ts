import 'server-only';
import type { Sheet } from '#lib/csv.ts';
import { db } from '#lib/db.ts';
import type { Admin } from '../accounts/account.ts';
import { record } from '../audit/audit.server.ts';
import type { Course } from '../courses/course.ts';
import { getItems } from './items.server.ts';
import { getCourseReport, listCourseReports } from './report.server.ts';
import { type CourseRow, type Scope, shareOf } from './report.ts';
import { type Cell, itemTables, reportTables, TABLES, type TableName } from './report-tables.ts';

export const isTable = (name: string): name is TableName => (TABLES as readonly string[]).includes(name);

const written = (admin: Admin, subject: string, scope: Scope, rows: number) => record(db, admin, 'list.export', { subject, detail: { ...scope, rows } });

/** One table of a course's report, to be taken away as a file; that it was taken is written down. */
export async function takeTable(admin: Admin, course: Course, scope: Scope, name: TableName): Promise<Sheet> {
  const isOfItems = name === 'items' || name === 'options';
  const tables = isOfItems ? itemTables(await getItems(admin, course, scope)) : reportTables(course, await getCourseReport(admin, course, scope));
  const { header, rows } = tables.find((table) => table.name === name)!;
  await written(admin, `reports/${course.slug}/${name}`, scope, rows.length);
  return { header, rows };
}

const rowOf = ({ title, enrolled, started, finished, withdrawn, waived, days }: CourseRow): Cell[] => [
  title,
  enrolled,
  started,
  finished,
  withdrawn,
  waived,
  days === null ? '' : Math.round(10 * days) / 10,
  enrolled === 0 ? '' : Math.round(100 * shareOf(finished, enrolled)!),
];

/** The table of all courses, likewise. */
export async function takeCourses(admin: Admin, scope: Scope): Promise<Sheet> {
  const { rows } = await listCourseReports(admin, scope);
  await written(admin, 'reports', scope, rows.length);
  return { header: ['Course', 'Enrolled', 'Started', 'Finished', 'Withdrawn', 'Waived', 'Median days to finish', 'Finished (%)'], rows: rows.map(rowOf) };
}
