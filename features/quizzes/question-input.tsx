import type { ReactNode } from 'react';
import { CoachedText } from '../phrases/coached-text-lazy.tsx';
import type { AnswerValue, QuestionForLearner } from './question.ts';
import { SIGN } from './read-answer.ts';

/*
 * Every interaction is made of the browser's own controls, so it works by keyboard, by voice, on a phone, without
 * dragging and without JavaScript, and is announced as what it is.
 */
type Props = { question: QuestionForLearner; value: AnswerValue };

const row = 'flex min-h-11 cursor-pointer items-start gap-3 rounded-lg border border-rule px-4 py-3 has-checked:border-pine has-checked:bg-mist';
const select = 'min-h-11 w-full rounded-lg border border-rule-strong bg-paper px-3 py-2 text-ink sm:w-auto';

export const fieldName = (question: string, option: string) => `${question}.${option}`;

const hints: Record<QuestionForLearner['interaction'], (question: QuestionForLearner) => string> = {
  choice: ({ choose }) => (choose > 1 ? `Choose ${choose === 2 ? 'two' : choose}.` : 'Choose one.'),
  order: () => 'Give each line its place; 1 comes first.',
  match: () => 'Choose a partner for each line.',
  'gap-match': () => 'Choose a group for each line.',
  'text-entry': () => 'Type one to three words.',
  hottext: ({ targets }) => (targets.length > 0 ? 'Point at one line, then choose the sign in it.' : 'Choose one line of the text.'),
  rewrite: () => 'Write it as you would really say it or send it. Nobody marks this but you.',
};

export function QuestionInput({ question, value }: Props) {
  const hint = hints[question.interaction](question);
  return (
    <fieldset className="min-w-0" aria-describedby={`${question.id}-hint`}>
      <legend className="font-serif text-xl">{question.stem}</legend>
      <p id={`${question.id}-hint`} className="mt-2 mb-4 text-sm text-ink-soft">
        {hint}
      </p>
      {controls[question.interaction]({ question, value })}
    </fieldset>
  );
}

function Choices({ question, value }: Props): ReactNode {
  const many = question.interaction === 'choice' && question.choose > 1;
  return (
    <div className="grid gap-2.5">
      {question.options.map((option) =>
        option.context ? (
          <p key={option.id} className="px-4 py-1 ps-11 text-ink-mid">
            {option.speaker && <span className="font-semibold">{option.speaker}: </span>}
            {option.text}
          </p>
        ) : (
          <label key={option.id} className={row}>
            <input
              type={many ? 'checkbox' : 'radio'}
              name={many ? fieldName(question.id, option.id) : question.id}
              value={many ? 'true' : option.id}
              defaultChecked={value[option.id] === 'true'}
              className="mt-1 size-5 shrink-0 accent-pine"
            />
            <span>
              {option.speaker && <span className="font-semibold">{option.speaker}: </span>}
              {option.text}
            </span>
          </label>
        ),
      )}
    </div>
  );
}

/** A transcript to point at, and, where the question asks for it, the sign that gives the turn away. */
const Hottext = (props: Props) => (
  <div className="grid gap-4">
    <Choices {...props} />
    {props.question.targets.length > 0 && (
      <label className="grid gap-1.5 sm:grid-cols-[auto_1fr] sm:items-center sm:gap-4">
        <span className="font-semibold">The sign in it</span>
        <select name={fieldName(props.question.id, SIGN)} defaultValue={props.value[SIGN] ?? ''} className={select}>
          <option value="">Choose…</option>
          {props.question.targets.map((target) => (
            <option key={target.id} value={target.id}>
              {target.text}
            </option>
          ))}
        </select>
      </label>
    )}
  </div>
);

const Rewrite = ({ question, value }: Props) => (
  <div className="grid gap-4">
    <blockquote className="border-s-2 border-coral ps-4 font-serif text-lg text-ink-mid">{question.line}</blockquote>
    <CoachedText name={fieldName(question.id, 'text')} label="Your version" defaultValue={value['text'] ?? ''} maxLength={2000} />
  </div>
);

function Rows({ question, value, choices, word }: Props & { choices: { id: string; text: string }[]; word: string }): ReactNode {
  return (
    <ul className="grid gap-3">
      {question.options.map((option) => (
        <li
          key={option.id}
          className="grid gap-2 rounded-lg border border-rule px-4 py-3 has-[option:checked:not([value=''])]:border-pine sm:grid-cols-[1fr_auto] sm:items-center sm:gap-4"
        >
          <span id={`${question.id}-${option.id}`}>{option.text}</span>
          <select
            name={fieldName(question.id, option.id)}
            defaultValue={value[option.id] ?? ''}
            aria-labelledby={`${question.id}-${option.id}`}
            className={select}
          >
            <option value="">{word}</option>
            {choices.map((choice) => (
              <option key={choice.id} value={choice.id}>
                {choice.text}
              </option>
            ))}
          </select>
        </li>
      ))}
    </ul>
  );
}

const Order = (props: Props) => (
  <Rows {...props} word="Place…" choices={props.question.options.map((_, at) => ({ id: String(at + 1), text: String(at + 1) }))} />
);
const Match = (props: Props) => <Rows {...props} word="Choose…" choices={props.question.targets} />;

const TextEntry = ({ question, value }: Props) => (
  <input
    type="text"
    name={fieldName(question.id, 'text')}
    defaultValue={value['text'] ?? ''}
    maxLength={200}
    autoComplete="off"
    autoCapitalize="off"
    aria-label="Your answer"
    className="min-h-11 w-full max-w-md rounded-lg border border-rule-strong bg-paper px-3 py-2"
  />
);

const controls: Record<QuestionForLearner['interaction'], (props: Props) => ReactNode> = {
  choice: Choices,
  hottext: Hottext,
  rewrite: Rewrite,
  order: Order,
  match: Match,
  'gap-match': Match,
  'text-entry': TextEntry,
};
