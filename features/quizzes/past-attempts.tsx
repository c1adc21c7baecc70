import { formatDate } from '#lib/dates.ts';

type Past = { id: string; markedAt: Date | null; score: number | null; of: number; passed: boolean | null };

/** Earlier attempts at a check, each a link to its result; nothing when there are none. */
export function PastAttempts({ attempts }: { attempts: Past[] }) {
  const marked = attempts.filter(({ markedAt }) => markedAt);
  if (marked.length === 0) return null;
  return (
    <div>
      <h2 className="font-serif text-xl font-semibold">Your attempts</h2>
      <ul className="mt-3 border-t border-rule">
        {marked.map(({ id, markedAt, score, of, passed }) => (
          <li key={id} className="border-b border-rule py-3">
            <a href={`/attempts/${id}`}>{formatDate(markedAt!)}</a>: {score} of {of}, {passed ? 'passed' : 'not there yet'}
          </li>
        ))}
      </ul>
    </div>
  );
}
