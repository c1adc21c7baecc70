import { Panel } from '#components/layout/site.tsx';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { type Course, type Lesson, lessonAfter, lessonUrl, practiceUrl } from '../courses/course.ts';
import { isPractised, missingPrompts, type Progress } from '../progress/progress.ts';
import { startCheckForm } from '../quizzes/quiz.actions.ts';
import { FinishForm } from './finish-form.tsx';

/** What stands at the end of a lesson for a learner: whether it is done, why not, and what comes next. */
export function LessonEnd({ course, lesson, progress }: { course: Course; lesson: Lesson; progress: Progress }) {
  const done = progress.completed.has(lesson.slug);
  const missing = missingPrompts(lesson, progress);
  const after = lessonAfter(course, lesson);
  const check = progress.checks.find((attempt) => attempt.lesson === lesson.slug);
  return (
    <section id="done" aria-labelledby="done-title" className="mt-12 max-w-[65ch] scroll-mt-4 print:hidden">
      <Panel className="grid gap-5">
        <h2 id="done-title" className="font-serif text-2xl font-semibold">
          {done ? 'This lesson is done' : 'Finish this lesson'}
        </h2>
        {!done && (
          <>
            <p>A lesson is done when you have tried each question from memory and reached the end{lesson.hasCheck ? ', or when you pass its check' : ''}.</p>
            {missing.length > 0 && (
              <div>
                <p>Not done yet, because {missing.length === 1 ? 'one question is' : `${missing.length} questions are`} still to try:</p>
                <ul className="mt-2 grid list-disc gap-3 ps-5">
                  {missing.map(({ id, question }) => (
                    <li key={id}>
                      <a href={`#${id}`} className="line-clamp-2">
                        {question}
                      </a>
                    </li>
                  ))}
                </ul>
              </div>
            )}
            <FinishForm course={course.slug} lesson={lesson.slug} />
          </>
        )}
        {done && (
          <p>
            {after ? (
              <ButtonLink href={lessonUrl(course.slug, after.slug)}>Go on to lesson {after.number}</ButtonLink>
            ) : (
              <ButtonLink href={`/courses/${course.slug}/final-check`}>Go on to the final check</ButtonLink>
            )}
          </p>
        )}
        {course.scenarios.some((scenario) => scenario.lesson === lesson.number) && (
          <div className="grid gap-2 border-t border-rule pt-5">
            <p>Now try it on somebody who answers back:</p>
            <ul className="grid gap-1">
              {course.scenarios
                .filter((scenario) => scenario.lesson === lesson.number)
                .map((scenario) => (
                  <li key={scenario.slug}>
                    <a href={practiceUrl(course.slug, scenario.slug)} className="inline-flex min-h-8 items-center">
                      {scenario.title}
                    </a>
                    {isPractised(course, progress.runs, scenario.slug) && <span className="text-pine"> · done</span>}
                  </li>
                ))}
            </ul>
          </div>
        )}
        {lesson.hasCheck && (
          <form action={startCheckForm} className="grid justify-items-start gap-2 border-t border-rule pt-5">
            <input type="hidden" name="course" value={course.slug} />
            <input type="hidden" name="lesson" value={lesson.slug} />
            <Button look="quiet">{check?.open ? 'Go on with the lesson check' : check ? 'Take another lesson check' : 'Take the lesson check'}</Button>
            <p className="text-sm text-ink-soft">
              A few questions, for practice. {check?.open === false && check.score !== null ? `Last time: ${check.score} of ${check.of}. ` : ''}As often as you
              like, with other questions each time.
            </p>
          </form>
        )}
      </Panel>
    </section>
  );
}
