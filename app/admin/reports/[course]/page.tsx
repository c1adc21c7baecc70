import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AdminFrame } from '#components/layout/admin.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { findCourse } from '#features/courses/course.server.ts';
import { getItems } from '#features/reports/items.server.ts';
import { getCourseReport } from '#features/reports/report.server.ts';
import { readScope, reportListing, scopeQuery } from '#features/reports/report.ts';
import { ItemPart, ReportPart } from '#features/reports/report-parts.tsx';
import { inASentence, reportTables } from '#features/reports/report-tables.ts';
import { today } from '#features/reports/scope.server.ts';
import { ScopeFilters } from '#features/reports/scope-filters.tsx';
import type { SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Report · Admin', robots: { index: false } };

type Props = { params: Promise<{ course: string }>; searchParams: Promise<SearchParams> };

export default async function CourseReportPage({ params, searchParams }: Props) {
  const admin = await requireAdmin('/admin/reports');
  const course = findCourse((await params).course);
  if (!course) notFound();
  const asked = reportListing(await searchParams);
  const scope = readScope(asked, today());
  const [report, items] = await Promise.all([getCourseReport(admin, course, scope), getItems(admin, course, scope)]);
  const tables = reportTables(course, report);
  return (
    <AdminFrame at="/admin/reports" title={course.short} over={<a href={`/admin/reports${scopeQuery(scope)}`}>All courses</a>}>
      <ScopeFilters listing={{ ...asked, filter: { ...scope } }} groups={report.groups} />
      <p className="font-serif text-xl">{inASentence(report)}</p>
      {tables.map((table) => (
        <ReportPart key={table.name} {...{ table, scope }} course={course.slug} />
      ))}
      <ItemPart report={items} older={report.olderAttempts} course={course.slug} scope={scope} />
    </AdminFrame>
  );
}
