import type { ReactNode } from 'react';
import { type Course, courseUrl, type Lesson, lessonAfter, lessonBefore, lessonUrl } from './course.ts';
import { Sources } from './lesson-body.tsx';

type Props = {
  course: Course;
  lesson: Lesson;
  completed?: ReadonlySet<string>;
  children: ReactNode;
  /** What stands at the lesson's end: finishing it, or joining the course. */
  end: ReactNode;
};

function Contents({ course, lesson, completed }: { course: Course; lesson: Lesson; completed: ReadonlySet<string> }) {
  return (
    <ol className="grid gap-1 text-sm">
      {course.lessons.map((other) => (
        <li key={other.slug}>
          <a
            href={lessonUrl(course.slug, other.slug)}
            aria-current={other.slug === lesson.slug ? 'page' : undefined}
            className="grid grid-cols-[1.5rem_1fr] gap-1 rounded-md px-2 py-1.5 text-ink-mid no-underline hover:bg-sand aria-[current=page]:bg-mist aria-[current=page]:font-semibold aria-[current=page]:text-ink"
          >
            <span className="tabular-nums">{other.number}</span>
            <span>
              {other.title}
              {completed.has(other.slug) && <span className="text-pine"> · done</span>}
            </span>
          </a>
          {other.slug === lesson.slug && lesson.headings.length > 0 && (
            <ul className="my-1 grid gap-0.5 border-s border-rule ms-4">
              {lesson.headings.map(({ id, text }) => (
                <li key={id}>
                  <a href={`#${id}`} className="block px-3 py-1 text-ink-soft no-underline hover:text-ink hover:underline">
                    {text}
                  </a>
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ol>
  );
}

/** A lesson: the text is the page, with a quiet rail of contents beside it (a drawer on phones). */
export function LessonPage({ course, lesson, completed = new Set(), children, end }: Props) {
  const before = lessonBefore(course, lesson);
  const after = lessonAfter(course, lesson);
  const contents = <Contents course={course} lesson={lesson} completed={completed} />;
  return (
    <div className="lg:grid lg:grid-cols-[15rem_minmax(0,1fr)] lg:gap-14">
      <nav aria-label="Course contents" className="mb-6 print:hidden lg:mb-0">
        <details className="rounded-lg border border-rule px-4 py-3 lg:hidden">
          <summary className="font-semibold">
            Lesson {lesson.number} of {course.lessons.length}: contents
          </summary>
          <div className="mt-3">{contents}</div>
        </details>
        <div className="sticky top-6 hidden max-h-[calc(100dvh-3rem)] overflow-y-auto lg:block">
          <p className="mb-3 px-2 font-semibold">
            <a href={courseUrl(course.slug)}>{course.short}</a>
          </p>
          {contents}
        </div>
      </nav>
      <article className="min-w-0">
        <header className="mb-8 max-w-[65ch]">
          <p className="text-ink-soft">
            <a href={courseUrl(course.slug)}>{course.short}</a> · Lesson {lesson.number} of {course.lessons.length} · about {lesson.minutes} minutes
          </p>
          <h1 className="mt-2 font-serif text-3xl font-semibold text-balance sm:text-4xl">{lesson.title}</h1>
        </header>
        {children}
        {end}
        <Sources sources={lesson.sources} />
        <nav aria-label="Lessons before and after" className="mt-10 flex max-w-[65ch] flex-wrap justify-between gap-4 border-t border-rule pt-6 print:hidden">
          {before ? (
            <a href={lessonUrl(course.slug, before.slug)} rel="prev" className="inline-flex min-h-11 items-center">
              ← {before.title}
            </a>
          ) : (
            <span />
          )}
          <a
            href={after ? lessonUrl(course.slug, after.slug) : `${courseUrl(course.slug)}/final-check`}
            rel="next"
            className="ms-auto inline-flex min-h-11 items-center text-end"
          >
            {after ? after.title : 'The final check'} →
          </a>
        </nav>
      </article>
    </div>
  );
}
