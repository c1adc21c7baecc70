import { z } from 'zod';
import { storable } from '#lib/form.ts';
import { type Course, courseUrl, delayedUrl, findLesson, isOpen, type Lesson, lessonUrl, letterUrl, practiceUrl } from '../courses/course.ts';

/** What a learner has done on a course, as their pages need it. */
export type Progress = {
  enrolmentId: string;
  courseSlug: string;
  enrolledAt: Date;
  completed: Set<string>;
  /** What they wrote in each lesson's boxes; a box that was opened without writing holds ''. */
  notes: Map<string, string>;
  place: { lesson: string; heading: string | null; at: Date } | null;
  finals: { id: string; open: boolean; passed: boolean | null; score: number | null; of: number; startedAt: Date; markedAt: Date | null }[];
  /** Delayed checks, the latest first. */
  delayed: Progress['finals'];
  /** Letters, the latest first. */
  letters: { state: 'draft' | 'handed-in' | 'scored' | 'asked' | 'marked'; passed: boolean | null }[];
  checks: { id: string; lesson: string; open: boolean; passed: boolean | null; score: number | null; of: number }[];
  /** What they did in the lessons' exercises, by lesson and exercise. */
  exercises: Map<string, { value: Record<string, string>; met: string[] }>;
  /** Conversations practised, the latest first. */
  runs: {
    id: string;
    scenario: string;
    verdict: 'GOOD' | 'ACCEPTABLE' | 'POOR' | null;
    ending: string | null;
    replies: number;
    startedAt: Date;
    endedAt: Date | null;
  }[];
  /** Whether an admin lets them begin one final or delayed check without waiting after the last. */
  allowance: boolean;
  /** Cards due for review. */
  due: number;
  certificate: { code: string; issuedAt: Date } | null;
  /** By when it is wanted of them; null where it is not, or is waived. */
  dueAt: Date | null;
};

/** Whether a conversation has ended, on any playing, at least as the course asks. */
export const isPractised = (course: Course, runs: readonly { scenario: string; verdict: string | null }[], scenario: string): boolean => {
  const enough = course.assessment.scenarios === 'good' ? ['GOOD'] : course.assessment.scenarios ? ['GOOD', 'ACCEPTABLE'] : ['GOOD', 'ACCEPTABLE', 'POOR'];
  return runs.some((run) => run.scenario === scenario && run.verdict !== null && enough.includes(run.verdict));
};

export const noteKey = (lesson: string, block: string) => `${lesson}/${block}`;

export const noteSchema = z.strictObject({
  course: z.string().max(80),
  lesson: z.string().max(80),
  block: z.string().max(60),
  text: storable.max(5_000, 'That is over 5,000 characters. Keep the part you want to come back to.').default(''),
});

/** A note as it is sent while it is typed. */
export const typedNoteSchema = noteSchema.pick({ block: true, text: true });

export const placeSchema = z.strictObject({ heading: z.string().max(120).nullable() });

/** The retrieval prompts of a lesson that were not attempted yet: the answer to "why is this not done?". */
export const missingPrompts = (lesson: Lesson, progress: Progress) => lesson.prompts.filter(({ id }) => !progress.notes.has(noteKey(lesson.slug, id)));

/** Everything a learner has written on a course, lesson by lesson, to keep. Boxes opened without writing are left out. */
export function notesAsText(course: Course, progress: Progress): string {
  const parts = course.lessons.flatMap((lesson) => {
    const asked = new Map(lesson.prompts.map(({ id, question }) => [id, question]));
    const boxes = lesson.noteIds.flatMap((id) => {
      const text = progress.notes.get(noteKey(lesson.slug, id));
      return text ? [`${asked.get(id) ?? id.replaceAll('-', ' ')}\n\n${text}`] : [];
    });
    const lines = lesson.exercises.flatMap(({ id }) => {
      const text = progress.exercises.get(noteKey(lesson.slug, id))?.value['text'];
      return text ? [`A line rewritten\n\n${text}`] : [];
    });
    const all = [...boxes, ...lines];
    return all.length > 0 ? [`Lesson ${lesson.number}: ${lesson.title}\n\n${all.join('\n\n—\n\n')}`] : [];
  });
  return `${course.title}\nWhat you wrote\n\n${parts.join('\n\n\n') || 'Nothing yet.'}\n`;
}

export type NextStep = { label: string; detail: string; href: string };

/**
 * The one thing to do next on a course: an open final check first, since answers wait in it; else the lesson they were in,
 * else the first that is not done; then the conversations the certificate asks for; then the final check; then the certificate.
 */
export function nextStep(course: Course, progress: Progress): NextStep {
  const open = progress.finals.find((attempt) => attempt.open);
  if (open) return { label: 'Go on with the final check', detail: 'Your answers are saved.', href: `/attempts/${open.id}` };
  const place = progress.place && !progress.completed.has(progress.place.lesson) ? findLesson(course, progress.place.lesson) : null;
  const lesson = place ?? course.lessons.find(({ slug }) => !progress.completed.has(slug));
  if (lesson) {
    const heading = place && progress.place?.heading && lesson.headings.some(({ id }) => id === progress.place?.heading) ? `#${progress.place.heading}` : '';
    const begun = progress.place !== null || progress.completed.size > 0;
    return {
      label: begun ? `Continue lesson ${lesson.number}` : 'Start lesson 1',
      detail: lesson.title,
      href: `${lessonUrl(course.slug, lesson.slug)}${heading}`,
    };
  }
  if (progress.certificate) return { label: 'See your certificate', detail: course.short, href: `/certificates/${progress.certificate.code}` };
  const scenario = course.scenarios.find(({ slug }) => !isPractised(course, progress.runs, slug));
  if (scenario && (course.assessment.scenarios || !isOpen(course))) {
    const begun = progress.runs.some((run) => run.scenario === scenario.slug);
    return { label: begun ? 'Go on practising' : 'Practise a conversation', detail: scenario.title, href: practiceUrl(course.slug, scenario.slug) };
  }
  if (!isOpen(course)) return { label: 'See the course', detail: 'Its lessons are being written.', href: courseUrl(course.slug) };
  if (progress.finals.some((attempt) => attempt.passed)) {
    const { letter, delayed } = course.assessment;
    if (letter && !progress.letters.some(({ passed, state }) => passed || state === 'asked')) {
      const begun = progress.letters[0] !== undefined;
      return {
        label: begun ? 'Go on with your letter' : 'Write the response letter',
        detail: 'Scored by you, then marked by a mentor',
        href: letterUrl(course.slug),
      };
    }
    if (delayed && !progress.delayed.some((attempt) => attempt.passed)) {
      return {
        label: 'The delayed check',
        detail: `${delayed.draw} questions, ${delayed.afterDays} days after the final check`,
        href: delayedUrl(course.slug),
      };
    }
    if (letter && !progress.letters.some(({ passed }) => passed))
      return { label: 'Your letter', detail: 'It waits to be marked', href: letterUrl(course.slug) };
    return { label: 'See the course', detail: 'Everything is done. The certificate was revoked; ask whoever told you so.', href: courseUrl(course.slug) };
  }
  const last = progress.finals.find((attempt) => attempt.passed === false);
  return {
    label: last ? 'Take the final check again' : 'Take the final check',
    detail: `${course.assessment.final.draw} questions, no clock`,
    href: `/courses/${course.slug}/final-check`,
  };
}
