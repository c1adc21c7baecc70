import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AdminFrame } from '#components/layout/admin.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { planMerge } from '#features/people/merge.server.ts';
import { MergePlanView } from '#features/people/merge-plan.tsx';
import { findPerson } from '#features/people/person.server.ts';
import { PEOPLE_URL, personUrl } from '#features/people/person.ts';
import { FindOtherForm } from '#features/people/person-forms.tsx';
import type { SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'Merge two accounts · Admin', robots: { index: false } };

type Props = { params: Promise<{ person: string }>; searchParams: Promise<SearchParams> };

/** What merging another account into this one would do, before it does it. */
export default async function MergePage({ params, searchParams }: Props) {
  const { person } = await params;
  const admin = await requireAdmin(personUrl(person));
  const plan = await planMerge(admin, person, String((await searchParams)['other'] ?? ''));
  const keep = plan?.keep ?? (await findPerson(admin, person));
  if (!keep) notFound();
  return (
    <AdminFrame at={PEOPLE_URL} over={<a href={personUrl(person)}>{keep.name || keep.email}</a>} title="Merge two accounts">
      {plan ? (
        <MergePlanView plan={plan} />
      ) : (
        <>
          <p className="mb-3">There is no such account to merge. Look for it by its address.</p>
          <FindOtherForm person={person} />
        </>
      )}
    </AdminFrame>
  );
}
