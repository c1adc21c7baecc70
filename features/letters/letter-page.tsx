import type { ReactNode } from 'react';
import { Panel } from '#components/layout/site.tsx';
import { formatDate } from '#lib/dates.ts';
import type { Letter, LetterTask, Scores } from './letter.ts';
import { AskForMarkForm, DraftForm, SelfScoreForm } from './letter-forms.tsx';

const Steps = ({ at }: { at: number }) => (
  <ol className="grid gap-1 text-sm sm:grid-cols-4 sm:gap-4">
    {['Write it', 'Score it yourself', 'Ask for it to be marked', 'Read the marks'].map((step, index) => (
      <li
        key={step}
        aria-current={index === at ? 'step' : undefined}
        className="border-t-2 border-rule pt-2 text-ink-soft aria-[current=step]:border-pine aria-[current=step]:font-semibold aria-[current=step]:text-ink"
      >
        {index + 1}. {step}
      </li>
    ))}
  </ol>
);

type Column = { heading: string; scores: Scores; strong?: true };

/** Scores side by side: the writer's, those of whoever marked it, and what each of theirs means. */
export function ScoreTable({ task, self, mark, second }: { task: LetterTask; self: Scores | null; mark?: Scores | null; second?: Scores | null }) {
  const columns: Column[] = [];
  if (self) columns.push({ heading: mark ? 'Own score' : 'Your score', scores: self });
  if (mark) columns.push({ heading: second ? 'First' : 'Mentor’s', scores: mark, strong: true });
  if (second) columns.push({ heading: 'Second', scores: second, strong: true });
  return (
    <table className="w-full">
      <thead className="text-sm text-ink-soft">
        <tr>
          <th scope="col" className="py-2 text-start font-normal">
            Criterion
          </th>
          {columns.map(({ heading }) => (
            <th key={heading} scope="col" className="py-2 ps-3 text-end font-normal">
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {task.criteria.map(({ id, name, levels }) => (
          <tr key={id} className="border-t border-rule align-top">
            <th scope="row" className="py-2 pe-4 text-start font-normal">
              <span className="font-semibold">{name}</span>
              {mark && <span className="block text-sm text-ink-mid">{levels[mark[id]]}</span>}
              {second && mark && second[id] !== mark[id] && <span className="mt-1 block text-sm text-ink-mid">Second: {levels[second[id]]}</span>}
            </th>
            {columns.map(({ heading, scores, strong }) => (
              <td key={heading} className={`py-2 ps-3 text-end whitespace-nowrap tabular-nums ${strong ? 'font-semibold' : ''}`}>
                {scores[id]}
                <span className={second ? 'max-sm:sr-only' : undefined}> of 3</span>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export const Comment = ({ children }: { children: string }) => (
  <blockquote className="border-s-4 border-pine ps-5 font-serif text-lg whitespace-pre-wrap">{children}</blockquote>
);

const Text = ({ title, children }: { title: string; children: string }) => (
  <details className="rounded-lg bg-sand px-5 py-4" open>
    <summary className="min-h-6 font-semibold">{title}</summary>
    <p className="mt-3 font-serif text-lg whitespace-pre-wrap">{children}</p>
  </details>
);

type Props = { course: string; task: LetterTask; letters: Letter[] };

/** The marked letter, step by step: written, scored by its writer, put to a mentor, marked. */
export function LetterPage({ course, task, letters }: Props) {
  const [latest] = letters;
  const open = latest && latest.state !== 'marked' ? latest : null;
  const passed = letters.find((letter) => letter.passed);
  const marked = letters.filter((letter) => letter.mark);
  return (
    <div className="grid max-w-3xl gap-8">
      {!passed && <Step course={course} task={task} letter={open} />}
      {marked.map((letter) => (
        <Marked key={letter.id} task={task} letter={letter} />
      ))}
    </div>
  );
}

function Step({ course, task, letter }: { course: string; task: LetterTask; letter: Letter | null }): ReactNode {
  if (!letter || letter.state === 'draft') {
    return (
      <>
        <Steps at={0} />
        <p className="text-lg">{task.task}</p>
        <Panel>
          <h2 className="font-semibold">What your file shows</h2>
          <ul className="mt-3 list-disc ps-5">
            {task.facts.map((fact) => (
              <li key={fact} className="py-0.5">
                {fact}
              </li>
            ))}
          </ul>
        </Panel>
        <details className="rounded-lg border border-rule px-5 py-4">
          <summary className="min-h-6 font-semibold">How it will be marked</summary>
          <ul className="mt-3 grid gap-2">
            {task.criteria.map(({ id, name, levels }) => (
              <li key={id}>
                <span className="font-semibold">{name}.</span> {levels[3]}
              </li>
            ))}
          </ul>
          <p className="mt-3 text-sm text-ink-soft">Each is scored from 0 to 3, first by you and then by a mentor. 2 or 3 on every one is enough.</p>
        </details>
        <DraftForm course={course} saved={letter?.text ?? ''} seen={letter?.savedAt ?? null} words={task.words} />
      </>
    );
  }
  if (letter.state === 'handed-in') {
    return (
      <>
        <Steps at={1} />
        <Text title="Your letter">{letter.text}</Text>
        <Text title="A letter that would score 3 on each">{task.model}</Text>
        <details className="rounded-lg border border-rule px-5 py-4">
          <summary className="min-h-6 font-semibold">Why it would</summary>
          <dl className="mt-3 grid gap-3">
            {task.criteria.map(({ id, name }) => (
              <div key={id}>
                <dt className="font-semibold">{name}</dt>
                <dd className="text-ink-mid">{task.modelNotes[id]}</dd>
              </div>
            ))}
          </dl>
        </details>
        <p>Compare the two, then score yours. Be as fair to yourself as you would be to a colleague.</p>
        <SelfScoreForm course={course} criteria={task.criteria} />
      </>
    );
  }
  if (letter.state === 'scored') {
    return (
      <>
        <Steps at={2} />
        <ScoreTable task={task} self={letter.selfScores} />
        <AskForMarkForm course={course} />
      </>
    );
  }
  return (
    <>
      <Steps at={3} />
      <Panel>
        <p className="font-semibold">Your letter waits for {letter.mentorEmail ? `your mentor at ${letter.mentorEmail}` : 'an admin'}.</p>
        <p className="mt-2">You get a mail when it is marked. Nothing else waits for it: go on with the course.</p>
      </Panel>
      <Text title="Your letter">{letter.text}</Text>
    </>
  );
}

function Marked({ task, letter }: { task: LetterTask; letter: Letter }) {
  const { secondOpinion } = letter;
  const mark = letter.mark!;
  return (
    <section aria-label={`A letter marked on ${formatDate(mark.markedAt)}`} className="grid gap-5 border-t border-rule pt-8">
      <h2 className="font-serif text-2xl font-semibold">{letter.passed ? 'Your letter meets all six criteria' : 'Not there yet'}</h2>
      <p className="text-ink-mid">
        Marked on {formatDate(mark.markedAt)} by {mark.markedBy === 'an admin' ? 'an admin' : 'the mentor you named'}.
      </p>
      <Comment>{mark.comment}</Comment>
      {secondOpinion && (
        <>
          <p className="text-ink-mid">Another admin gave a second opinion on {formatDate(secondOpinion.markedAt)}. The better of the two counts.</p>
          <Comment>{secondOpinion.comment}</Comment>
        </>
      )}
      <ScoreTable task={task} self={letter.selfScores} mark={mark.scores} second={secondOpinion?.scores ?? null} />
      <Text title="The letter">{letter.text}</Text>
    </section>
  );
}
