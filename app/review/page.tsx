import type { Metadata } from 'next';
import { PageHead, Panel } from '#components/layout/site.tsx';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { requireViewer } from '#features/accounts/session.server.ts';
import { QuestionInput } from '#features/quizzes/question-input.tsx';
import { CardForm } from '#features/reviews/card-form.tsx';
import { setReviewMailForm } from '#features/reviews/review.actions.ts';
import { listDue, type OpenCard } from '#features/reviews/review.server.ts';

export const metadata: Metadata = { title: 'Review', robots: { index: false } };

function Ask({ card }: { card: OpenCard }) {
  if (card.kind === 'question') return <QuestionInput question={card.question} value={{}} />;
  return (
    <fieldset className="grid gap-3">
      <legend className="font-serif text-xl">
        <span className="block font-sans text-sm text-ink-soft">{card.scenario.title}</span>
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

/** What was missed, come round again: a card at a time, two minutes at a sitting. */
export default async function ReviewPage() {
  const viewer = await requireViewer('/review');
  const cards = await listDue(viewer);
  const [card] = cards;
  return (
    <div className="mx-auto max-w-2xl">
      <PageHead title="Review">
        <p>
          {card
            ? `${cards.length === 1 ? 'One card' : `${cards.length} cards`}, about two minutes. What you get right comes back later and later, and then no more.`
            : 'Nothing is due. What you missed on a course comes back after 1, 3, 7, 21 and 60 days.'}
        </p>
      </PageHead>
      {card ? (
        <>
          <p className="mb-4 text-sm text-ink-soft">From {card.course.short}</p>
          <CardForm
            key={`${card.id}/${card.answers}`}
            card={card.id}
            answers={card.answers}
            question={card.kind === 'question' ? card.question.id : ''}
            left={cards.length}
          >
            <Ask card={card} />
          </CardForm>
        </>
      ) : (
        <ButtonLink href="/dashboard">Back to my learning</ButtonLink>
      )}
      <Panel className="mt-14 text-sm">
        <form action={setReviewMailForm} className="flex flex-wrap items-center justify-between gap-3">
          <span>A mail says when cards are due, once a day at most.</span>
          <span className="flex gap-2">
            <Button look="quiet" name="on" value="true">
              Send it
            </Button>
            <Button look="quiet" name="on" value="false">
              No mail
            </Button>
          </span>
        </form>
      </Panel>
    </div>
  );
}
