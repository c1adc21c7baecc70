'use client';

import { useActionState } from 'react';
import { Button } from '#components/ui/button.tsx';
import { Field, FormMessage, TextArea } from '#components/ui/field.tsx';
import { emptyForm, type FormState } from '#lib/form-state.ts';
import { steadily } from '#lib/steadily.ts';
import { askForMarkForm, saveLetterForm, scoreLetterForm } from './letter.actions.ts';
import type { Scores } from './letter.ts';

/** `seen`: when the draft that is shown was saved. */
type DraftProps = { course: string; saved: string; seen: Date | null; words: [number, number] };

/** The letter while it is written. Saved by its button, and handed in by another; works before JavaScript does. */
export function DraftForm({ course, saved, seen, words }: DraftProps) {
  const [state, action, pending] = useActionState(saveLetterForm, emptyForm);
  return (
    <form action={action} onSubmit={steadily(action)} className="grid gap-4">
      <input type="hidden" name="course" value={course} />
      <input type="hidden" name="seen" value={state.values?.['seen'] ?? seen?.getTime() ?? ''} />
      <TextArea
        label={`Your letter, ${words[0]} to ${words[1]} words`}
        name="text"
        rows={18}
        maxLength={8000}
        defaultValue={state.values?.['text'] ?? saved}
        error={state.errors?.['text']}
        className="font-serif text-lg"
      />
      <FormMessage message={state.message} done={state.done} />
      <div className="flex flex-wrap gap-3">
        <Button name="next" value="save" look="quiet" disabled={pending}>
          Save the draft
        </Button>
        <Button name="next" value="hand-in" disabled={pending}>
          Hand in the letter
        </Button>
      </div>
    </form>
  );
}

export type CriterionText = { id: keyof Scores; name: string; levels: string[] };

/** Six criteria, each with four descriptions to choose from; for a mentor, beside the score the writer gave. */
export function ScoreFields({
  criteria,
  own,
  values = {},
  errors = {},
}: {
  criteria: CriterionText[];
  own?: Scores;
  values?: Record<string, string>;
  errors?: Record<string, string>;
}) {
  return criteria.map(({ id, name, levels }) => (
    <fieldset key={id} className="grid gap-2" aria-describedby={errors[id] ? `${id}-error` : undefined}>
      <legend className="font-semibold">
        {name}
        {own && <span className="ms-2 text-sm font-normal text-ink-soft">The writer gave it {own[id]} of 3.</span>}
      </legend>
      {levels.map((level, score) => (
        <label
          key={level}
          className="flex min-h-11 cursor-pointer items-start gap-3 rounded-lg border border-rule px-4 py-2.5 has-checked:border-pine has-checked:bg-mist"
        >
          <input type="radio" name={id} value={score} defaultChecked={values[id] === String(score)} className="mt-1 size-5 shrink-0 accent-pine" />
          <span>
            <span className="font-semibold tabular-nums">{score}</span> {level}
          </span>
        </label>
      ))}
      {errors[id] && (
        <p id={`${id}-error`} role="alert" className="text-coral">
          Choose the one that fits best.
        </p>
      )}
    </fieldset>
  ));
}

export function SelfScoreForm({ course, criteria }: { course: string; criteria: CriterionText[] }) {
  const [state, action, pending] = useActionState(scoreLetterForm, emptyForm);
  return (
    <form action={action} onSubmit={steadily(action)} className="grid gap-6">
      <input type="hidden" name="course" value={course} />
      <ScoreFields criteria={criteria} {...(state.values ? { values: state.values } : {})} {...(state.errors ? { errors: state.errors } : {})} />
      <FormMessage message={state.message} />
      <div>
        <Button disabled={pending}>Save my scores</Button>
      </div>
    </form>
  );
}

export function AskForMarkForm({ course }: { course: string }) {
  const [state, action, pending] = useActionState(askForMarkForm, emptyForm);
  const values = state.values ?? {};
  return (
    <form action={action} onSubmit={steadily(action)} className="grid gap-4">
      <input type="hidden" name="course" value={course} />
      <fieldset className="grid gap-2">
        <legend className="mb-2 font-semibold">Who is to mark it?</legend>
        {[
          ['admin', 'An admin of this site'],
          ['mentor', 'A mentor of mine: a manager or colleague who knows complaints'],
        ].map(([value, label]) => (
          <label
            key={value}
            className="flex min-h-11 cursor-pointer items-center gap-3 rounded-lg border border-rule px-4 has-checked:border-pine has-checked:bg-mist"
          >
            <input type="radio" name="whom" value={value} defaultChecked={(values['whom'] ?? 'admin') === value} className="size-5 accent-pine" />
            {label}
          </label>
        ))}
      </fieldset>
      <Field
        label="Your mentor’s e-mail address, if you chose one"
        name="email"
        type="email"
        autoComplete="off"
        defaultValue={values['email'] ?? ''}
        error={state.errors?.['email'] ?? state.errors?.['whom']}
        hint="They get one mail from us, with your name and a link, and read the letter once they have signed in."
      />
      <FormMessage message={state.message} />
      <div>
        <Button disabled={pending}>Ask for it to be marked</Button>
      </div>
    </form>
  );
}

type MarkProps = {
  letter: string;
  criteria: CriterionText[];
  own: Scores;
  save: string;
  mark: (state: FormState, form: FormData) => Promise<FormState>;
};

export function MarkForm({ letter, criteria, own, save, mark }: MarkProps) {
  const [state, action, pending] = useActionState(mark, emptyForm);
  return (
    <form action={action} onSubmit={steadily(action)} className="grid gap-6">
      <input type="hidden" name="letter" value={letter} />
      <ScoreFields criteria={criteria} own={own} {...(state.values ? { values: state.values } : {})} {...(state.errors ? { errors: state.errors } : {})} />
      <TextArea
        label="To its writer: what works, and what to mend"
        name="comment"
        rows={5}
        maxLength={3000}
        defaultValue={state.values?.['comment'] ?? ''}
        error={state.errors?.['comment']}
      />
      <FormMessage message={state.message} />
      <div>
        <Button disabled={pending}>{save}</Button>
        <p className="mt-2 text-sm text-ink-soft">Once saved they stay as they are, and the writer is told.</p>
      </div>
    </form>
  );
}
