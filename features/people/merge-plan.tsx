import type { CourseSide, MergePlan } from './merge.ts';
import { MergeForm } from './person-forms.tsx';

/** What merging two accounts would do, in words; the button where nothing stands in its way. */
export function MergePlanView({ plan }: { plan: MergePlan }) {
  const { keep, other, moves, joins, refusals } = plan;
  return (
    <div className="grid max-w-2xl gap-4">
      <p>
        <strong>{keep.name || keep.email}</strong> ({keep.email}) stays. <strong>{other.name || other.email}</strong> ({other.email}) closes, is signed out
        everywhere, and its address signs in to the account that stays.
      </p>
      {moves.length + joins.length + other.memberships + other.claims === 0 && <p>Nothing hangs on the other account.</p>}
      {moves.length > 0 && <Part title="Courses that move as they are" items={moves.map((course) => `${course.title}: ${countsOf(course)}`)} />}
      {joins.length > 0 && (
        <Part
          title="Courses both are on, which become one"
          items={joins.map(({ other: course }) => `${course.title}: adds what is missing of ${countsOf(course)}`)}
          note="Notes in the same box stand one under the other. Of an exercise done twice, and of a review card both have, the one of the account that stays is kept."
        />
      )}
      {other.memberships + other.claims > 0 && (
        <p>
          {other.memberships} {other.memberships === 1 ? 'group' : 'groups'} and {other.claims} {other.claims === 1 ? 'seat' : 'seats'} of links move too, where
          the account that stays has not the same. Who manages a group by either account manages it.
        </p>
      )}
      {refusals.length > 0 ? (
        <div role="note" className="rounded-lg border-s-4 border-coral bg-sand px-4 py-3">
          <p className="font-semibold">It cannot be done as things stand. Nothing has changed.</p>
          <ul className="mt-2 list-disc ps-5">
            {refusals.map((refusal) => (
              <li key={refusal}>{refusal}</li>
            ))}
          </ul>
        </div>
      ) : (
        <>
          <p className="mb-6">This cannot be undone by a button.</p>
          <MergeForm person={keep.id} other={other.id} />
        </>
      )}
    </div>
  );
}

const Part = ({ title, items, note }: { title: string; items: string[]; note?: string }) => (
  <div>
    <h2 className="font-semibold">{title}</h2>
    <ul className="list-disc ps-5">
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
    {note && <p className="mt-1 text-sm text-ink-soft">{note}</p>}
  </div>
);

const of = (count: number, one: string) => `${count} ${count === 1 ? one : `${one}s`}`;

const countsOf = ({ lessons, attempts, conversations, letters, certificates }: CourseSide) =>
  [of(lessons, 'lesson'), of(attempts, 'check'), of(conversations, 'conversation'), of(letters, 'letter'), of(certificates, 'certificate')].join(', ');
