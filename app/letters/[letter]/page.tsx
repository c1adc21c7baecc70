import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHead, Panel } from '#components/layout/site.tsx';
import { requireViewer } from '#features/accounts/session.server.ts';
import { markLetterForm } from '#features/certificates/award.actions.ts';
import { findCourse } from '#features/courses/course.server.ts';
import { findLetterTask, findLetterToMark } from '#features/letters/letter.server.ts';
import { MarkForm } from '#features/letters/letter-forms.tsx';

export const metadata: Metadata = { title: 'A letter to mark', robots: { index: false } };

/** A letter for the mentor who was named, or for an admin: read, scored, and never anybody else's. */
export default async function Page({ params }: { params: Promise<{ letter: string }> }) {
  const { letter: id } = await params;
  const viewer = await requireViewer(`/letters/${id}`);
  const letter = await findLetterToMark(viewer, id);
  const course = letter && findCourse(letter.courseSlug);
  const task = course && findLetterTask(course);
  if (!letter || !task) notFound();
  return (
    <>
      <PageHead over={course.title} title={`A letter by ${letter.writer}`} />
      <div className="grid gap-10 lg:grid-cols-2">
        <div className="grid content-start gap-6">
          <p className="rounded-lg bg-sand px-5 py-4 font-serif text-lg whitespace-pre-wrap lg:sticky lg:top-6">{letter.text}</p>
          <details className="rounded-lg border border-rule px-5 py-4">
            <summary className="min-h-6 font-semibold">The task, and what the file shows</summary>
            <p className="mt-3">{task.task}</p>
            <ul className="mt-3 list-disc ps-5">
              {task.facts.map((fact) => (
                <li key={fact}>{fact}</li>
              ))}
            </ul>
          </details>
        </div>
        {letter.done ? (
          <Panel>
            <p className="font-semibold">This letter is marked. Thank you.</p>
            <p className="mt-2">Its writer has been told.</p>
          </Panel>
        ) : (
          <MarkForm letter={letter.id} criteria={task.criteria} mark={markLetterForm} />
        )}
      </div>
    </>
  );
}
