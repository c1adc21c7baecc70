import type { Metadata } from 'next';
import { PageHead } from '#components/layout/site.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { findCourse } from '#features/courses/course.server.ts';
import { listLettersToMark } from '#features/letters/letter.server.ts';
import { formatDate } from '#lib/dates.ts';

export const metadata: Metadata = { title: 'Letters to mark', robots: { index: false } };

export default async function LettersPage() {
  const admin = await requireAdmin();
  const letters = await listLettersToMark(admin);
  return (
    <>
      <PageHead title="Letters to mark">
        <p>{letters.length === 0 ? 'None waits.' : 'The longest waiting first. One whose writer named a mentor can be marked by you as well.'}</p>
      </PageHead>
      <ul className="border-t border-rule">
        {letters.map((letter) => (
          <li key={letter.id} className="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-rule py-3">
            <a href={`/letters/${letter.id}`}>
              {letter.writer}, {findCourse(letter.courseSlug)?.short ?? letter.courseSlug}
            </a>
            <span className="text-sm text-ink-soft">
              since {formatDate(letter.askedAt)}
              {letter.mentorNamed ? '; a mentor is named' : ''}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
