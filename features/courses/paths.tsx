import { type Course, courseUrl, isOpen, type LearningPath, pathUrl } from './course.ts';

/** Learning paths: which course after which, and for whom. What is done is said where it is known. */
export function Paths({ paths, done = new Set() }: { paths: LearningPath[]; done?: ReadonlySet<string> }) {
  const state = (course: Course) => (done.has(course.slug) ? ' · done' : isOpen(course) ? '' : ' · in preparation');
  return (
    <ul className="grid gap-6 sm:grid-cols-2">
      {paths.map((path) => (
        <li key={path.slug} id={path.slug} className="scroll-mt-4 rounded-xl border border-rule p-5">
          <h3 className="font-serif text-xl font-semibold">
            <a href={pathUrl(path.slug)} className="text-ink">
              {path.title}
            </a>
          </h3>
          <p className="text-sm text-ink-soft">{path.for}</p>
          <p className="mt-2 text-ink-mid">{path.line}</p>
          <ol className="mt-3 list-decimal ps-5">
            {path.courses.map((course) => (
              <li key={course.slug} className="py-0.5">
                <a href={courseUrl(course.slug)}>{course.short}</a>
                <span className="text-sm text-ink-soft">{state(course)}</span>
              </li>
            ))}
          </ol>
          <p className="mt-3 text-sm text-ink-soft">
            At its end: {path.milestone.replace(/\.$/, '')}. {path.note}
          </p>
        </li>
      ))}
    </ul>
  );
}
