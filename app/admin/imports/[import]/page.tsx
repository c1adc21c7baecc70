import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AdminFrame } from '#components/layout/admin.tsx';
import { requireAdmin } from '#features/accounts/session.server.ts';
import { findImport } from '#features/imports/import.server.ts';
import { countsInWords, type ImportView } from '#features/imports/import.ts';
import { ApplyForm, UndoForm } from '#features/imports/import-forms.tsx';
import { ImportTable } from '#features/imports/import-table.tsx';
import { persons } from '#lib/count.ts';
import { formatMoment } from '#lib/dates.ts';
import type { SearchParams } from '#lib/listing.ts';

export const metadata: Metadata = { title: 'A spreadsheet · Admin', robots: { index: false } };

type Props = { params: Promise<{ import: string }>; searchParams: Promise<SearchParams> };

export default async function ImportPage({ params, searchParams }: Props) {
  const { import: id } = await params;
  const admin = await requireAdmin(`/admin/imports/${id}`);
  const after = String((await searchParams)['after'] ?? '');
  const shown = await findImport(admin, id, after);
  if (!shown) notFound();
  return (
    <AdminFrame at="/admin/imports" title={shown.fileName} over={<a href="/admin/imports">Spreadsheets</a>}>
      <p className="mb-2 text-lg font-semibold">{countsInWords(shown.counts, shown.state)}</p>
      <p className="mb-5 max-w-2xl text-sm text-ink-mid">
        Read on {formatMoment(shown.createdAt)}
        {shown.by && ` by ${shown.by}`}. <a href={`/admin/imports/${id}/result.csv`}>Every row as a file</a>
      </p>
      <div className="mb-8 grid max-w-2xl gap-3">
        <NextStep shown={shown} />
      </div>
      <ImportTable shown={shown} isFirst={after === ''} />
    </AdminFrame>
  );
}

/** What can be done with it now, and what that will do. */
function NextStep({ shown: { id, state, counts, people, tell, appliedAt, undoneAt, undoUntil } }: { shown: ImportView }) {
  if (undoneAt) return <p>Undone on {formatMoment(undoneAt)}. What people had begun in the meantime was kept; they were taken off the course.</p>;
  if (state === 'APPLIED' && appliedAt)
    return (
      <>
        <p>Applied on {formatMoment(appliedAt)}.</p>
        {undoUntil && (
          <details>
            <summary className="font-semibold">Undo…</summary>
            <div className="mt-3 grid gap-3">
              <p>
                Until {formatMoment(undoUntil)}. Everything in the column “Done” is taken back; who has begun a course is taken off it and keeps what they did.
                Mail that was sent stays sent.
              </p>
              <UndoForm id={id} />
            </div>
          </details>
        )}
      </>
    );
  if (counts.invalid > 0)
    return (
      <p>
        Nothing can be applied yet. Mend the rows below in your file, and <a href="/admin/imports">upload it again</a>.
      </p>
    );
  if (people === 0) return <p>There is nothing to do: all of it is so already.</p>;
  return (
    <>
      <p>All of it is done, or nothing; it can be undone for a day. {tell ? 'Whoever is put on a course is told by one mail.' : 'Nobody is told by mail.'}</p>
      <ApplyForm id={id}>Apply to {persons(people)}</ApplyForm>
    </>
  );
}
