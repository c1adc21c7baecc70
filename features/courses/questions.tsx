/** Questions people ask, each opening its answer. */
export const Questions = ({ questions }: { questions: { q: string; a: string }[] }) => (
  <div className="border-t border-rule">
    {questions.map(({ q, a }) => (
      <details key={q} className="border-b border-rule py-3.5">
        <summary className="font-semibold">{q}</summary>
        <p className="mt-2 text-ink-mid">{a}</p>
      </details>
    ))}
  </div>
);
