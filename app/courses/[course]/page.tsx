import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { JsonLd } from '#components/json-ld.tsx';
import { ButtonLink } from '#components/ui/button.tsx';
import { AfterCourse } from '#features/articles/after-course.tsx';
import { articlesAbout } from '#features/articles/article.server.ts';
import { CertificatePicture } from '#features/certificates/certificate-picture.tsx';
import { coursesAfter, findCourse, listCourses } from '#features/courses/course.server.ts';
import { courseUrl, isOpen, lessonUrl } from '#features/courses/course.ts';
import { CoursePage, PractiseFirst } from '#features/courses/course-page.tsx';
import { courseThing } from '#features/courses/course-schema-org.ts';
import { OpeningForm } from '#features/openings/opening-form.tsx';
import { breadcrumbs, faqPage, graph } from '#lib/schema-org.ts';

type Props = { params: Promise<{ course: string }> };

export const dynamicParams = false;
export const generateStaticParams = () => listCourses().map(({ slug }) => ({ course: slug }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const course = findCourse((await params).course);
  return course ? { title: course.title, description: course.line, alternates: { canonical: courseUrl(course.slug) } } : {};
}

/** The course for a visitor: static. A signed-in learner gets app/me/courses/[course] under the same address. */
export default async function Page({ params }: Props) {
  const course = findCourse((await params).course);
  if (!course) notFound();
  return (
    <>
      <JsonLd data={graph(courseThing(course), faqPage(course.questions), breadcrumbs(['Courses', '/courses'], [course.title, courseUrl(course.slug)]))} />
      <CoursePage
        course={course}
        action={
          isOpen(course) ? (
            <div className="grid gap-3">
              <ButtonLink href={lessonUrl(course.slug, course.lessons[0]!.slug)}>Read lesson 1 free</ButtonLink>
              <ButtonLink look="quiet" href={`/courses/${course.slug}/start`}>
                Start the course
              </ButtonLink>
            </div>
          ) : (
            <>
              <PractiseFirst course={course} />
              <OpeningForm course={course.slug} />
            </>
          )
        }
        after={<AfterCourse next={coursesAfter(course)} articles={articlesAbout(course)} />}
        certificatePicture={<CertificatePicture seed={course.slug} name="Your name" courseTitle={course.title} issuedAt={null} />}
      />
    </>
  );
}
