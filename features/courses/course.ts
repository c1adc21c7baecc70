import { z } from 'zod';

export const LEVELS = ['Foundation', 'Practitioner', 'Advanced', 'Leader'] as const;
export const EVIDENCE = ['Strong', 'Some', 'Guidance', 'Practice', 'Contested'] as const;

const line = z.string().min(1);
export const slugSchema = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);
export const outcomeIdSchema = z.string().regex(/^C\d\d-O\d$/, 'is not an outcome id such as C03-O1');

/** `course.yaml`: what a course promises and how it is assessed. */
export const courseFileSchema = z.strictObject({
  code: z.string().regex(/^C\d\d$/),
  title: line,
  short: line,
  line: line.max(110),
  promise: line,
  category: line,
  level: z.enum(LEVELS),
  needs: z.array(line).min(1),
  audience: z.array(line).min(1),
  notFor: line,
  before: line,
  outcomes: z.array(z.strictObject({ id: outcomeIdSchema, verb: line, text: line })).min(1),
  about: line,
  assessment: z.strictObject({
    final: z.strictObject({
      draw: z.int().min(5).max(60),
      passMark: z.number().gt(0).lte(1),
      passMarkStatus: z.enum(['provisional', 'set']),
      waitHours: z.number().min(0),
      presentation: z.enum(['one-at-a-time', 'all-at-once']),
    }),
    lessonChecks: z.enum(['one-at-a-time', 'all-at-once']),
  }),
  scenarios: z.array(slugSchema),
  questions: z.array(z.strictObject({ q: line, a: line })),
});

/** The front matter of a lesson. */
export const lessonFrontSchema = z.strictObject({
  title: line,
  point: line,
  outcomes: z.array(outcomeIdSchema).min(1),
  minutes: z.int().min(1).max(60),
  sources: z.array(z.strictObject({ id: line, evidence: z.enum(EVIDENCE), says: line })).min(1),
});

export type Source = { id: string; reference: string; status: 'V' | 'V2' | 'K'; seen: string };
export type LessonSource = Source & { evidence: (typeof EVIDENCE)[number]; says: string };
export type Heading = { id: string; text: string };
export type Prompt = { id: string; question: string };

export type Lesson = {
  slug: string;
  file: string;
  number: number;
  title: string;
  point: string;
  outcomes: string[];
  minutes: number;
  sources: LessonSource[];
  headings: Heading[];
  /** The retrieval prompts; a lesson is done when each was attempted and its end reached. */
  prompts: Prompt[];
  /** Every box a learner can write in: prompts, practice and reflections. */
  noteIds: string[];
  hasCheck: boolean;
};

export type Course = Omit<z.infer<typeof courseFileSchema>, never> & {
  slug: string;
  lessons: Lesson[];
  /** Study time: the lessons and the final check at a minute a question. */
  minutes: number;
  hasJobAid: boolean;
};

export const findLesson = (course: Course, slug: string): Lesson | null => course.lessons.find((lesson) => lesson.slug === slug) ?? null;
export const lessonAfter = (course: Course, lesson: Lesson): Lesson | null => course.lessons[lesson.number] ?? null;
export const lessonBefore = (course: Course, lesson: Lesson): Lesson | null => course.lessons[lesson.number - 2] ?? null;

/** The first lesson is free to read for anybody. */
export const isFree = (lesson: Lesson) => lesson.number === 1;

export const courseUrl = (course: string) => `/courses/${course}`;
export const lessonUrl = (course: string, lesson: string) => `/courses/${course}/lessons/${lesson}`;
