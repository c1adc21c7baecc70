import type { Metadata } from 'next';
import { AdminFrame } from '#components/layout/admin.tsx';
import { Panel } from '#components/layout/site.tsx';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { Filters, Pager, TakeList } from '#components/ui/list.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { listCourses } from '#features/courses/course.server.ts';
import { courseOptions } from '#features/courses/course.ts';
import { enrolmentListing, STATES } from '#features/enrolments/enrolment.ts';
import { undoForm } from '#features/enrolments/enrolment-admin.actions.ts';
import { listEnrolments } from '#features/enrolments/enrolment-admin.server.ts';
import { EnrolmentTable } from '#features/enrolments/enrolment-table.tsx';
import { type ActView, findAct } from '#features/enrolments/undo.server.ts';
import { listOpenGroups } from '#features/groups/group.server.ts';
import { groupOptions } from '#features/groups/group-words.ts';
import { now } from '#lib/clock.ts';
import { type Listing, options, type SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Enrolments · Admin', robots: { index: false } };

const PATH = '/admin/enrolments';

/** What was just done, and the way back. */
const Done = ({ act }: { act: ActView }) => (
  <Panel className="mb-6 flex flex-wrap items-center justify-between gap-3">
    <p role="status">
      {act.words} {act.undone ? 'This was undone.' : act.canUndo ? 'For a day it can be undone.' : 'It can no longer be undone: a day has passed.'}
    </p>
    {act.canUndo && (
      <form action={undoForm}>
        <input type="hidden" name="entry" value={act.id} />
        <Button look="quiet">Undo</Button>
      </form>
    )}
  </Panel>
);

const ACTIONS = (listing: Listing) => (
  <>
    <TakeList path={PATH} listing={listing} />
    <ButtonLink href={`${PATH}/new`}>Put people on a course</ButtonLink>
  </>
);

export default async function AdminEnrolmentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const admin = await requireAdmin(PATH);
  const params = await searchParams;
  const listing = enrolmentListing(params);
  const did = typeof params['did'] === 'string' ? params['did'] : '';
  const [page, groups, act] = await Promise.all([listEnrolments(admin, listing), listOpenGroups(admin), did ? findAct(admin, did) : null]);
  return (
    <AdminFrame at={PATH} title="Enrolments" actions={ACTIONS(listing)}>
      {act && <Done act={act} />}
      <Filters
        listing={listing}
        search="Name or address"
        filters={[
          { name: 'course', label: 'Course', options: courseOptions(listCourses()) },
          { name: 'group', label: 'Group', options: groupOptions(groups) },
          { name: 'state', label: 'State', options: options(STATES) },
        ]}
      />
      <EnrolmentTable path={PATH} listing={listing} rows={page.rows} today={now()} all={params['all'] === '1'} />
      <Pager path={PATH} listing={listing} page={page} />
    </AdminFrame>
  );
}
