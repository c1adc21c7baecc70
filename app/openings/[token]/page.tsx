import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PageHead } from '#components/layout/site.tsx';
import { Button } from '#components/ui/button.tsx';
import { courseUrl } from '#features/courses/course.ts';
import { confirmOpeningForm, forgetOpeningForm } from '#features/openings/opening.actions.ts';
import { findOpening } from '#features/openings/opening.server.ts';

export const metadata: Metadata = { title: 'Tell me when it opens', robots: { index: false } };

/** Where the link in the mail leads. Looking changes nothing; a button says yes, another forgets. */
export default async function Page({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const opening = await findOpening(token);
  if (!opening) notFound();
  const { course, confirmed } = opening;
  return (
    <>
      <PageHead title={confirmed ? 'We will tell you' : 'Shall we tell you when it opens?'}>
        <p>
          <a href={courseUrl(course.slug)}>{course.title}</a>
          {confirmed ? ': one mail, on the day it opens.' : '. One mail, on the day it opens, and no other.'}
        </p>
      </PageHead>
      <div className="flex flex-wrap gap-3">
        {!confirmed && (
          <form action={confirmOpeningForm}>
            <input type="hidden" name="token" value={token} />
            <Button>Yes, tell me</Button>
          </form>
        )}
        <form action={forgetOpeningForm}>
          <input type="hidden" name="token" value={token} />
          <Button look="quiet">{confirmed ? 'No longer, forget my address' : 'No, forget my address'}</Button>
        </form>
      </div>
    </>
  );
}
