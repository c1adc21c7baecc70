'use client';

import { type ReactNode, useActionState, useEffect, useRef } from 'react';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { FormMessage } from '#components/ui/field.tsx';
import { formatDate } from '#lib/dates.ts';
import { steadily } from '#lib/steadily.ts';
import { MarkedAnswer } from '../quizzes/marked-answer.tsx';
import { answerCardForm } from './review.actions.ts';
import type { CardState } from './review.server.ts';

/** `next` is the card that is due after this one, if any. */
type Props = { card: string; answers: number; question: string; next: string | null; children: ReactNode };

/** One card: answered, opened up in place, and then the next. */
export function CardForm({ card, answers, question, next, children }: Props) {
  const [state, action, pending] = useActionState(answerCardForm, {} as CardState);
  const result = useRef<HTMLDivElement>(null);
  const { answered } = state;
  useEffect(() => {
    if (answered) result.current?.focus();
  }, [answered]);
  if (!answered) {
    return (
      <form action={action} onSubmit={steadily(action)} className="grid gap-5">
        <input type="hidden" name="card" value={card} />
        <input type="hidden" name="answers" value={answers} />
        <input type="hidden" name="question" value={question} />
        {children}
        <FormMessage message={state.message} />
        <div>
          <Button disabled={pending}>Answer</Button>
        </div>
      </form>
    );
  }
  return (
    <div ref={result} tabIndex={-1} className="grid gap-5 rounded-lg outline-none">
      <h2 className={`font-serif text-2xl font-semibold ${answered.right ? 'text-pine' : ''}`}>{answered.right ? 'Right' : 'Not this time'}</h2>
      {answered.kind === 'question' ? (
        <>
          <p className="font-serif text-xl">{answered.question.stem}</p>
          <MarkedAnswer question={answered.question} />
        </>
      ) : (
        <>
          <p className="text-ink-mid">{answered.prompt}</p>
          <Said label="You" line={answered.said.line} why={`${answered.said.reaction} ${answered.said.why}`} />
          {answered.steadier && <Said label="Steadier" line={answered.steadier.line} why={answered.steadier.why} />}
        </>
      )}
      <p className="text-ink-mid">{answered.again ? `It comes back on ${formatDate(answered.again)}.` : 'You have it: it will not come back.'}</p>
      <p>
        <ButtonLink href={next ?? '/review'}>{next ? 'Next card' : 'Finish'}</ButtonLink>
      </p>
    </div>
  );
}

const Said = ({ label, line, why }: { label: string; line: string; why: string }) => (
  <div className="rounded-lg bg-sand p-4">
    <p className="text-sm font-semibold">{label}</p>
    <p className="mt-1">{line}</p>
    <p className="mt-2 text-sm text-ink-mid">{why}</p>
  </div>
);
