import { z } from 'zod';
import { formatDate } from '#lib/dates.ts';
import { STATUSES } from '../certificates/certificate.ts';
import { CHECK_KINDS, LETTER_STATES, type Learning } from './learning.ts';

const at = z.iso.datetime().describe('A moment, UTC');

/** A transcript as JSON. Its fields are a promise to whoever reads it: they may be added to, never renamed. */
export const transcriptSchema = z
  .strictObject({
    format: z.literal('composure-transcript-1'),
    name: z.string().describe('As the person last confirmed it; empty until they do'),
    email: z.email(),
    takenAt: at,
    courses: z.array(
      z.strictObject({
        course: z.string().describe('The course’s permanent slug'),
        title: z.string(),
        enrolledAt: at,
        startedAt: at.nullable().describe('When the first thing was done there'),
        finishedAt: at.nullable().describe('When the certificate came'),
        withdrawnAt: at.nullable().describe('When they were taken off it; what they did stays'),
        lessonsInCourse: z.int().describe('How many lessons the course has now'),
        lessons: z.array(z.strictObject({ number: z.int().nullable(), title: z.string(), finishedAt: at })),
        checks: z
          .array(
            z.strictObject({ kind: z.enum(CHECK_KINDS).exclude(['start']), name: z.string(), takenAt: at, score: z.int(), of: z.int(), passed: z.boolean() }),
          )
          .describe('Every sitting that was handed in and marked'),
        conversations: z.array(z.strictObject({ title: z.string(), endedAt: at, verdict: z.enum(['GOOD', 'ACCEPTABLE', 'POOR']) })),
        letters: z.array(z.strictObject({ state: z.enum(LETTER_STATES), passed: z.boolean().nullable() })),
        certificates: z.array(z.strictObject({ code: z.string(), issuedAt: at, state: z.enum(STATUSES) })),
      }),
    ),
  })
  .describe('What one person has done on every course, without anything they wrote');
export type Transcript = z.infer<typeof transcriptSchema>;

export const TRANSCRIPT_FORMATS = ['pdf', 'csv', 'json'] as const;
export type TranscriptFormat = (typeof TRANSCRIPT_FORMATS)[number];

/** What is behind somebody on their courses, as the PDF, the spreadsheet and the JSON tell it. What is still open is left out. */
export function transcriptOf(person: { name: string; email: string }, learning: readonly Learning[], takenAt: Date): Transcript {
  return {
    format: 'composure-transcript-1',
    name: person.name,
    email: person.email,
    takenAt: takenAt.toISOString(),
    courses: learning.map(
      ({ course, title, enrolledAt, startedAt, finishedAt, withdrawnAt, lessonsInCourse, lessons, checks, conversations, letters, certificates }) => ({
        course,
        title,
        enrolledAt: enrolledAt.toISOString(),
        startedAt: startedAt?.toISOString() ?? null,
        finishedAt: finishedAt?.toISOString() ?? null,
        withdrawnAt: withdrawnAt?.toISOString() ?? null,
        lessonsInCourse,
        lessons: lessons.map(({ number, title, at }) => ({ number, title, finishedAt: at.toISOString() })),
        checks: checks.flatMap(({ kind, name, at, score, of, passed }) =>
          kind === 'start' || score === null || of === null || passed === null ? [] : [{ kind, name, takenAt: at.toISOString(), score, of, passed }],
        ),
        conversations: conversations.flatMap(({ title, at, verdict }) => (verdict ? [{ title, endedAt: at.toISOString(), verdict }] : [])),
        letters: letters.map(({ state, passed }) => ({ state, passed })),
        certificates: certificates.map(({ code, issuedAt, state }) => ({ code, issuedAt: issuedAt.toISOString(), state })),
      }),
    ),
  };
}

/** Where somebody stands on a course of their transcript. */
export const standingOf = ({ withdrawnAt, startedAt, finishedAt }: Transcript['courses'][number]): string =>
  withdrawnAt ? 'withdrawn' : finishedAt ? 'finished' : startedAt ? 'under way' : 'not started';

export const TRANSCRIPT_HEADER = ['Name', 'Address', 'Course', 'What', 'Title', 'When', 'Outcome', 'Score', 'Of', 'Code'];

/** A transcript as rows of a spreadsheet, one for each thing done. */
export function transcriptRows({ name, email, courses }: Transcript): unknown[][] {
  return courses.flatMap((course) => {
    const row = (what: string, title: string, when: string | null, more: unknown[] = []) => [name, email, course.title, what, title, when, ...more];
    return [
      row('enrolment', '', course.enrolledAt, [standingOf(course), course.lessons.length, course.lessonsInCourse]),
      ...course.lessons.map(({ title, finishedAt }) => row('lesson', title, finishedAt, ['finished'])),
      ...course.checks.map((check) => row(`${check.kind} check`, check.name, check.takenAt, [check.passed ? 'passed' : 'not passed', check.score, check.of])),
      ...course.conversations.map(({ title, endedAt, verdict }) => row('conversation', title, endedAt, [verdict.toLowerCase()])),
      ...course.letters.map(({ state, passed }) => row('letter', '', null, [passed === null ? state : passed ? 'passed' : 'not passed'])),
      ...course.certificates.map(({ code, issuedAt, state }) => row('certificate', '', issuedAt, [state, '', '', code])),
    ].map((cells) => [...cells, ...Array(TRANSCRIPT_HEADER.length - cells.length).fill('')]);
  });
}

export const day = (iso: string) => formatDate(new Date(iso));

/** The form of a transcript as an address asks for it. */
export const readFormat = (asked: string): TranscriptFormat | null => TRANSCRIPT_FORMATS.find((format) => format === asked) ?? null;
