import { Button, ButtonLink } from '#components/ui/button.tsx';
import type { Course } from '../courses/course.ts';
import { AnswerSaver } from './answer-saver.tsx';
import type { OpenAttempt } from './attempt.ts';
import { nameOf } from './bank.ts';
import { isComplete } from './question.ts';
import { QuestionInput } from './question-input.tsx';

type Props = {
  course: Course;
  attempt: OpenAttempt;
  /** 1-based question on show, or 'review'; ignored when all questions are on one page. */
  at: number | 'review';
  notice: string | null;
  handInForm: (form: FormData) => Promise<void>;
};

const HandIn = ({ attempt, missing, action }: { attempt: OpenAttempt; missing: number; action: Props['handInForm'] }) => (
  <form action={action} className="grid justify-items-start gap-3">
    <input type="hidden" name="attempt" value={attempt.id} />
    {missing > 0 && (
      <p>
        {missing === 1 ? 'One question has' : `${missing} questions have`} no full answer yet. You can hand in all the same; an empty answer counts as not
        right.
      </p>
    )}
    <Button>Hand in answers</Button>
  </form>
);

/** An attempt under way: one question at a time with a review at the end, or all on one page. Every answer is already saved. */
export function AttemptPage({ course, attempt, at, notice, handInForm }: Props) {
  const { questions, answers } = attempt;
  const given = (id: string) => answers[id]?.value ?? {};
  const missing = questions.filter((question) => !isComplete(question, given(question.id))).length;
  const review = at === 'review' && attempt.presentation === 'one-at-a-time';
  const shown = attempt.presentation === 'all-at-once' ? questions : review ? [] : questions.slice(Number(at) - 1, Number(at));
  const sequences = Object.fromEntries(shown.map(({ id }) => [id, answers[id]?.sequence ?? 0]));
  const url = `/attempts/${attempt.id}/answers`;
  const lesson = course.lessons.find(({ slug }) => slug === attempt.lessonSlug);
  return (
    <div className="mx-auto max-w-2xl">
      <p className="text-ink-soft">{course.short}</p>
      <h1 className="mt-1 mb-6 font-serif text-3xl font-semibold">{nameOf(attempt.lessonSlug, lesson)}</h1>
      {attempt.presentation === 'one-at-a-time' && (
        <nav aria-label="Questions" className="mb-8">
          <ol className="flex flex-wrap gap-1.5">
            {questions.map((question, index) => {
              const done = isComplete(question, given(question.id));
              return (
                <li key={question.id}>
                  <a
                    href={`?question=${index + 1}`}
                    aria-current={at === index + 1 ? 'step' : undefined}
                    className={`inline-flex size-10 items-center justify-center rounded-lg border no-underline tabular-nums aria-[current=step]:outline-2 aria-[current=step]:outline-pine ${done ? 'border-pine bg-mist text-ink' : 'border-rule text-ink-soft'}`}
                  >
                    {index + 1}
                    <span className="sr-only">{done ? ', answered' : ', not answered'}</span>
                  </a>
                </li>
              );
            })}
            <li>
              <a
                href="?question=review"
                aria-current={review ? 'step' : undefined}
                className="inline-flex h-10 items-center rounded-lg border border-rule px-3 no-underline aria-[current=step]:outline-2 aria-[current=step]:outline-pine"
              >
                Review
              </a>
            </li>
          </ol>
        </nav>
      )}
      {notice && (
        <p role="alert" className="mb-6 rounded-lg border-s-4 border-coral bg-sand px-4 py-3">
          {notice}
        </p>
      )}
      {review ? (
        <section className="grid gap-5">
          <h2 className="font-serif text-2xl font-semibold">Before you hand in</h2>
          <p>
            {questions.length - missing} of {questions.length} answered, all saved. Nothing is timed. Once handed in, the answers are marked and cannot be
            changed.
          </p>
          <HandIn attempt={attempt} missing={missing} action={handInForm} />
        </section>
      ) : (
        <AnswerSaver key={shown[0]?.id} url={url} sequences={sequences}>
          {shown.map((question) => (
            <div key={question.id}>
              {attempt.presentation === 'one-at-a-time' && (
                <p className="mb-2 text-sm text-ink-soft">
                  Question {at} of {questions.length}
                </p>
              )}
              <QuestionInput question={question} value={given(question.id)} />
              <input type="hidden" name="questions" value={question.id} />
              <input type="hidden" name={`sequence.${question.id}`} defaultValue={answers[question.id]?.sequence ?? 0} />
            </div>
          ))}
          <input type="hidden" name="at" value={String(at)} />
          <div className="flex flex-wrap gap-3">
            {attempt.presentation === 'all-at-once' ? (
              <Button name="then" value="hand-in">
                Hand in answers
              </Button>
            ) : (
              <>
                <Button name="then" value={at === questions.length ? 'review' : String(Number(at) + 1)}>
                  {at === questions.length ? 'Save and review' : 'Save and go on'}
                </Button>
                {at !== 1 && (
                  <ButtonLink look="quiet" href={`?question=${Number(at) - 1}`}>
                    Back
                  </ButtonLink>
                )}
              </>
            )}
          </div>
        </AnswerSaver>
      )}
    </div>
  );
}
