import { z } from 'zod';
import { formatDate } from '#lib/dates.ts';
import { reasonTextSchema } from '#lib/form.ts';
import { nameSchema } from '../accounts/account.ts';
import { type Course, delayedUrl, lessonUrl, letterUrl, practiceUrl } from '../courses/course.ts';
import { isPractised, type Progress } from '../progress/progress.ts';

/** Crockford's base 32: no I, L, O or U, so that a code read over a phone survives. 32 letters are 160 bits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Spells 20 random bytes as a code. */
export function spellCode(bytes: Uint8Array): string {
  let bits = '';
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0');
  return (bits.match(/.{5}/g) ?? []).map((five) => ALPHABET[Number.parseInt(five, 2)]).join('');
}

/** In groups of four, as it is printed. */
export const groupCode = (code: string) => (code.match(/.{1,4}/g) ?? []).join(' ');

/** Reads a code as people type it: any case, spaces or hyphens, O for 0 and I or L for 1. Null when it cannot be one. */
export function readCode(typed: unknown): string | null {
  if (typeof typed !== 'string' || typed.length > 120) return null;
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return /^[0-9A-HJKMNP-TV-Z]{32}$/.test(code) ? code : null;
}

/** Superseded: issued again under a corrected name, with a code of its own. */
export const STATUSES = ['valid', 'revoked', 'superseded'] as const;
export type Status = (typeof STATUSES)[number];

type Ends = { revokedAt: Date | null; supersededAt: Date | null };

export const statusOf = ({ revokedAt, supersededAt }: Ends): Status => (supersededAt ? 'superseded' : revokedAt ? 'revoked' : 'valid');

/** As an admin's list says it: Valid · Revoked on 21 November 2026 · Superseded on 21 November 2026. */
export const statusInWords = ({ revokedAt, supersededAt }: Ends): string =>
  supersededAt ? `Superseded on ${formatDate(supersededAt)}` : revokedAt ? `Revoked on ${formatDate(revokedAt)}` : 'Valid';

type Standing = {
  name: string;
  courseTitle: string;
  issuedAt: Date;
  status: Exclude<Status, 'superseded'>;
  revokedAt: Date | null;
  letterMarkedBy: string | null;
  /** By when the course suggests a refresh. Nothing ends then. */
  refreshBy: Date | null;
};

/** What a stranger may know of a certificate, and nothing more. Of one that was corrected: that it was, and neither name. */
export type PublicCertificate = Standing | { status: 'superseded' };

/** A certificate as its holder sees it. */
export type HeldCertificate = Standing & { code: string; courseSlug: string; outcomes: string[]; studyMinutes: number };

/** The same day so many months later; where that month is too short, its last. */
export function monthsAfter(date: Date, months: number): Date {
  const later = new Date(date);
  later.setUTCMonth(later.getUTCMonth() + months);
  if (later.getUTCDate() !== date.getUTCDate()) later.setUTCDate(0);
  return later;
}

export type Missing =
  | { kind: 'lesson'; lesson: string; title: string; number: number }
  | { kind: 'scenario'; scenario: string; title: string }
  | { kind: 'final' }
  | { kind: 'letter' }
  | { kind: 'delayed' };

/** What somebody has done of all a certificate can ask for. */
export type Done = {
  completed: ReadonlySet<string>;
  runs: readonly { scenario: string; verdict: string | null }[];
  finalPassed: boolean;
  letterPassed?: boolean;
  delayedPassed?: boolean;
};

const NOTHING: Done = { completed: new Set(), runs: [], finalPassed: false };

export const doneOf = ({ completed, runs, finals, letters, delayed }: Progress): Done => ({
  completed,
  runs,
  finalPassed: finals.some(({ passed }) => passed),
  letterPassed: letters.some(({ passed }) => passed),
  delayedPassed: delayed.some(({ passed }) => passed),
});

/** What still stands between a learner and the certificate; empty when it is due. */
export function missingForCertificate(course: Course, done: Done): Missing[] {
  const lessons: Missing[] = course.lessons
    .filter(({ slug }) => !done.completed.has(slug))
    .map(({ slug, title, number }) => ({ kind: 'lesson', lesson: slug, title, number }));
  const scenarios: Missing[] = course.assessment.scenarios
    ? course.scenarios.filter(({ slug }) => !isPractised(course, done.runs, slug)).map(({ slug, title }) => ({ kind: 'scenario', scenario: slug, title }))
    : [];
  const { letter, delayed } = course.assessment;
  return [
    ...lessons,
    ...scenarios,
    ...(done.finalPassed ? [] : [{ kind: 'final' as const }]),
    ...(letter && !done.letterPassed ? [{ kind: 'letter' as const }] : []),
    ...(delayed && !done.delayedPassed ? [{ kind: 'delayed' as const }] : []),
  ];
}

/** Where a part is done, and what it is called. */
export function placeOf(course: Course, part: Missing): { href: string; text: string } {
  if (part.kind === 'lesson') return { href: lessonUrl(course.slug, part.lesson), text: `Lesson ${part.number}: ${part.title}` };
  if (part.kind === 'scenario') return { href: practiceUrl(course.slug, part.scenario), text: `Practise: ${part.title}` };
  if (part.kind === 'letter') return { href: letterUrl(course.slug), text: 'Response letter' };
  if (part.kind === 'delayed') return { href: delayedUrl(course.slug), text: 'Delayed check' };
  return { href: `/courses/${course.slug}/final-check`, text: 'Final check' };
}

/** Where a learner stands: everything the certificate asks for, the lessons as one line, and whether it is done. */
export function standing(course: Course, progress: Progress): { href: string; text: string; done: boolean }[] {
  const missing = missingForCertificate(course, doneOf(progress)).map((part) => placeOf(course, part));
  const lessons = course.lessons.filter(({ slug }) => progress.completed.has(slug)).length;
  const unfinished = course.lessons.find(({ slug }) => !progress.completed.has(slug));
  return [
    {
      href: lessonUrl(course.slug, (unfinished ?? course.lessons[0]!).slug),
      text: `Lessons: ${lessons} of ${course.lessons.length} done`,
      done: lessons === course.lessons.length,
    },
    ...missingForCertificate(course, NOTHING)
      .filter(({ kind }) => kind !== 'lesson')
      .map((part) => placeOf(course, part))
      .map((place) => ({ ...place, done: !missing.some(({ href }) => href === place.href) })),
  ];
}

/** The wording of every certificate (content brief 1.6): what it records, and what it is not. */
export const CERTIFICATE_WORDING = 'This certificate records completion of a self-paced course and its assessments. It is not a regulated qualification.';

export const adminCertificateUrl = (code: string) => `/admin/certificates/${code}`;

const code = z.string().max(120);

export const codeSchema = z.object({ code });
export const reissueSchema = z.object({
  code,
  name: z.string().trim().min(1, 'Type the name as it should stand on the certificate.').pipe(nameSchema),
});
export const revokeSchema = z.object({
  code,
  reason: reasonTextSchema,
});
