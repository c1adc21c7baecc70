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
  /** In preparation: it says so everywhere, has no lessons or checks yet, and its conversations can be played already. */
  status: z.enum(['open', 'in-preparation']).default('open'),
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
  /** Titles of lessons still being written, for a course in preparation. */
  planned: z.array(line).default([]),
  about: line,
  assessment: z.strictObject({
    final: z.strictObject({
      draw: z.int().min(5).max(60),
      passMark: z.number().gt(0).lte(1),
      passMarkStatus: z.enum(['provisional', 'set']),
      waitHours: z.number().min(0),
      presentation: z.enum(['one-at-a-time', 'all-at-once']),
      /** The share of right answers each outcome needs as well, so that nobody passes while blind to one area. */
      perOutcome: z.number().gt(0).lte(1).optional(),
    }),
    lessonChecks: z.enum(['one-at-a-time', 'all-at-once']),
    /** What each conversation has to end as, on any playing, for the certificate; left out, they are practice alone. */
    scenarios: z.enum(['acceptable', 'good']).optional(),
    /** The certificate asks for a letter marked on six criteria; the task is letter.yaml. */
    letter: z.literal(true).optional(),
    /** A second, shorter check so many days after the final one was passed. */
    delayed: z.strictObject({ draw: z.int().min(5).max(30), afterDays: z.int().min(1).max(60) }).optional(),
    /** After how many months the certificate suggests a refresh. It does not expire. */
    refreshMonths: z.int().min(6).max(120).optional(),
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
  /** The exercises it holds, which are written beside it (NN-slug.exercises.yaml). */
  exercises: { id: string; interaction: 'hottext' | 'rewrite' }[];
  hasCheck: boolean;
};

/** The head of a scenario file: what a page that lists conversations needs. The rest is features/scenarios/scenario.ts. */
export const scenarioHeadSchema = z.object({ title: line, channel: line, lesson: z.int().min(1), customer: z.object({ name: line, mood: line }) });
export type ScenarioCard = z.infer<typeof scenarioHeadSchema> & { slug: string; file: string };

/** Courses of one kind, under a slug of their own. */
export type Category = { slug: string; title: string; courses: Course[] };

export const slugOf = (title: string) => title.toLowerCase().replace(/[^a-z0-9]+/g, '-');

export type Course = Omit<z.infer<typeof courseFileSchema>, 'scenarios'> & {
  slug: string;
  lessons: Lesson[];
  scenarios: ScenarioCard[];
  /** Study time: the lessons, the final check at a minute a question, and four minutes for a conversation. */
  minutes: number;
  hasJobAid: boolean;
};

export const findLesson = (course: Course, slug: string): Lesson | null => course.lessons.find((lesson) => lesson.slug === slug) ?? null;
export const lessonAfter = (course: Course, lesson: Lesson): Lesson | null => course.lessons[lesson.number] ?? null;
export const lessonBefore = (course: Course, lesson: Lesson): Lesson | null => course.lessons[lesson.number - 2] ?? null;

/** `paths.yaml`: courses in an order that suits somebody. Advice, never a lock. */
export const pathSchema = z.strictObject({
  slug: slugSchema,
  title: line,
  for: line,
  line,
  courses: z.array(slugSchema).min(2),
  milestone: line,
  note: line.optional(),
});
export type LearningPath = Omit<z.infer<typeof pathSchema>, 'courses'> & { courses: Course[] };

/** What an attempt is of, where it is no lesson's check: kept in the place of the lesson's slug, which no lesson can have. */
export const FINAL = '';
export const DELAYED = '~delayed';
export const START = '~start';

export const isOpen = (course: Course) => course.status === 'open';

/** The first lesson is free to read for anybody. */
export const isFree = (lesson: Lesson) => lesson.number === 1;

export const categoryUrl = (category: string) => `/categories/${category}`;
export const pathUrl = (path: string) => `/paths/${path}`;
export const courseUrl = (course: string) => `/courses/${course}`;
export const outlineUrl = (course: string) => `/courses/${course}/outline`;
export const letterUrl = (course: string) => `/courses/${course}/letter`;
export const delayedUrl = (course: string) => `/courses/${course}/delayed-check`;
export const practiceUrl = (course: string, scenario: string) => `/courses/${course}/practice/${scenario}`;
export const lessonUrl = (course: string, lesson: string) => `/courses/${course}/lessons/${lesson}`;

export const courseOptions = (courses: { slug: string; short: string }[]) => courses.map(({ slug, short }) => ({ value: slug, label: short }));
