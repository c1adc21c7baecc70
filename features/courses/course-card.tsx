import { CourseArt } from '#components/ui/art.tsx';
import { cn } from '#lib/cn.ts';
import { formatMinutes } from '#lib/dates.ts';
import { type Course, courseUrl, isOpen } from './course.ts';

const count = (conversations: number) => (conversations === 1 ? 'one conversation' : `${conversations} conversations`);

/** A course at a glance, for the catalogue and the home page. */
export function CourseCard({ course, heading: Heading = 'h3' }: { course: Course; heading?: 'h2' | 'h3' }) {
  return (
    <article className={cn('relative grid overflow-hidden rounded-xl border border-rule', isOpen(course) && 'sm:grid-cols-[2fr_3fr]')}>
      {/* What is still being written has no picture yet: it steps back, and the page is lighter by it. */}
      {isOpen(course) && <CourseArt slug={course.slug} className="h-36 w-full sm:h-full" />}
      <div className="grid content-start gap-3 p-5 sm:p-6">
        <p className="text-sm text-ink-soft">{course.category}</p>
        <Heading className="font-serif text-2xl font-semibold text-balance">
          <a href={courseUrl(course.slug)} className="text-ink no-underline after:absolute after:inset-0 hover:underline">
            {course.title}
          </a>
        </Heading>
        <p className="text-ink-mid">{course.line}</p>
        <p className="text-sm text-ink-soft">
          {isOpen(course)
            ? `${course.level} · ${course.lessons.length} lessons · ${formatMinutes(course.minutes)} · certificate`
            : `${course.level} · in preparation${course.scenarios.length > 0 ? `; ${count(course.scenarios.length)} to practise now` : ''}`}
        </p>
      </div>
    </article>
  );
}
