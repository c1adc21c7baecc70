import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHead } from '#components/layout/site.tsx';
import { requireViewer } from '#features/accounts/session.server.ts';
import { markLetterForm, secondOpinionForm } from '#features/certificates/award.actions.ts';
import { findCourse } from '#features/courses/course.server.ts';
import { findLetterTask } from '#features/letters/letter.server.ts';
import { findLetterToMark } from '#features/letters/marking.server.ts';
import { MarkingPage } from '#features/letters/marking-page.tsx';

export const metadata: Metadata = { title: 'A letter to mark', robots: { index: false } };

/** A letter for the mentor who was named, or for an admin: read, scored, and never anybody else's. */
export default async function Page({ params }: { params: Promise<{ letter: string }> }) {
  const { letter: id } = await params;
  const viewer = await requireViewer(`/letters/${id}`);
  const letter = await findLetterToMark(viewer, id);
  const course = letter && findCourse(letter.courseSlug);
  const task = course && findLetterTask(course);
  if (!letter || !task) notFound();
  const over = viewer.role === 'ADMIN' ? <a href="/admin/letters">All letters</a> : course.title;
  return (
    <>
      <PageHead over={over} title={`A letter by ${letter.writer}`} />
      <MarkingPage task={task} letter={letter} mark={markLetterForm} secondOpinion={secondOpinionForm} />
    </>
  );
}
