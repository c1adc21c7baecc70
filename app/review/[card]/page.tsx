import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { requireViewer } from '#features/accounts/session.server.ts';
import { QuestionInput } from '#features/quizzes/question-input.tsx';
import { CardForm } from '#features/reviews/card-form.tsx';
import { findCard, type OpenCard } from '#features/reviews/review.server.ts';

export const metadata: Metadata = { title: 'Review', robots: { index: false } };

function Ask({ card }: { card: OpenCard }) {
  if (card.kind === 'question') return <QuestionInput question={card.question} value={{}} />;
  return (
    <fieldset className="grid gap-3">
      <legend className="font-serif text-xl">
        <span className="block font-sans text-sm text-ink-soft">{card.scenarioTitle}</span>
        {card.prompt}
      </legend>
      {card.lines.map((line, at) => (
        <label
          key={line}
          className="flex min-h-11 cursor-pointer items-start gap-3 rounded-lg border border-rule px-4 py-3 has-checked:border-pine has-checked:bg-mist"
        >
          <input type="radio" name="choice" value={'abc'[at]} className="mt-1 size-5 shrink-0 accent-pine" />
          <span>{line}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** One card. It stays on its page when it is answered, and opens up there. */
export default async function Page({ params }: { params: Promise<{ card: string }> }) {
  const { card: id } = await params;
  const viewer = await requireViewer(`/review/${id}`);
  const found = await findCard(viewer, id);
  if (!found) notFound();
  const { card, nextId } = found;
  return (
    <div className="mx-auto max-w-2xl">
      <p className="text-ink-soft">From {card.courseTitle}</p>
      <h1 className="mt-1 mb-6 font-serif text-3xl font-semibold">Review</h1>
      <CardForm card={id} answers={card.answers} question={card.kind === 'question' ? card.question.id : ''} next={nextId ? `/review/${nextId}` : null}>
        <Ask card={card} />
      </CardForm>
    </div>
  );
}
