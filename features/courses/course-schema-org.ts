import type { Course as CourseThing, ItemList } from 'schema-dts';
import { organization, whole } from '#lib/schema-org.ts';
import { type Course, courseUrl, isOpen } from './course.ts';

/** Minutes as ISO 8601 has them: 135 is PT2H15M. */
export const isoMinutes = (minutes: number) => `PT${minutes >= 60 ? `${Math.floor(minutes / 60)}H` : ''}${minutes % 60 ? `${minutes % 60}M` : ''}`;

/** A course for machines. One in preparation has no instance and no offer: there is nothing to take yet. */
export const courseThing = (course: Course): CourseThing => ({
  '@type': 'Course',
  '@id': whole(`${courseUrl(course.slug)}#course`),
  name: course.title,
  description: course.line,
  url: whole(courseUrl(course.slug)),
  courseCode: course.code,
  inLanguage: 'en-GB',
  educationalLevel: course.level,
  about: course.category,
  teaches: course.outcomes.map(({ text }) => text),
  provider: organization(),
  ...(isOpen(course)
    ? {
        isAccessibleForFree: true,
        hasCourseInstance: { '@type': 'CourseInstance', courseMode: 'Online', courseWorkload: isoMinutes(course.minutes) },
        offers: { '@type': 'Offer', category: 'Free', price: 0, priceCurrency: 'GBP', url: whole(courseUrl(course.slug)) },
      }
    : {}),
});

/** A list of courses, in the order the page has them. */
export const courseList = (courses: Course[]): ItemList => ({
  '@type': 'ItemList',
  numberOfItems: courses.length,
  itemListElement: courses.map((course, at) => ({ '@type': 'ListItem', position: at + 1, url: whole(courseUrl(course.slug)), name: course.title })),
});
