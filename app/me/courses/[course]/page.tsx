import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ProgressLine } from '#components/ui/art.tsx';
import { Button, ButtonLink } from '#components/ui/button.tsx';
import { findViewer } from '#features/accounts/session.server.ts';
import { AfterCourse } from '#features/articles/after-course.tsx';
import { articlesAbout } from '#features/articles/article.server.ts';
import { CertificatePicture } from '#features/certificates/certificate-picture.tsx';
import { coursesAfter, findCourse } from '#features/courses/course.server.ts';
import { courseUrl, isOpen, lessonUrl } from '#features/courses/course.ts';
import { CoursePage, PractiseFirst } from '#features/courses/course-page.tsx';
import { enrolForm } from '#features/enrolments/enrolment.actions.ts';
import { OpeningForm } from '#features/openings/opening-form.tsx';
import { findProgress } from '#features/progress/progress.server.ts';
import { isPractised, nextStep } from '#features/progress/progress.ts';

type Props = { params: Promise<{ course: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const course = findCourse((await params).course);
  return course ? { title: course.title, description: course.promise, alternates: { canonical: courseUrl(course.slug) } } : {};
}

/** The course for a visitor with a session cookie, served under /courses/[course]; a stale cookie gets what anybody gets. */
export default async function Page({ params }: Props) {
  const viewer = await findViewer();
  const course = findCourse((await params).course);
  if (!course) notFound();
  const progress = viewer && (await findProgress(viewer, course.slug));
  const next = progress && nextStep(course, progress);
  return (
    <CoursePage
      course={course}
      {...(progress ? { completed: progress.completed } : {})}
      {...(progress ? { practised: new Set(course.scenarios.filter(({ slug }) => isPractised(course, progress.runs, slug)).map(({ slug }) => slug)) } : {})}
      action={
        !isOpen(course) ? (
          <>
            <PractiseFirst course={course} />
            <OpeningForm course={course.slug} />
          </>
        ) : (
          <div className="grid gap-3">
            {next ? (
              <>
                <ButtonLink href={next.href}>{next.label}</ButtonLink>
                <p className="text-sm text-ink-soft">{next.detail}</p>
                <ProgressLine slug={course.slug} done={progress.completed.size} of={course.lessons.length} />
                {(progress.notes.size > 0 || progress.exercises.size > 0) && (
                  <p className="text-sm">
                    <a href={`/courses/${course.slug}/notes`}>Download what you wrote</a>
                  </p>
                )}
              </>
            ) : viewer ? (
              <form action={enrolForm} className="grid">
                <input type="hidden" name="course" value={course.slug} />
                <Button>Start the course</Button>
              </form>
            ) : (
              <ButtonLink href={`/courses/${course.slug}/start`}>Start the course</ButtonLink>
            )}
            {!progress && (
              <ButtonLink look="quiet" href={lessonUrl(course.slug, course.lessons[0]!.slug)}>
                Read lesson 1 free
              </ButtonLink>
            )}
          </div>
        )
      }
      after={<AfterCourse next={coursesAfter(course)} articles={articlesAbout(course)} />}
      certificatePicture={<CertificatePicture seed={course.slug} name={viewer?.name || 'Your name'} courseTitle={course.title} issuedAt={null} />}
    />
  );
}
