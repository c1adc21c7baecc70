import type { Metadata } from 'next';
import { AdminFrame } from '#components/layout/admin.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { listCourses } from '#features/courses/course.server.ts';
import { courseOptions, isOpen } from '#features/courses/course.ts';
import { EnrolPeopleForm } from '#features/enrolments/enrol-people-form.tsx';
import { listOpenGroups } from '#features/groups/group.server.ts';
import { groupOptions } from '#features/groups/group-words.ts';
import type { SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Put people on a course · Admin', robots: { index: false } };

/** Puts people on a course; its address may name a course and a group to begin with. */
export default async function NewEnrolmentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const admin = await requireAdmin('/admin/enrolments/new');
  const params = await searchParams;
  const groups = await listOpenGroups(admin);
  const courses = listCourses().filter(isOpen);
  return (
    <AdminFrame at="/admin/enrolments" over={<a href="/admin/enrolments">Enrolments</a>} title="Put people on a course">
      <p className="mb-6 max-w-xl text-ink-mid">You see first what will happen. A mail goes only if you tick its box.</p>
      <EnrolPeopleForm
        courses={courseOptions(courses)}
        groups={groupOptions(groups)}
        chosen={{ course: String(params['course'] ?? ''), group: String(params['group'] ?? '') }}
      />
    </AdminFrame>
  );
}
