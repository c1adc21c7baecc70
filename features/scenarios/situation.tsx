import { type Course, courseUrl, practiceUrl } from '../courses/course.ts';
import type { Scenario } from './scenario.ts';

/** Who you are, what you know, and whom you are talking to. */
export const Situation = ({ scenario }: { scenario: Scenario }) => (
  <div className="mt-3 grid gap-3">
    <p className="font-semibold">{scenario.role}</p>
    <p>{scenario.situation}</p>
    <p className="text-ink-mid">
      {scenario.customer.name}: {scenario.customer.mood}. {scenario.channel.replace(/^./, (letter) => letter.toUpperCase())}.
    </p>
  </div>
);

/** Why a reply was not taken, where it is seen and heard first. */
export const Notice = ({ children }: { children: string | null }) =>
  children && (
    <p id="notice" role="alert" tabIndex={-1} className="scroll-mt-4 rounded-lg border-s-4 border-coral bg-sand px-4 py-3">
      {children}
    </p>
  );

/** The head of a conversation's pages: where it belongs, and its name. */
export const ScenarioHead = ({ course, scenario, className }: { course: Course; scenario: Scenario; className?: string }) => (
  <header className={className}>
    <p className="text-ink-soft">
      <a href={courseUrl(course.slug)}>{course.short}</a> · <a href={practiceUrl(course.slug, scenario.slug)}>Practice</a>
    </p>
    <h1 className="mt-1 font-serif text-3xl font-semibold text-balance sm:text-4xl">{scenario.title}</h1>
  </header>
);
