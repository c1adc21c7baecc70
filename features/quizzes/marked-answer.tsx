import { Button } from '#components/ui/button.tsx';
import { cn } from '#lib/cn.ts';
import type { MarkedQuestion } from './attempt.ts';

/** Where the learner's own marks go: a server action and what it needs to know. */
export type MarkMyself = { action: (form: FormData) => Promise<void>; fields: Record<string, string> };

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
  const rubric = question.options.map(({ id, text, why }) => (
    <li key={id} className="rounded-lg border border-rule px-4 py-3">
      {markMyself ? (
        <label className="flex items-start gap-3">
          <input type="checkbox" name={`met.${id}`} defaultChecked={rewrite.met.includes(id)} className="mt-1 size-5 shrink-0 accent-pine" />
          <span className="font-semibold">{text}</span>
        </label>
      ) : (
        <p className="font-semibold">{text}</p>
      )}
      <p className="mt-1 text-ink-mid">The model: {withoutTags(why ?? '')}</p>
    </li>
  ));
  return (
    <div className="mt-4 grid gap-5">
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
        <form action={markMyself.action} className="grid justify-items-start gap-3">
          {Object.entries(markMyself.fields).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <p>Tick what yours does. Only you will see it.</p>
          <ul className="grid w-full gap-2">{rubric}</ul>
          <Button look="quiet">Save my own marks</Button>
          {rewrite.met.length > 0 && (
            <p className="text-sm text-ink-soft">
              Saved: {rewrite.met.length} of {question.options.length}.
            </p>
          )}
        </form>
      ) : (
        <ul className="grid gap-2">{rubric}</ul>
      )}
    </div>
  );
}

/** What happened with one option, in words. */
function verdict({ interaction }: MarkedQuestion, { given, right }: MarkedQuestion['options'][number]) {
  if (interaction === 'choice' || interaction === 'hottext') {
    if (right && given) return 'You chose this, and it is right.';
    if (right) return 'This is the right answer.';
    return given ? 'You chose this.' : null;
  }
  if (interaction === 'text-entry') return right ? (given ? 'You typed this, and it is right.' : 'This is the right answer.') : 'You typed this.';
  return given === right ? `Right: ${right}.` : `The answer: ${right}. ${given ? `You said: ${given}.` : 'You left it open.'}`;
}
