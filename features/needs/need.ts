import { z } from 'zod';
import { type Course, slugSchema } from '../courses/course.ts';

const line = z.string().min(1);

/** `needs.yaml`: what people come with, in their words. */
export const needSchema = z.strictObject({
  slug: slugSchema,
  title: line,
  /** The same in the words of a catalogue. */
  keyword: line,
  line,
  /** What people type when they look for it. */
  also: z.array(line),
  courses: z.array(slugSchema).min(1),
});
export type Need = Omit<z.infer<typeof needSchema>, 'courses'> & { courses: Course[] };

export const needUrl = (need: string) => `/needs/${need}`;
