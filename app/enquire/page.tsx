import { randomUUID } from 'node:crypto';
import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';
import { listCourses } from '#features/courses/course.server.ts';
import { isOpen } from '#features/courses/course.ts';
import { stampNow } from '#features/enquiries/enquiry.server.ts';
import { TEAM_SIZES } from '#features/enquiries/enquiry.ts';
import { EnquiryForm } from '#features/enquiries/enquiry-form.tsx';
import { listPlaces } from '#lib/env.ts';

export const metadata: Metadata = {
  title: 'Ask us',
  description: 'Tell us who your people talk to, and what goes wrong.',
  robots: { index: false, follow: true },
};

type Props = { searchParams: Promise<{ course?: string | string[] }> };

/** The enquiry form. Made anew for each reader, so that it knows when it was opened and is sent once. */
export default async function EnquirePage({ searchParams }: Props) {
  const chosen = [(await searchParams).course ?? []].flat();
  const courses = listCourses().map((course) => ({ slug: course.slug, title: course.short, state: isOpen(course) ? '' : 'in preparation' }));
  return (
    <>
      <PageHead title="Ask us" over={<a href="/teams">For teams</a>}>
        <p>Tell us who your people talk to, and what goes wrong. A person reads it and answers by mail.</p>
      </PageHead>
      <EnquiryForm formKey={randomUUID()} opened={stampNow()} courses={courses} chosen={chosen} sizes={TEAM_SIZES} places={listPlaces()} />
    </>
  );
}
