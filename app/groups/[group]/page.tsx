import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';
import { Filters, Pager } from '#components/ui/list.tsx';
import { countFinished, listGroupProgress, progressListing } from '#features/enrolments/group-progress.server.ts';
import { STATES, standingInWords } from '#features/enrolments/group-progress.ts';
import { ProgressTable } from '#features/enrolments/progress-table.tsx';
import { requireManager } from '#features/groups/group-guard.server.ts';
import { groupCsvUrl, groupUrl, people } from '#features/groups/group-words.ts';
import { now } from '#lib/clock.ts';
import { FILE_LIMIT, listingUrl, options, type SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'A group', robots: { index: false } };

type Props = { params: Promise<{ group: string }>; searchParams: Promise<SearchParams> };

/** How far the members of a group are, for its managers and nobody else. */
export default async function GroupPage({ params, searchParams }: Props) {
  const manager = await requireManager((await params).group);
  const listing = progressListing(await searchParams);
  const [page, { members, all, courses }] = await Promise.all([listGroupProgress(manager, listing), countFinished(manager)]);
  const path = groupUrl(manager.groupId);
  const course = courses.find(({ courseSlug }) => courseSlug === listing.filter['course']) ?? null;
  return (
    <>
      <PageHead over={<a href="/groups">Your groups</a>} title={manager.groupName}>
        <p>{standingInWords(course ?? all, course?.courseTitle ?? null)}</p>
      </PageHead>
      <p className="mb-6 max-w-3xl text-ink-mid">
        {people(members)} in this group. You see how far they are; what they write, their answers and their scores are theirs alone.
      </p>
      <Filters
        listing={listing}
        search="Name or address"
        filters={[
          { name: 'course', label: 'Course', options: courses.map(({ courseSlug, courseTitle }) => ({ value: courseSlug, label: courseTitle })) },
          { name: 'state', label: 'State', options: options(STATES) },
        ]}
      />
      <ProgressTable rows={page.rows} path={path} listing={listing} at={now()} />
      <Pager path={path} listing={listing} page={page} />
      <p className="mt-6">
        <a href={listingUrl(groupCsvUrl(manager.groupId), listing)}>Download these as a spreadsheet (CSV)</a>, {FILE_LIMIT}
      </p>
    </>
  );
}
