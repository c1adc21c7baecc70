import type { Course } from '../courses/course.ts';
import { backTo, begin, type Conversation, replay } from './conversation.ts';
import { Meter } from './meter.tsx';
import { CHOICES, type Choice, decisionAt, type Scenario } from './scenario.ts';
import { Notice, ScenarioHead, Situation } from './situation.tsx';
import { Transcript, Voice } from './transcript.tsx';
import { Sending, TurnKeeper } from './turn-keeper.tsx';

/** Where a reply goes: a server action for a learner, the page's own address for a visitor. */
export type ReplyForm = { action: string | ((form: FormData) => Promise<void>); button: string; fields: Record<string, string | number> };

type Props = {
  course: Course;
  scenario: Scenario;
  /** Everything said; a page about an earlier turn shows what stood before it. */
  choices: Choice[];
  /** The turn to answer: the next one, or an earlier one gone back to. */
  turn: number;
  /** The address that shows a turn again, from 0, and the one where the conversation stands. */
  turnUrl: (turn: number) => string;
  url: string;
  ended: boolean;
  notice: string | null;
  form: ReplyForm;
  /** Another whenever the page has something new to show. */
  version: string;
};

/** A conversation under way, or one gone back into: the transcript, how it stands, and three replies. One form, which needs no script. */
export function ConversationPage({ course, scenario, choices, turn, turnUrl, url, ended, notice, form, version }: Props) {
  const conversation = replay(scenario, backTo(choices, turn)) ?? begin(scenario);
  const taken = choices[turn] ?? null;
  return (
    <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <ScenarioHead course={course} scenario={scenario} className="lg:col-span-2" />
      <aside aria-label="The situation" className="lg:order-2">
        <details open={conversation.turns.length === 0} className="rounded-xl border border-rule p-5 lg:hidden">
          <summary className="min-h-6 font-semibold">The situation</summary>
          <Situation scenario={scenario} />
        </details>
        <div className="hidden rounded-xl border border-rule p-5 lg:sticky lg:top-6 lg:block">
          <p className="font-semibold">The situation</p>
          <Situation scenario={scenario} />
        </div>
      </aside>
      <div className="grid max-w-2xl min-w-0 content-start gap-8">
        <Notice>{notice}</Notice>
        {conversation.turns.length > 0 && <Transcript scenario={scenario} conversation={conversation} back={turnUrl} />}
        <Meter scenario={scenario} conversation={conversation} />
        <Replies scenario={scenario} conversation={conversation} taken={taken} later={choices.length - turn - 1} ended={ended} form={form} />
        {taken && (
          <p>
            <a href={url}>Leave it as it was</a>
          </p>
        )}
      </div>
      <TurnKeeper turn={version} />
    </div>
  );
}

type RepliesProps = { scenario: Scenario; conversation: Conversation; taken: Choice | null; later: number; ended: boolean; form: ReplyForm };

function Replies({ scenario, conversation, taken, later, ended, form }: RepliesProps) {
  if (conversation.node === null) return null;
  const { prompt, options } = decisionAt(scenario, conversation.node);
  return (
    <section aria-labelledby="reply-title" id="reply" tabIndex={-1} className="grid scroll-mt-4 gap-4 rounded-lg">
      <Voice scenario={scenario}>{prompt}</Voice>
      <h2 id="reply-title" className="mt-2 font-serif text-2xl font-semibold">
        {taken ? `Turn ${conversation.turns.length + 1} again: what do you do?` : 'What do you do?'}
      </h2>
      {taken && (
        <p className="text-ink-mid">
          {ended
            ? 'That conversation has ended and stays as it is. Choosing here begins another from this turn.'
            : `Choosing takes back ${later === 0 ? 'what you said here' : `what you said here and the ${later === 1 ? 'turn' : `${later} turns`} after it`}.`}
        </p>
      )}
      <form action={form.action} className="grid gap-3">
        {Object.entries(form.fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {options.map((option, at) => (
          <button
            key={option.line}
            type="submit"
            name={form.button}
            value={CHOICES[at]}
            className="min-h-14 cursor-pointer rounded-xl border border-rule-strong px-5 py-4 text-start hover:border-pine hover:bg-mist"
          >
            {option.line}
            {taken === CHOICES[at] && <span className="mt-1 block text-sm text-ink-soft">You said this before.</span>}
          </button>
        ))}
        <Sending />
      </form>
    </section>
  );
}
