import type { Metadata } from 'next';
import { AdminFrame, AdminSection } from '#components/layout/admin.tsx';
import { Filters, Pager, Table } from '#components/ui/list.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { findCourse, listCourses } from '#features/courses/course.server.ts';
import { courseOptions } from '#features/courses/course.ts';
import { letterListing, listLettersToMark, listMarkedLetters } from '#features/letters/letter-list.server.ts';
import { shortDate } from '#lib/dates.ts';
import { options, type SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Letters · Admin', robots: { index: false } };

const PATH = '/admin/letters';
const OUTCOMES = { passed: 'Meets all six', 'not-passed': 'Not there yet', 'second-opinion': 'Has a second opinion' };

const letterLink = ({ id, writer }: { id: string; writer: string }) => <a href={`/letters/${id}`}>{writer || 'A learner'}</a>;
const courseName = ({ courseSlug }: { courseSlug: string }) => findCourse(courseSlug)?.short ?? courseSlug;

export default async function LettersPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const admin = await requireAdmin(PATH);
  const listing = letterListing(await searchParams);
  const [page, marked] = await Promise.all([listLettersToMark(admin, listing), listMarkedLetters(admin, listing)]);
  const courses = courseOptions(listCourses().filter(({ assessment }) => assessment.letter));
  return (
    <AdminFrame at={PATH} title="Letters">
      <Filters
        listing={listing}
        filters={[
          { name: 'course', label: 'Course', options: courses },
          { name: 'outcome', label: 'Outcome, once marked', options: options(OUTCOMES) },
        ]}
      />
      <AdminSection id="waiting" title="Waiting to be marked">
        <Table
          label="Letters waiting to be marked"
          path={PATH}
          listing={listing}
          rows={page.rows}
          keyOf={({ id }) => id}
          empty="None waits."
          columns={[
            { heading: 'Writer', cell: letterLink },
            { heading: 'Course', cell: courseName },
            { heading: 'Waiting since', sort: 'asked', oneLine: true, cell: ({ askedAt }) => shortDate(askedAt) },
            { heading: 'For', cell: ({ mentorNamed }) => (mentorNamed ? 'Their mentor; you can mark it as well' : 'Any admin') },
          ]}
        />
        <Pager path={PATH} listing={listing} page={page} />
      </AdminSection>
      <AdminSection id="marked" title="Marked lately">
        <Table
          label="Letters marked lately"
          rows={marked}
          keyOf={({ id }) => id}
          empty="None yet."
          columns={[
            { heading: 'Writer', cell: letterLink },
            { heading: 'Course', cell: courseName },
            { heading: 'Marked', oneLine: true, cell: ({ closedAt }) => shortDate(closedAt) },
            { heading: 'By', cell: ({ markedBy }) => markedBy },
            { heading: 'Outcome', cell: ({ passed }) => (passed ? 'Meets all six' : 'Not there yet') },
            { heading: 'Second opinion', cell: ({ second, secondIsOpen }) => (second ? 'Given' : secondIsOpen ? 'You can give one' : 'None') },
          ]}
        />
      </AdminSection>
    </AdminFrame>
  );
}
