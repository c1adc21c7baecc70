import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHead } from '#components/layout/site.tsx';
import { requireViewer } from '#features/accounts/session.server.ts';
import { listManagedGroups } from '#features/groups/group-guard.server.ts';
import { groupUrl } from '#features/groups/group-words.ts';

export const metadata: Metadata = { title: 'Your groups', robots: { index: false } };

/** The groups somebody manages. For whoever manages none it does not exist. */
export default async function GroupsPage() {
  const groups = await listManagedGroups(await requireViewer('/groups'));
  if (groups.length === 0) notFound();
  return (
    <>
      <PageHead title="Your groups">
        <p>
          You manage {groups.length === 1 ? 'this group' : 'these groups'}: you see how far {groups.length === 1 ? 'its' : 'their'} members are on their
          courses.
        </p>
      </PageHead>
      <ul className="max-w-2xl border-t border-rule">
        {groups.map(({ id, name }) => (
          <li key={id} className="border-b border-rule py-3.5">
            <a href={groupUrl(id)} className="font-serif text-xl font-semibold">
              {name}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
