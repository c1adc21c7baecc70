import { Filters } from '#components/ui/list.tsx';
import type { Listing } from '#lib/listing.ts';
import { groupOptions } from '../groups/group-words.ts';
import type { GroupChoice } from './report.ts';

/** Whom a report is of, and of which days. */
export const ScopeFilters = ({ listing, groups }: { listing: Listing; groups: GroupChoice[] }) => (
  <Filters
    listing={listing}
    reset="The last 90 days"
    filters={[
      { name: 'group', label: 'Group', options: groupOptions(groups) },
      { name: 'from', label: 'From', type: 'date' },
      { name: 'to', label: 'To', type: 'date' },
    ]}
  />
);
