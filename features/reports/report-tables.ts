import type { Course } from '../courses/course.ts';
import { STUCK_DAYS } from '../enrolments/enrolment.ts';
import { BEST_FIRST, VERDICT_WORDS } from '../scenarios/scenario.ts';
import type { ItemReport } from './items.ts';
import { type CourseReport, percent, reachedOf, shareOf, stopsOf } from './report.ts';

export const TABLES = ['people', 'days', 'stops', 'lessons', 'outcomes', 'endings', 'items', 'options'] as const;
export type TableName = (typeof TABLES)[number];
export type Cell = string | number;

/** One bar of a picture: how long it is, from 0 to 1, and what stands beside it. */
export type Bar = { share: number; value: string };

/** A table of a report: what the page shows and the file holds, so that the two can never differ. */
export type ReportTable = {
  name: TableName;
  title: string;
  says: string;
  header: string[];
  rows: Cell[][];
  /** Of a table that is drawn as well: a bar for each row. */
  bars?: Bar[];
};

const days = (count: number) => Math.round(10 * count) / 10;
const inPercent = (share: number | null): Cell => (share === null ? '' : Math.round(100 * share));
const bar = (part: number, whole: number): Bar => ({ share: shareOf(part, whole) ?? 0, value: String(part) });
const toLongest = (counts: number[]) => counts.map((count) => bar(count, Math.max(...counts)));
const shareBar = (share: number): Bar => ({ share, value: percent(share) });

function peopleTable({ counts }: CourseReport): ReportTable {
  const { enrolled, started, finished, withdrawn, waived } = counts;
  return {
    name: 'people',
    title: 'People',
    says: 'Put on the course, or joined it, in these days. Those who were withdrawn, or need not take it, stand apart and in no other count.',
    header: ['Who', 'People', 'Of the enrolled (%)'],
    rows: [
      ['Enrolled', enrolled, inPercent(shareOf(enrolled, enrolled))],
      ['Started', started, inPercent(shareOf(started, enrolled))],
      ['Finished', finished, inPercent(shareOf(finished, enrolled))],
      ['Waived, unfinished', waived, ''],
      ['Withdrawn', withdrawn, ''],
    ],
    bars: toLongest([enrolled, started, finished, waived, withdrawn]),
  };
}

const daysTable = ({ days: time }: CourseReport): ReportTable => ({
  name: 'days',
  title: 'Time to finish',
  says: 'Days from enrolment to certificate, of those who finished.',
  header: ['Of those who finished', 'Days'],
  rows: time
    ? [
        ['A quarter, within', days(time.quarter)],
        ['Half (the median), within', days(time.median)],
        ['Three quarters, within', days(time.threeQuarters)],
      ]
    : [],
});

function stopsTable(course: Course, report: CourseReport): ReportTable {
  const places = stopsOf(course, report.stops);
  return {
    name: 'stops',
    title: 'Where people stop',
    says: `Unfinished, and nothing done for ${STUCK_DAYS} days: the lesson they were last in.`,
    header: ['Last in', 'People'],
    rows: places.some(({ people }) => people > 0) ? places.map(({ place, people }) => [place, people]) : [],
    bars: toLongest(places.map(({ people }) => people)),
  };
}

function lessonsTable(course: Course, { done, counts }: CourseReport): ReportTable {
  const reached = reachedOf(course.lessons.length, done);
  const { enrolled } = counts;
  return {
    name: 'lessons',
    title: 'Lessons done',
    says: 'How many of the enrolled have done at least so many lessons.',
    header: ['At least', 'People', 'Of the enrolled (%)'],
    rows:
      enrolled === 0
        ? []
        : reached.map(({ lessons, people }) => [`${lessons} lesson${lessons === 1 ? '' : 's'}`, people, inPercent(shareOf(people, enrolled))]),
    bars: reached.map(({ people }) => bar(people, enrolled)),
  };
}

function outcomesTable(course: Course, { outcomes }: CourseReport): ReportTable {
  const known = new Map(outcomes.map((each) => [each.outcome, each]));
  const shown = course.outcomes.flatMap(({ id, text }) => {
    const found = known.get(id);
    return found ? [{ ...found, text }] : [];
  });
  return {
    name: 'outcomes',
    title: 'Results by outcome',
    says: 'The mean share right, of each person’s first final check marked in these days.',
    header: ['Outcome', 'In words', 'People', 'Right (%)'],
    rows: shown.map(({ outcome, text, people, share }) => [outcome, text, people, inPercent(share)]),
    bars: shown.map(({ share }) => shareBar(share)),
  };
}

function endingsTable(course: Course, { endings }: CourseReport): ReportTable {
  const played = course.scenarios.map(({ slug, title }) => {
    const people = BEST_FIRST.map((verdict) => endings.find((each) => each.scenario === slug && each.verdict === verdict)?.people ?? 0);
    return { title, people, all: people.reduce((sum, count) => sum + count, 0) };
  });
  const shown = played.filter(({ all }) => all > 0);
  return {
    name: 'endings',
    title: 'How conversations ended',
    says: 'Each person’s first playing that reached an ending. The bar is the share of good ones.',
    header: ['Conversation', ...BEST_FIRST.map((verdict) => VERDICT_WORDS[verdict]), 'People'],
    rows: shown.map(({ title, people, all }) => [title, ...people, all]),
    bars: shown.map(({ people, all }) => shareBar(people[0]! / all)),
  };
}

const rounded = (value: number | null): Cell => (value === null ? '' : Math.round(100 * value) / 100);

const itemsTable = ({ items }: ItemReport): ReportTable => ({
  name: 'items',
  title: 'Questions of the final check',
  says: '',
  header: ['Question', 'Outcome', 'Stem', 'Asked', 'Answered', 'Right', 'Right (%)', 'Discrimination', 'Look at again'],
  rows: items.map((item) => [
    item.id,
    item.outcome,
    item.stem,
    item.asked,
    item.answered,
    item.right,
    inPercent(item.facility),
    rounded(item.discrimination),
    item.again.join('; '),
  ]),
});

const optionsTable = ({ items }: ItemReport): ReportTable => ({
  name: 'options',
  title: 'Options of the final check',
  says: '',
  header: ['Question', 'Outcome', 'Option', 'Right', 'Counts', 'People'],
  rows: items.flatMap((item) =>
    item.options.map(({ text, isKey, count }) => [item.id, item.outcome, text, isKey ? 'yes' : '', text === 'Left empty' ? '' : item.counted, count]),
  ),
});

/** What a course's report says, as tables. */
export const reportTables = (course: Course, report: CourseReport): ReportTable[] => [
  peopleTable(report),
  daysTable(report),
  stopsTable(course, report),
  lessonsTable(course, report),
  outcomesTable(course, report),
  endingsTable(course, report),
];

/** What its questions are like, as tables; the page shows the two as one. */
export const itemTables = (items: ItemReport): ReportTable[] => [itemsTable(items), optionsTable(items)];

/** The report in a sentence: 1 of 2 finished. */
export const inASentence = ({ counts: { enrolled, finished }, days: time }: CourseReport): string =>
  enrolled === 0
    ? 'Nobody was put on the course in these days.'
    : `${finished} of ${enrolled} finished (${percent(shareOf(finished, enrolled))})${time ? `, half of them within ${days(time.median)} days` : ''}.`;
