import { cn } from '#lib/cn.ts';
import type { MarkedQuestion } from './attempt.ts';
import { type MarkMyself, MarkMyselfForm } from './mark-myself-form.tsx';

const withoutTags = (why: string) => why.replace(/\s*\[[A-Z0-9, -]+\]/g, '');

/** An answer opened up: every option with its reason, beside what was given; of a rewrite, the model and the rubric. */
export function MarkedAnswer({ question, markMyself }: { question: MarkedQuestion; markMyself?: MarkMyself }) {
  if (question.rewrite) return <Compared question={question} rewrite={question.rewrite} {...(markMyself ? { markMyself } : {})} />;
  return (
    <>
      {question.typed !== null && <p className="mt-3">You typed: {question.typed ? `“${question.typed}”` : 'nothing'}.</p>}
      <ul className="mt-4 grid gap-3">
        {question.options.map((option) => (
          <li
            key={option.id}
            className={cn(
              'rounded-lg border px-4 py-3',
              option.right && option.right === option.given ? 'border-pine' : option.given ? 'border-coral' : 'border-rule',
            )}
          >
            <p>
              {option.speaker && <span className="font-semibold">{option.speaker}: </span>}
              {option.text}
            </p>
            <p className="mt-1 text-sm font-semibold">{verdict(question, option)}</p>
            {option.why && <p className="mt-1 text-ink-mid">{withoutTags(option.why)}</p>}
          </li>
        ))}
      </ul>
      {question.sign && (
        <p className="mt-4">
          The sign: <span className="font-semibold">{question.sign.right}</span>.{' '}
          {question.sign.given === question.sign.right ? 'You chose it.' : question.sign.given ? `You chose: ${question.sign.given}.` : 'You chose none.'}
        </p>
      )}
    </>
  );
}

/** The learner's line between the one it was and a model, and the rubric to hold all three against. */
function Compared({ question, rewrite, markMyself }: { question: MarkedQuestion; rewrite: NonNullable<MarkedQuestion['rewrite']>; markMyself?: MarkMyself }) {
  const rubric = question.options.map(({ id, text, why }) => ({ id, text, why: withoutTags(why ?? '') }));
  return (
    <div className="mt-4 grid gap-5">
      <p className="border-s-2 border-coral ps-4 text-ink-mid">
        <span className="block text-sm font-semibold">The line it was</span>
        {rewrite.line}
      </p>
      <div className="grid gap-4 sm:grid-cols-2">
        <div className="rounded-lg bg-sand p-4">
          <p className="text-sm font-semibold">Your version</p>
          <p className="mt-1 whitespace-pre-wrap">{question.typed || 'You left it empty.'}</p>
        </div>
        <div className="rounded-lg border border-pine p-4">
          <p className="text-sm font-semibold">One way to say it</p>
          <p className="mt-1 whitespace-pre-wrap">{rewrite.model}</p>
        </div>
      </div>
      {markMyself && question.typed ? (
        <MarkMyselfForm rubric={rubric} met={rewrite.met} markMyself={markMyself} />
      ) : (
        <ul className="grid gap-2">
          {rubric.map(({ id, text, why }) => (
            <li key={id} className="rounded-lg border border-rule px-4 py-3">
              <p className="font-semibold">{text}</p>
              <p className="mt-1 text-ink-mid">The model: {why}</p>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function verdict({ interaction }: MarkedQuestion, { given, right }: MarkedQuestion['options'][number]) {
  if (interaction === 'choice' || interaction === 'hottext') {
    if (right && given) return 'You chose this, and it is right.';
    if (right) return 'This is the right answer.';
    return given ? 'You chose this.' : null;
  }
  if (interaction === 'text-entry') return right ? (given ? 'You typed this, and it is right.' : 'This is the right answer.') : 'You typed this.';
  return given === right ? `Right: ${right}.` : `The answer: ${right}. ${given ? `You said: ${given}.` : 'You left it open.'}`;
}
