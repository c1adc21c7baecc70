import type { ReactNode } from 'react';
import { Panel } from '#components/layout/site.tsx';
import type { FormState } from '#lib/form-state.ts';
import type { LetterTask, LetterToMark, Mark } from './letter.ts';
import { MarkForm } from './letter-forms.tsx';
import { Comment, ScoreTable } from './letter-page.tsx';

type Action = (state: FormState, form: FormData) => Promise<FormState>;
type Props = { task: LetterTask; letter: LetterToMark; mark: Action; secondOpinion: Action };

/** A letter beside its rubric, so that both are in sight while each criterion is scored; one under the other on a phone. */
export function MarkingPage({ task, letter, mark, secondOpinion }: Props) {
  const form = { letter: letter.id, criteria: task.criteria, own: letter.selfScores };
  return (
    <div className="grid gap-10 lg:grid-cols-2">
      <ToRead task={task} letter={letter} />
      {letter.state === 'open' && <MarkForm {...form} mark={mark} save="Save the marks" />}
      {letter.state === 'second-opinion' && (
        <div className="grid content-start gap-6">
          <Panel>
            <p className="font-semibold">This letter is marked. You can give a second opinion.</p>
            <p className="mt-2">
              You see the first marks once you have given yours. If yours pass it and the first did not, it passes; otherwise nothing changes. The writer reads
              both.
            </p>
          </Panel>
          <MarkForm {...form} mark={secondOpinion} save="Save the second opinion" />
        </div>
      )}
      {letter.state === 'marked' && <Marked task={task} letter={letter} />}
    </div>
  );
}

const More = ({ title, children }: { title: string; children: ReactNode }) => (
  <details className="rounded-lg border border-rule px-5 py-4">
    <summary className="min-h-6 font-semibold">{title}</summary>
    <div className="mt-3">{children}</div>
  </details>
);

const ToRead = ({ task, letter }: { task: LetterTask; letter: LetterToMark }) => (
  <section
    aria-label="The letter and its task"
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
    tabIndex={0}
    className="grid content-start gap-4 lg:sticky lg:top-6 lg:max-h-[calc(100vh-3rem)] lg:self-start lg:overflow-y-auto lg:p-1"
  >
    <p className="rounded-lg bg-sand px-5 py-4 font-serif text-lg whitespace-pre-wrap">{letter.text}</p>
    <More title="The task, and what the file shows">
      <p>{task.task}</p>
      <ul className="mt-3 list-disc ps-5">
        {task.facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ul>
    </More>
    <More title="A letter that would score 3 on each">
      <p className="font-serif text-lg whitespace-pre-wrap">{task.model}</p>
    </More>
  </section>
);

const Said = ({ title, mark }: { title: string; mark: Mark }) => (
  <div className="grid gap-2">
    <h2 className="font-semibold">{title}</h2>
    <Comment>{mark.comment}</Comment>
  </div>
);

const Marked = ({ task, letter: { mark, secondOpinion, selfScores } }: { task: LetterTask; letter: LetterToMark }) => (
  <div className="grid content-start gap-6">
    <Panel>
      <p className="font-semibold">This letter is marked. Thank you.</p>
      <p className="mt-2">Its writer has been told.</p>
    </Panel>
    {mark && <Said title={secondOpinion ? 'The first marks' : 'What you said'} mark={mark} />}
    {secondOpinion && <Said title="The second opinion" mark={secondOpinion} />}
    {mark && <ScoreTable task={task} self={selfScores} mark={mark.scores} second={secondOpinion?.scores ?? null} />}
  </div>
);
