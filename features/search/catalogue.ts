import { type Course, isOpen, LEVELS } from '../courses/course.ts';

/** A group of courses that can be asked for: a need, an audience. */
export type Group = { slug: string; title: string; courses: Course[] };

export type Option = { value: string; label: string; fits: (course: Course) => boolean };
export type Facet = { name: string; label: string; options: Option[] };

/** What is chosen, by facet; several values of one facet widen it, several facets narrow. */
export type Choice = Record<string, string[]>;

const byGroup = ({ slug, title, courses }: Group): Option => ({ value: slug, label: title, fits: (course) => courses.includes(course) });

/** Study time, in minutes. A course in preparation has none yet. */
const LENGTHS: [string, string, number, number][] = [
  ['short', 'Under an hour and a half', 0, 90],
  ['medium', 'An hour and a half to three hours', 90, 180],
  ['long', 'Three hours and more', 180, Number.POSITIVE_INFINITY],
];

/** The catalogue's facets, in the order they stand on the page. */
export const facetsOf = (needs: Group[], audiences: Group[]): Facet[] => [
  { name: 'need', label: 'What you are facing', options: needs.map(byGroup) },
  { name: 'audience', label: 'Who it is for', options: audiences.map(byGroup) },
  { name: 'level', label: 'Level', options: LEVELS.map((level) => ({ value: level.toLowerCase(), label: level, fits: (course) => course.level === level })) },
  {
    name: 'length',
    label: 'Study time',
    options: LENGTHS.map(([value, label, from, below]) => ({
      value,
      label,
      fits: (course) => isOpen(course) && course.minutes >= from && course.minutes < below,
    })),
  },
  {
    name: 'certificate',
    label: 'Certificate',
    options: [
      { value: 'yes', label: 'Ends with a certificate', fits: isOpen },
      { value: 'marked', label: 'Certificate with a marked letter', fits: (course) => isOpen(course) && course.assessment.letter === true },
      { value: 'later', label: 'In preparation', fits: (course) => !isOpen(course) },
    ],
  },
];

/** Reads the facets of an address; what is no option of a facet is not there. */
export const readChoice = (facets: Facet[], params: URLSearchParams): Choice =>
  Object.fromEntries(facets.map(({ name, options }) => [name, options.map(({ value }) => value).filter((value) => params.getAll(name).includes(value))]));

const fits = (facet: Facet, chosen: string[], course: Course) =>
  chosen.length === 0 || facet.options.some((option) => chosen.includes(option.value) && option.fits(course));

export const narrow = (courses: Course[], facets: Facet[], choice: Choice): Course[] =>
  courses.filter((course) => facets.every((facet) => fits(facet, choice[facet.name] ?? [], course)));

/** How many courses an option has, with the other facets as they are chosen; options of one facet add up. */
export const countOf = (courses: Course[], facets: Facet[], choice: Choice, facet: Facet, option: Option): number =>
  narrow(courses, facets, { ...choice, [facet.name]: [option.value] }).length;

/** The address of a choice with one option put on, or taken off; whichever was put on first, the same choice is one address. */
export function toggled(q: string, choice: Choice, { name, options }: Facet, value: string): string {
  const isChosen = (option: string) => (choice[name] ?? []).includes(option);
  return findUrl(q, { ...choice, [name]: options.map((option) => option.value).filter((option) => isChosen(option) !== (option === value)) });
}

/** The one address of a search and its filters: always in the same order, and the catalogue itself when nothing is asked. */
export function findUrl(q: string, choice: Choice = {}): string {
  const params = new URLSearchParams();
  if (q) params.set('q', q);
  for (const [name, values] of Object.entries(choice)) for (const value of values) params.append(name, value);
  return params.size > 0 ? `/find?${params}` : '/courses';
}
