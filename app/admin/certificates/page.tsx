import type { Metadata } from 'next';
import { AdminFrame } from '#components/layout/admin.tsx';
import { Filters, Pager, Table, TakeList } from '#components/ui/list.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { adminCertificateUrl, groupCode, statusInWords } from '#features/certificates/certificate.ts';
import { certificateListing, listCertificates } from '#features/certificates/certificate-list.server.ts';
import { listCourses } from '#features/courses/course.server.ts';
import { courseOptions } from '#features/courses/course.ts';
import { shortDate } from '#lib/dates.ts';
import { options, type SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Certificates · Admin', robots: { index: false } };

const PATH = '/admin/certificates';
const STATES = { valid: 'Valid', revoked: 'Revoked', superseded: 'Superseded: issued again' };

export default async function AdminCertificatesPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const admin = await requireAdmin(PATH);
  const listing = certificateListing(await searchParams);
  const page = await listCertificates(admin, listing);
  return (
    <AdminFrame at={PATH} title="Certificates" actions={<TakeList path={PATH} listing={listing} />}>
      <Filters
        listing={listing}
        search="Name or whole code"
        filters={[
          { name: 'course', label: 'Course', options: courseOptions(listCourses()) },
          { name: 'state', label: 'State', options: options(STATES) },
        ]}
      />
      <Table
        label="Certificates"
        path={PATH}
        listing={listing}
        rows={page.rows}
        keyOf={({ id }) => id}
        empty="No certificate has been issued yet."
        columns={[
          { heading: 'Name', sort: 'name', cell: ({ name, code }) => <a href={adminCertificateUrl(code)}>{name || 'No name'}</a> },
          { heading: 'Course', cell: ({ courseTitle }) => courseTitle },
          { heading: 'Issued', sort: 'issued', oneLine: true, cell: ({ issuedAt }) => shortDate(issuedAt) },
          { heading: 'Code', oneLine: true, cell: ({ code }) => groupCode(code) },
          { heading: 'State', cell: statusInWords },
        ]}
      />
      <Pager path={PATH} listing={listing} page={page} />
    </AdminFrame>
  );
}
