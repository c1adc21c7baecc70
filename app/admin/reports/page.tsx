import type { Metadata } from 'next';
import { AdminFrame } from '#components/layout/admin.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Table } from '#components/ui/list.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { listCourseReports } from '#features/reports/report.server.ts';
import { percent, readScope, reportListing, reportUrl, scopeQuery, shareOf, sortCourses } from '#features/reports/report.ts';
import { today } from '#features/reports/scope.server.ts';
import { ScopeFilters } from '#features/reports/scope-filters.tsx';
import type { SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Reports · Admin', robots: { index: false } };

const PATH = '/admin/reports';

export default async function ReportsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const admin = await requireAdmin(PATH);
  const asked = reportListing(await searchParams);
  const scope = readScope(asked, today());
  const listing = { ...asked, filter: { ...scope } };
  const { rows, groups } = await listCourseReports(admin, scope);
  const actions = (
    <ButtonLink look="quiet" href={`${PATH}/list.csv${scopeQuery(scope)}`}>
      Download as CSV
    </ButtonLink>
  );
  return (
    <AdminFrame at={PATH} title="Reports" actions={actions}>
      <ScopeFilters {...{ listing, groups }} />
      <p className="mb-3 text-sm text-ink-mid">
        People put on a course, or who joined it, in these days. Those withdrawn since, or for whom it is waived, are left out. Days to finish are from
        enrolment to certificate.
      </p>
      <Table
        label="Courses"
        path={PATH}
        listing={listing}
        rows={sortCourses(rows, listing)}
        keyOf={({ course }) => course}
        empty="No course is open yet."
        columns={[
          { heading: 'Course', sort: 'course', cell: ({ course, title }) => <a href={reportUrl(course, scope)}>{title}</a> },
          { heading: 'Enrolled', sort: 'enrolled', numeric: true, cell: ({ enrolled }) => enrolled },
          { heading: 'Started', sort: 'started', numeric: true, cell: ({ started }) => started },
          { heading: 'Finished', sort: 'finished', numeric: true, cell: ({ finished }) => finished },
          { heading: 'Median days to finish', sort: 'days', numeric: true, cell: ({ days }) => days?.toFixed(1) ?? '–' },
          { heading: 'Share finished', sort: 'share', numeric: true, cell: ({ finished, enrolled }) => percent(shareOf(finished, enrolled)) },
        ]}
      />
    </AdminFrame>
  );
}
