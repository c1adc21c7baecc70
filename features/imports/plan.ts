import { dayOf, endOfDay } from '#lib/dates.ts';
import { emailSchema, nameSchema } from '../accounts/account.ts';
import type { SheetRow } from './spreadsheet.ts';

/** What the database knows of whom and what the rows name. Groups that are closed hold nobody here: what was in them stays in them. */
export type Known = { today: string; people: Map<string, KnownPerson>; courses: KnownCourse[]; groups: KnownGroup[] };
export type KnownPerson = {
  id: string;
  email: string;
  isClosed: boolean;
  enrolments: Map<string, { id: string; withdrawn: boolean; dueAt: Date | null }>;
  groups: Set<string>;
};
export type KnownCourse = { slug: string; title: string; short: string; isOpen: boolean };
export type KnownGroup = { id: string; name: string; isClosed: boolean };

export type RowAction = 'add' | 'remove' | 'move' | 'same' | 'invalid';
export type PlannedRow = {
  line: number;
  email: string;
  name: string;
  courseSlug: string;
  groupName: string;
  dueAt: Date | null;
  action: RowAction;
  /** Of an invalid row: what is wrong and how to mend it. */
  problem: string;
};

type Verb = 'add' | 'remove' | 'move';
type Intent = {
  line: number;
  email: string;
  name: string;
  verb: Verb;
  course: KnownCourse | null;
  group: KnownGroup | null;
  day: string;
  person: KnownPerson | null;
};

const fold = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
/** Cut anywhere, also in the middle of an emoji: half of one is no text that the database takes. */
const cut = (text: string, length: number) => text.slice(0, length).toWellFormed();
const quote = (text: string) => `“${cut(text, 60)}${text.length > 60 ? '…' : ''}”`;

/** The address as accounts know it, or null for what is none. */
export const emailOf = (typed: string): string | null => emailSchema.safeParse(typed).data ?? null;

/**
 * What each row would do: add, remove or move; `same` where that is so already; `invalid` with the fix in words. Changes
 * nothing and asks nobody, so that what is shown and what is checked again before it is done are one thing.
 */
export function planRows(rows: SheetRow[], known: Known): PlannedRow[] {
  const find = { course: finder(known.courses, ({ slug, title, short }) => [slug, title, short]), group: finder(known.groups, ({ name }) => [name]) };
  const claims = new Map<string, { line: number; verb: Verb }>();
  return rows.map((row) => {
    const intent = intentOf(row, known, find);
    const problem = typeof intent === 'string' ? intent : clashOf(intent, claims);
    return typeof intent === 'string' || problem ? invalid(row, problem ?? '') : planned(intent);
  });
}

/** Finds by any of its names, however it is spelt; the exact spelling wins. */
function finder<Thing>(things: Thing[], namesOf: (thing: Thing) => string[]): (typed: string) => Thing | undefined {
  const exact = new Map(things.flatMap((thing) => namesOf(thing).map((name) => [name, thing])));
  const folded = new Map(things.flatMap((thing) => namesOf(thing).map((name) => [fold(name), thing])));
  return (typed) => exact.get(typed) ?? folded.get(fold(typed));
}

type Find = { course: (typed: string) => KnownCourse | undefined; group: (typed: string) => KnownGroup | undefined };

/** What a row asks for, or what is wrong with it. */
function intentOf(row: SheetRow, known: Known, find: Find): Intent | string {
  const verb = fold(row.action) || 'add';
  if (verb !== 'add' && verb !== 'remove' && verb !== 'move')
    return `${quote(row.action)} is nothing to do here. Write add, remove or move, or leave it empty to add.`;
  const email = emailSchema.safeParse(row.email);
  if (!email.success) return row.email ? email.error.issues[0]!.message : 'There is no e-mail address. Write one, or take the row out.';
  const name = row.name ? nameSchema.safeParse(row.name) : null;
  if (name && !name.success) return name.error.issues[0]!.message;
  const person = known.people.get(email.data) ?? null;
  if (person?.isClosed) return 'This account is deactivated. Reactivate it first, or take the row out.';
  if (!person && verb !== 'add') return 'Nobody here has this address. Write the one they sign in with, or take the row out.';
  // Moving is between groups, and leaves courses as they are; what is removed from a course stays in its group.
  const course = verb === 'move' || !row.course ? null : courseOf(row.course, verb, find);
  if (typeof course === 'string') return course;
  const group = !row.group || (verb === 'remove' && course) ? null : groupOf(row.group, known, find);
  if (typeof group === 'string') return group;
  if (verb === 'move' && !group) return 'Write in the column “group” which group to move to.';
  if (!course && !group) return 'Write a course, a group, or both.';
  const day = verb === 'add' && row.due ? dueOf(row.due, course, person, known.today) : { day: '' };
  if (typeof day === 'string') return day;
  return { line: row.line, email: email.data, name: name?.data ?? '', verb, course, group, day: day.day, person };
}

function courseOf(typed: string, verb: Verb, find: Find): KnownCourse | string {
  const course = find.course(typed);
  if (!course) return `There is no course called ${quote(typed)}. Write its title as the catalogue has it.`;
  return course.isOpen || verb === 'remove' ? course : `${quote(course.short)} is still being written. Add people when it opens.`;
}

function groupOf(typed: string, { groups }: Known, find: Find): KnownGroup | string {
  const group = find.group(typed);
  if (group) return group.isClosed ? `The group ${quote(group.name)} is closed. Open it again first, or write another.` : group;
  const open = groups.filter(({ isClosed }) => !isClosed);
  const some = open.slice(0, 8).map(({ name }) => name);
  const there =
    open.length === 0 ? 'there is none yet' : `there ${open.length === 1 ? 'is' : 'are'} ${some.join(', ')}${open.length > some.length ? ' and others' : ''}`;
  return `There is no group called ${quote(typed)}; ${there}. Make it first, under Groups.`;
}

/** A day as people write it, 2026-12-31 or, the day first, 31/12/2026; null for anything else, and for a day no year has. */
export function readTypedDay(typed: string): string | null {
  const found = /^(?<year>20\d\d)-(?<month>\d{1,2})-(?<day>\d{1,2})$/.exec(typed) ?? /^(?<day>\d{1,2})[/.-](?<month>\d{1,2})[/.-](?<year>20\d\d)$/.exec(typed);
  const { year = '', month = '', day = '' } = found?.groups ?? {};
  const iso = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return endOfDay(iso) && iso;
}

/** The day a due date names. One that has passed is refused unless it is the one they have. */
function dueOf(typed: string, course: KnownCourse | null, person: KnownPerson | null, today: string): { day: string } | string {
  if (!course) return 'A due date belongs to a course. Write the course, or leave the date out.';
  const day = readTypedDay(typed);
  if (!day) return `${quote(typed)} is no date we can read. Write it as 2026-12-31 or 31/12/2026.`;
  return day >= today || day === dueDay(person, course) ? { day } : `${quote(typed)} has passed. Write a day to come, or leave the date out.`;
}

function dueDay(person: KnownPerson | null, course: KnownCourse): string {
  const dueAt = person?.enrolments.get(course.slug)?.dueAt;
  return dueAt ? dayOf(dueAt) : '';
}

/** Why a row cannot stand beside an earlier one: it repeats it, or undoes it. What it claims is kept where neither is so. */
function clashOf({ line, email, verb, course, group, person }: Intent, claims: Map<string, { line: number; verb: Verb }>): string | null {
  const who = person?.id ?? email;
  const own = course ? `${who} course ${course.slug}` : verb === 'move' ? `${who} groups` : `${who} group ${group!.id}`;
  const earlier = claims.get(own);
  if (earlier) return earlier.verb === verb ? `The same as row ${earlier.line}. Take one of them out.` : opposite(earlier.line);
  const moved = claims.get(`${who} groups`);
  const any = claims.get(`${who} any group`);
  const same = group && claims.get(`${who} group ${group.id}`);
  if (group && moved && !same) return opposite(moved.line);
  if (verb === 'move' && any && !(same && same.verb !== 'remove')) return opposite(any.line);
  if (same && (same.verb === 'remove') !== (verb === 'remove')) return opposite(same.line);
  claims.set(own, { line, verb });
  if (group) {
    claims.set(`${who} group ${group.id}`, same ?? { line, verb });
    claims.set(`${who} any group`, any ?? { line, verb });
  }
  return null;
}

const opposite = (line: number) => `Row ${line} says otherwise of the same person. Keep one of the two.`;

function planned(intent: Intent): PlannedRow {
  const { line, email, name, verb, course, group, day } = intent;
  const action = isDone(intent) ? 'same' : verb;
  return { line, email, name, courseSlug: course?.slug ?? '', groupName: group?.name ?? '', dueAt: day ? endOfDay(day) : null, action, problem: '' };
}

/** Whether things are already as the row wants them. */
function isDone({ verb, person, course, group, day }: Intent): boolean {
  if (!person) return false;
  const enrolment = course && person.enrolments.get(course.slug);
  if (verb === 'remove') return course ? !enrolment || enrolment.withdrawn : !person.groups.has(group!.id);
  if (verb === 'move') return person.groups.has(group!.id) && person.groups.size === 1;
  const onCourse = !course || (enrolment && !enrolment.withdrawn && (!day || dueDay(person, course) === day));
  return Boolean(onCourse && (!group || person.groups.has(group.id)));
}

/** As it was typed, shortened: whoever mends it has to recognise it. */
const invalid = ({ line, email, name, course, group }: SheetRow, problem: string): PlannedRow => ({
  line,
  email: cut(email, 254),
  name: cut(name, 100),
  courseSlug: cut(course, 100),
  groupName: cut(group, 100),
  dueAt: null,
  action: 'invalid',
  problem,
});
