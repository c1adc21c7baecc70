import { formatMinutes } from '#lib/dates.ts';
import { type Course, courseUrl, isOpen } from './course.ts';

/** Courses as lines under a text: where to go from here. */
export const CourseLines = ({ courses }: { courses: Course[] }) => (
  <ul className="border-t border-rule">
    {courses.map((course) => (
      <li key={course.slug} className="border-b border-rule py-3.5">
        <a href={courseUrl(course.slug)} className="font-semibold">
          {course.title}
        </a>
        <p className="text-ink-mid">{course.line}</p>
        <p className="text-sm text-ink-soft">
          {course.level} · {isOpen(course) ? formatMinutes(course.minutes) : 'in preparation'}
        </p>
      </li>
    ))}
  </ul>
);
