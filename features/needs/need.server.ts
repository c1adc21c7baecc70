import 'server-only';
import { z } from 'zod';
import { ContentError, readYaml } from '#lib/content.ts';
import { findCourse, listCourses } from '../courses/course.server.ts';
import { type Need, needSchema } from './need.ts';

let needs: Need[] | undefined;

/** What people come with, in the order of needs.yaml; a need that leads to a course that is not there stops the build by name. */
export function listNeeds(): Need[] {
  needs ??= readNeeds();
  return needs;
}

export const findNeed = (slug: string): Need | null => listNeeds().find((need) => need.slug === slug) ?? null;

function readNeeds(): Need[] {
  const read = readYaml('needs.yaml', z.array(needSchema)).map((need) => ({
    ...need,
    courses: need.courses.map((slug) => {
      const course = findCourse(slug);
      if (!course) throw new ContentError('needs.yaml', need.slug, `leads to ${slug}, and there is no such course`);
      return course;
    }),
  }));
  const forgotten = listCourses().find((course) => !read.some(({ courses }) => courses.includes(course)));
  if (forgotten) throw new ContentError('needs.yaml', '', `no need leads to ${forgotten.slug}`);
  return read;
}
