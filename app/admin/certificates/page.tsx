import type { Metadata } from 'next';
import { AdminFrame } from '#components/layout/admin.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { Filters, Pager, Table } from '#components/ui/list.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { adminCertificateUrl, groupCode, statusInWords } from '#features/certificates/certificate.ts';
import { FILTERS, listCertificates, SORTS } from '#features/certificates/certificate-list.server.ts';
import { listCourses } from '#features/courses/course.server.ts';
import { formatDate } from '#lib/dates.ts';
import { listingUrl, readListing } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Certificates · Admin', robots: { index: false } };

const PATH = '/admin/certificates';
const STATE_OPTIONS = [
  { value: 'valid', label: 'Valid' },
  { value: 'revoked', label: 'Revoked' },
  { value: 'superseded', label: 'Corrected: issued again' },
];

export default async function AdminCertificatesPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const admin = await requireAdmin(PATH);
  const listing = readListing(await searchParams, SORTS, FILTERS);
  const page = await listCertificates(admin, listing);
  const courses = listCourses().map(({ slug, short }) => ({ value: slug, label: short }));
  return (
    <AdminFrame
      at={PATH}
      title="Certificates"
      actions={
        <ButtonLink look="quiet" href={listingUrl(`${PATH}/list.csv`, listing)}>
          Download as CSV
        </ButtonLink>
      }
    >
      <Filters
        listing={listing}
        search="Name or whole code"
        filters={[
          { name: 'course', label: 'Course', options: courses },
          { name: 'state', label: 'State', options: STATE_OPTIONS },
        ]}
      />
      <Table
        label="Certificates"
        path={PATH}
        listing={listing}
        rows={page.rows}
        keyOf={({ id }) => id}
        empty={listing.q || Object.keys(listing.filter).length > 0 ? 'No certificate fits that.' : 'No certificate has been issued yet.'}
        columns={[
          { heading: 'Name', sort: 'name', cell: ({ name, code }) => <a href={adminCertificateUrl(code)}>{name || 'No name'}</a> },
          { heading: 'Course', cell: ({ courseTitle }) => courseTitle },
          { heading: 'Issued', sort: 'issued', cell: ({ issuedAt }) => <span className="whitespace-nowrap">{formatDate(issuedAt)}</span> },
          { heading: 'Code', cell: ({ code }) => <span className="tabular-nums">{groupCode(code)}</span> },
          { heading: 'State', cell: statusInWords },
        ]}
      />
      <Pager path={PATH} listing={listing} page={page} />
    </AdminFrame>
  );
}
