import { changePersonForm } from './group.actions.ts';
import type { GroupPerson, PersonChange } from './group.ts';

/** What can be done with somebody in a group. Each is undone by its opposite, so none asks twice. */
export function PersonChanges({ group, person }: { group: string; person: GroupPerson }) {
  const whom = person.name || person.email;
  return (
    <div className="flex flex-wrap gap-x-4">
      {person.role === 'MEMBER' ? (
        <Change group={group} person={person.id} change="manager" label="Make manager" whom={whom} />
      ) : (
        <Change group={group} person={person.id} change="member" label="Make member" whom={whom} />
      )}
      <Change group={group} person={person.id} change="remove" label="Remove" whom={whom} />
    </div>
  );
}

const Change = ({ group, person, change, label, whom }: { group: string; person: string; change: PersonChange; label: string; whom: string }) => (
  <form action={changePersonForm}>
    <input type="hidden" name="group" value={group} />
    <input type="hidden" name="person" value={person} />
    <input type="hidden" name="change" value={change} />
    <button type="submit" aria-label={`${label}: ${whom}`} className="min-h-6 cursor-pointer text-pine underline whitespace-nowrap">
      {label}
    </button>
  </form>
);
