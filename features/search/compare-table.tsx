import type { ReactNode } from 'react';
import { formatMinutes } from '#lib/dates.ts';
import { type Course, courseUrl, isOpen, lessonUrl } from '../courses/course.ts';

const ROWS: [string, (course: Course) => ReactNode][] = [
  ['In a line', ({ line }) => line],
  ['Level', ({ level }) => level],
  ['Study time', (course) => (isOpen(course) ? formatMinutes(course.minutes) : 'In preparation')],
  ['Lessons', (course) => (isOpen(course) ? course.lessons.length : `${course.planned.length} planned`)],
  ['Conversations to practise', ({ scenarios }) => scenarios.length || 'None'],
  [
    'What you will be able to do',
    ({ outcomes }) => (
      <ul className="grid list-disc gap-1.5 ps-4">
        {outcomes.map(({ id, text }) => (
          <li key={id}>{text}</li>
        ))}
      </ul>
    ),
  ],
  ['Who it is for', ({ audience }) => audience.join(', ')],
  ['Final check', (course) => (isOpen(course) ? `${course.assessment.final.draw} questions` : '–')],
  ['Certificate', (course) => (!isOpen(course) ? 'When it opens' : course.assessment.letter ? 'Yes, with a marked letter and a delayed check' : 'Yes')],
  ['Before it', ({ before }) => before],
  [
    'Try it',
    (course) =>
      isOpen(course) ? (
        <a href={lessonUrl(course.slug, course.lessons[0]!.slug)}>Read lesson 1 of {course.short} free</a>
      ) : (
        <a href={courseUrl(course.slug)}>See {course.short}</a>
      ),
  ],
];

/** Courses beside each other, row by row; on a phone the table scrolls inside its own frame. */
export const CompareTable = ({ courses }: { courses: Course[] }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
  <section className="overflow-x-auto" tabIndex={0} aria-label="Comparison">
    <table className="w-full min-w-2xl table-fixed border-collapse">
      <thead>
        <tr className="align-bottom">
          <th scope="col" className="w-36 pe-4">
            <span className="sr-only">Compared by</span>
          </th>
          {courses.map((course) => (
            <th key={course.slug} scope="col" className="py-3 pe-6 text-start font-serif text-lg font-semibold">
              <a href={courseUrl(course.slug)}>{course.short}</a>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ROWS.map(([label, cell]) => (
          <tr key={label} className="border-t border-rule align-top">
            <th scope="row" className="py-3 pe-4 text-start text-sm font-normal text-ink-soft">
              {label}
            </th>
            {courses.map((course) => (
              <td key={course.slug} className="py-3 pe-6">
                {cell(course)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);
