import type { ReactNode } from 'react';
import { Button } from '#components/ui/button.tsx';
import type { Course } from '../courses/course.ts';
import { CourseCard } from '../courses/course-card.tsx';
import { type Choice, countOf, type Facet, findUrl, toggled } from './catalogue.ts';

type Props = {
  q: string;
  facets: Facet[];
  choice: Choice;
  /** What the words asked for leave, before the facets narrow it: what the counts count. */
  asked: Course[];
  /** What is shown. */
  results: Course[];
  /** What stands where nothing is found. */
  nothing?: ReactNode;
};

/** The search box. A form that asks by address, so that it works before any script and can be gone back to. */
export function SearchBox({ q, choice = {}, label = 'Search the courses, articles and answers' }: { q: string; choice?: Choice; label?: string }) {
  return (
    <search>
      <form action="/find" method="get" className="flex max-w-2xl flex-wrap items-end gap-3">
        <div className="grid min-w-0 flex-1 basis-60 gap-1.5">
          <label htmlFor="q" className="font-semibold">
            {label}
          </label>
          <input
            id="q"
            name="q"
            type="search"
            defaultValue={q}
            maxLength={200}
            placeholder="angry customer, saying no, complaint…"
            className="min-h-11 w-full rounded-lg border border-rule-strong bg-paper px-3 py-2 text-ink"
          />
        </div>
        {Object.entries(choice).flatMap(([name, values]) => values.map((value) => <input key={`${name}/${value}`} type="hidden" name={name} value={value} />))}
        <Button look="quiet">Search</Button>
      </form>
    </search>
  );
}

/** A facet: each option a link that puts it on or takes it off, with how many courses it has. One with nothing to offer is left out. */
function FacetList({ facet, q, choice, asked, facets }: { facet: Facet } & Pick<Props, 'q' | 'choice' | 'asked' | 'facets'>) {
  const chosen = choice[facet.name] ?? [];
  const options = facet.options
    .map((option) => ({ option, count: countOf(asked, facets, choice, facet, option) }))
    .filter(({ option, count }) => count > 0 || chosen.includes(option.value));
  if (options.length === 0) return null;
  return (
    <details className="group border-b border-rule py-3 lg:open:pb-4" open={chosen.length > 0}>
      <summary className="font-semibold">
        {facet.label}
        {chosen.length > 0 && <span className="font-normal text-pine"> · {chosen.length} chosen</span>}
      </summary>
      <ul className="mt-2 grid gap-0.5">
        {options.map(({ option, count }) => (
          <li key={option.value}>
            <a
              href={toggled(q, choice, facet, option.value)}
              aria-current={chosen.includes(option.value) ? 'true' : undefined}
              className="flex min-h-9 items-center justify-between gap-3 rounded-md px-2 text-sm text-ink-mid no-underline hover:bg-sand aria-[current=true]:bg-mist aria-[current=true]:font-semibold aria-[current=true]:text-ink"
            >
              <span>
                {chosen.includes(option.value) && <span aria-hidden="true">✓ </span>}
                {option.label}
                {chosen.includes(option.value) && <span className="sr-only"> (chosen; take it off)</span>}
              </span>
              <span className="tabular-nums">{count}</span>
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The catalogue: a search, the facets, and the courses they leave. */
export function CataloguePage({ q, facets, choice, asked, results, nothing }: Props) {
  const chosen = Object.values(choice).flat().length;
  return (
    <>
      <SearchBox q={q} choice={choice} />
      <div className="mt-8 grid gap-x-10 lg:grid-cols-[16rem_minmax(0,1fr)]">
        <section aria-labelledby="narrow" className="mb-8 border-t border-rule">
          <h2 id="narrow" className="sr-only">
            Narrow it down
          </h2>
          {facets.map((facet) => (
            <FacetList key={facet.name} facet={facet} q={q} choice={choice} asked={asked} facets={facets} />
          ))}
          {chosen > 0 && (
            <p className="mt-3">
              <a href={findUrl(q)}>Take all filters off</a>
            </p>
          )}
        </section>
        <section aria-labelledby="results" className="min-w-0">
          <h2 id="results" className="mb-4 text-ink-mid">
            {results.length === 0 ? 'No course fits' : results.length === 1 ? 'One course' : `${results.length} courses`}
            {q && ` for “${q}”`}
          </h2>
          {results.length === 0 ? nothing : <CourseList courses={results} />}
        </section>
      </div>
    </>
  );
}

/** Courses as cards, two or three of which can be put side by side. */
export function CourseList({ courses, heading = 'h3', ticked = [] }: { courses: Course[]; heading?: 'h2' | 'h3'; ticked?: Course[] }) {
  return (
    <form action="/compare" method="get">
      <ul className="grid gap-6">
        {courses.map((course) => (
          <li key={course.slug}>
            <CourseCard course={course} heading={heading} />
            {courses.length > 1 && (
              <label className="mt-1 inline-flex min-h-11 cursor-pointer items-center gap-2.5 text-sm text-ink-mid">
                <input type="checkbox" name="course" value={course.slug} defaultChecked={ticked.includes(course)} className="size-5 accent-pine" /> Compare{' '}
                {course.short}
              </label>
            )}
          </li>
        ))}
      </ul>
      {courses.length > 1 && (
        <p className="mt-6">
          <Button look="quiet">Compare up to three side by side</Button>
        </p>
      )}
    </form>
  );
}
