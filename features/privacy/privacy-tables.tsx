import { type OnErasure, type Table, TOPICS, type Topic, tablesAbout } from './columns.ts';

const ERASURE: Record<OnErasure, string> = {
  deleted: 'It is deleted.',
  'as you choose': 'It stays or goes, as you choose.',
  'kept without your name': 'It is kept without your name.',
  kept: 'It is kept: it says nothing about you.',
};

const idOf = (topic: Topic) =>
  topic
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/-$/, '');

/** Where on the page each topic stands. */
export function PrivacyContents() {
  return (
    <ul>
      {TOPICS.map((topic) => (
        <li key={topic}>
          <a href={`#${idOf(topic)}`}>{topic}</a>
        </li>
      ))}
    </ul>
  );
}

/** The map of the database in readable sections, for a place in `prose`: the page says what the map says, and nothing by hand. */
export function PrivacyTables() {
  return TOPICS.map((topic) => (
    <section key={topic} aria-labelledby={idOf(topic)}>
      <h2 id={idOf(topic)}>{topic}</h2>
      {tablesAbout(topic).map(([name, table]) => (
        <TableSection key={name} name={name} table={table} />
      ))}
    </section>
  ));
}

const copyOf = ({ exported, forYouAlone, withheld }: Table) => {
  if (!exported) return 'No.';
  const yes = withheld ? 'Yes, but for what is marked below.' : 'Yes.';
  return forYouAlone ? `${yes} In the one you take yourself alone: it is left out of one that an admin makes for you.` : yes;
};

function TableSection({ name, table }: { name: string; table: Table }) {
  const { what, why, kept, onErasure, inOthers, withheld = [], columns } = table;
  const facts = { Why: why, 'How long': kept, Erasure: [ERASURE[onErasure], inOthers?.says].join(' '), 'In your copy': copyOf(table) };
  return (
    <>
      <h3>{what}</h3>
      <dl className="ui mt-3 grid gap-y-2">
        {Object.entries(facts).map(([fact, says]) => (
          <div key={fact} className="gap-x-6 sm:grid sm:grid-cols-[7rem_1fr]">
            <dt className="font-semibold">{fact}</dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
      <details className="ui mt-3 border-b border-rule pb-3">
        <summary className="min-h-6 py-1 font-semibold text-pine">
          Everything stored<span className="sr-only">: {what}</span>
        </summary>
        <dl className="mt-2 grid gap-y-2">
          {Object.entries(columns).map(([column, says]) => (
            <div key={column} className="gap-x-6 sm:grid sm:grid-cols-[11rem_1fr]">
              <dt className="text-ink-soft">{column}</dt>
              <dd>
                {says}
                {withheld.includes(column) && ' Not in your copy.'}
              </dd>
            </div>
          ))}
        </dl>
        <p className="mt-3 text-sm text-ink-soft">The database calls this “{name}”.</p>
      </details>
    </>
  );
}
