import { Panel } from '#components/layout/site.tsx';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { now } from '#lib/clock.ts';
import { cn } from '#lib/cn.ts';
import { formatMoment } from '#lib/dates.ts';
import { type Course, lessonUrl, START } from '../courses/course.ts';
import type { MarkedAttempt, MarkedQuestion } from './attempt.ts';
import { nameOf, weakOutcomes } from './bank.ts';
import { MarkedAnswer } from './marked-answer.tsx';
import { markMyselfForm, startCheckForm } from './quiz.actions.ts';

type Props = { course: Course; attempt: MarkedAttempt; next: { label: string; href: string } | null };

/** Where in the course a question's answer is taught. */
function lookAgain(course: Course, { lesson: number, look }: MarkedQuestion) {
  const lesson = course.lessons[number - 1];
  if (!lesson) return null;
  const heading = lesson.headings.find(({ text }) => text === look);
  return {
    href: `${lessonUrl(course.slug, lesson.slug)}${heading ? `#${heading.id}` : ''}`,
    text: heading ? `Lesson ${number}, “${heading.text}”` : `Lesson ${number}, ${lesson.title}`,
  };
}

function Question({ course, attempt, question, number }: { course: Course; attempt: string; question: MarkedQuestion; number: number }) {
  const look = lookAgain(course, question);
  return (
    <li id={`question-${number}`} className="border-t border-rule py-7">
      <p className={cn('text-sm font-semibold', question.rewrite ? 'text-ink-mid' : question.right ? 'text-pine' : 'text-coral')}>
        Question {number}: {question.rewrite ? 'yours to judge' : question.right ? 'right' : 'not right'}
      </p>
      <h3 className="mt-1 font-serif text-xl">{question.stem}</h3>
      <MarkedAnswer question={question} markMyself={{ action: markMyselfForm, fields: { attempt, question: question.id } }} />
      {!question.right && !question.rewrite && look && (
        <p className="mt-4">
          Look again: <a href={look.href}>{look.text}</a>
        </p>
      )}
    </li>
  );
}

/** A marked attempt: the result, what to look at again, and a reason for every option. A map, not a verdict. */
export function AttemptResult({ course, attempt, next }: Props) {
  const { questions, score, passed } = attempt;
  const wrong = questions.filter((question) => !question.right && !question.rewrite).sort((a, b) => a.lesson - b.lesson);
  const places = [...new Map(wrong.flatMap((question) => lookAgain(course, question) ?? []).map((place) => [place.href, place])).values()];
  const lesson = course.lessons.find(({ slug }) => slug === attempt.lessonSlug);
  const starting = attempt.lessonSlug === START;
  const weak = weakOutcomes(attempt.byOutcome, attempt.perOutcome);
  const again = new Date(attempt.markedAt.getTime() + attempt.waitHours * 3_600_000);
  return (
    <div className="mx-auto max-w-2xl">
      <p className="text-ink-soft">
        {course.short} · {nameOf(attempt.lessonSlug, lesson)}
      </p>
      <h1 className="mt-1 font-serif text-3xl font-semibold sm:text-4xl">{starting ? 'Where to begin' : passed ? 'Passed' : 'Not there yet'}</h1>
      <p className="mt-4 text-lg">
        {starting
          ? `${score} of ${attempt.of} right. ${score >= 4 ? 'You know much of this already: begin at lesson 3, and come back to the first two if you like.' : 'Begin at lesson 1. What you missed is in the course.'}`
          : `${score} of ${attempt.of} right; ${attempt.needed} were needed. `}
        {weak.length > 0 && score >= attempt.needed && 'Each outcome needs half its questions right as well, and below are those that had fewer. '}
        {passed || starting
          ? ''
          : lesson
            ? 'Nothing is lost: this is practice.'
            : 'Nothing is lost: here is where to look, and you can try again with other questions.'}
      </p>
      {next && (
        <p className="mt-6">
          <ButtonLink href={next.href}>{next.label}</ButtonLink>
        </p>
      )}
      {lesson && (
        <form action={startCheckForm} className="mt-4">
          <input type="hidden" name="course" value={course.slug} />
          <input type="hidden" name="lesson" value={lesson.slug} />
          <Button look="quiet">Take another, with other questions</Button>
        </form>
      )}
      {!passed && again > now() && (
        <p className="mt-4 text-ink-mid">
          The next {nameOf(attempt.lessonSlug).toLowerCase()} opens on {formatMoment(again)}.
        </p>
      )}
      {places.length > 0 && (
        <Panel className="mt-8">
          <h2 className="font-serif text-xl font-semibold">What to look at again</h2>
          <ul className="mt-3 list-disc ps-5">
            {places.map(({ href, text }) => (
              <li key={href} className="py-0.5">
                <a href={href}>{text}</a>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      {!lesson && (
        <section aria-labelledby="by-outcome" className="mt-8">
          <h2 id="by-outcome" className="font-serif text-xl font-semibold">
            By outcome
          </h2>
          <table className="mt-3 w-full">
            <thead className="text-sm text-ink-soft">
              <tr>
                <th scope="col" className="py-2 text-start font-normal">
                  You can…
                </th>
                <th scope="col" className="py-2 text-end font-normal">
                  Right
                </th>
              </tr>
            </thead>
            <tbody>
              {course.outcomes.map(({ id, text }) => (
                <tr key={id} className="border-t border-rule">
                  <th scope="row" className="py-2 pe-4 text-start font-normal">
                    {text}
                  </th>
                  <td className="py-2 text-end whitespace-nowrap">
                    {attempt.byOutcome[id] ? `${attempt.byOutcome[id].right} of ${attempt.byOutcome[id].of}` : '–'}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <section aria-labelledby="reasons" className="mt-10">
        <h2 id="reasons" className="mb-3 font-serif text-xl font-semibold">
          Every question, with its reasons
        </h2>
        <ol>
          {questions.map((question, at) => (
            <Question key={question.id} course={course} attempt={attempt.id} question={question} number={at + 1} />
          ))}
        </ol>
      </section>
    </div>
  );
}
